"""In a real terminal: the exercise page steps aside for the learner's own editor, and notices what others write."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from tests.terminal import Terminal, open_exercise

CHECKOUT = Path(__file__).parents[2]
EDITOR = """
import sys
print("an editor on", sys.argv[1].rpartition("/")[2])
text = input("add: ")
with open(sys.argv[1], "a") as file:
    file.write(f"\\n# {text}\\n")
"""


def test_own_editor_and_back_then_a_save_from_elsewhere_is_checked_while_watch_is_on(
    tmp_path: Path, compiled: Path
) -> None:
    shutil.copytree(compiled, tmp_path / "home" / ".cache")
    editor = tmp_path / "editor.py"
    editor.write_text(EDITOR)
    env = {"GRADLINGS_HOME": str(tmp_path / "home"), "VISUAL": f"'{sys.executable}' '{editor}'"}
    file = tmp_path / "home" / "layers" / "dense.py"
    with Terminal([str(Path(sys.executable).with_name("gradlings"))], env, cwd=tmp_path) as terminal:
        terminal.wait_for("Start today", seconds=60)
        open_exercise(terminal, "dense layer")
        terminal.press("e")
        terminal.wait_for("an editor on dense.py", "add:")
        terminal.press("written elsewhere", "enter")
        terminal.wait_for("Dense layer", "F5 Check", "[Task]")
        assert file.read_text().endswith("# written elsewhere\n")
        terminal.press("w")
        terminal.wait_for("watching the file")
        file.write_text((CHECKOUT / "exercises/layers/dense/solution.py").read_text())
        terminal.wait_for("\N{CHECK MARK} passed", "[Report]")
        terminal.press("s")
        terminal.wait_for("dense_forward  Yours", "dense_forward  Reference solution")
