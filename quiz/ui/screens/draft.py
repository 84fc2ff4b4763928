"""DraftPage: the learner's file in an editor, saved by itself.

Owns when it is saved, and what becomes of a version from another editor. Refuses to touch the file: the Session does.
"""

from __future__ import annotations

from textual.timer import Timer
from textual.widgets import TextArea

from quiz.session import Session, WorkspaceError
from quiz.ui.screens.page import Page
from quiz.ui.widgets.editor import CodeEditor

AUTOSAVE_SECONDS = 1.0


class DraftPage(Page):
    """A page with one `CodeEditor` on the file of one exercise."""

    def __init__(self, session: Session, exercise_id: str) -> None:
        super().__init__(session)
        self.exercise = session.exercise(exercise_id)
        self.saved = session.draft(exercise_id)
        """What is on disk, as far as we know."""
        self._clean = ""
        """The same as the editor gives it back: mixed or rare line ends come back as one kind."""
        self._save_soon: Timer | None = None
        self._asked_to_leave = False

    @property
    def editor(self) -> CodeEditor:
        """The learner's code."""
        return self.query_one(CodeEditor)

    @property
    def dirty(self) -> bool:
        """Whether there is something to save."""
        return self.editor.text != self._clean

    def where(self) -> None:
        """Whether it is saved may have changed; pages say it in their own words."""

    def load(self, text: str) -> None:
        """Show this text, which is on disk."""
        self.saved = text
        self.editor.load_text(text)
        self._clean = self.editor.text

    def on_text_area_changed(self, changed: TextArea.Changed) -> None:
        """Save a second after the last key."""
        changed.stop()
        if self._save_soon is not None:
            self._save_soon.stop()
        self._save_soon = self.set_timer(AUTOSAVE_SECONDS, self.save)
        self.where()

    def save(self) -> bool:
        """Write the draft to disk; False where that failed, which is said."""
        text = self.editor.text
        if text != self._clean:
            try:
                self.session.save(self.exercise.id, text)
            except WorkspaceError as error:
                self.cannot(error)
                return False
            self.saved = self._clean = text
            self._asked_to_leave = False
            self.tell_warnings()
        self.where()
        return True

    def take_over(self) -> None:
        """What another editor wrote into the file, unless there is something unsaved here."""
        if self.dirty:
            return
        try:
            text = self.session.draft(self.exercise.id)
        except WorkspaceError as error:
            self.cannot(error)
            return
        if text != self.saved:
            self.load(text)
            self.notify(self.voice("exercise.taken_over"), timeout=3, markup=False)

    def cannot(self, error: WorkspaceError) -> None:
        """Say why the file could not be read or written."""
        text = self.voice("cli.file_problem", path=error.path, reason=error.reason)
        self.notify(text, severity="error", timeout=15, markup=False)

    def leave(self) -> bool:
        """Save at once. What cannot be saved is left only when the learner asks a second time."""
        if self._save_soon is not None:
            self._save_soon.stop()
        if self.save():
            return True
        asked_before, self._asked_to_leave = self._asked_to_leave, True
        if not asked_before:
            self.notify(self.voice("exercise.leave_unsaved"), severity="warning", timeout=15, markup=False)
        return asked_before
