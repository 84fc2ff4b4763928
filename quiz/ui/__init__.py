"""The app on the screen: the only package here that imports Textual.

Owns screens, widgets and keys. Refuses to mark, to judge and to remember: all of that is the Session's.
"""

from __future__ import annotations

import os
from collections.abc import MutableMapping


def keep_input_methods_alive(environ: MutableMapping[str, str]) -> None:
    """Textual reads this once, while it is imported, so it is set before.

    iTerm2 drops the text of an input method under the Kitty keyboard protocol, which Textual turns on:
    Chinese would silently not arrive. Inside tmux the protocol does not reach iTerm2; a user's choice wins.
    """
    if environ.get("TERM_PROGRAM") == "iTerm.app" and "TMUX" not in environ:
        environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")


keep_input_methods_alive(os.environ)
