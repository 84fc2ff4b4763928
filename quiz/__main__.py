"""`python -m quiz` is the command `gradlings`."""

from __future__ import annotations

import sys

from quiz.cli import main

sys.exit(main())
