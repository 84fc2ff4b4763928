"""DraftPage: the learner's file in an editor, saved by itself; another program may write it at the same time.

Owns when it is saved, when it is looked at, and what becomes of a version from elsewhere. What is unsaved here is
never lost to it: it wins, and the other version is kept as a backup. Refuses to touch the file: the Session does.
"""

from __future__ import annotations

import os

from textual.app import SuspendNotSupported
from textual.message import Message
from textual.timer import Timer
from textual.widgets import TextArea

from exercises.content import Text
from quiz.editor import NoEditor, command, edit
from quiz.session import NotStarted, Session, WorkspaceError
from quiz.ui.screens.page import Page
from quiz.ui.widgets.editor import CodeEditor
from quiz.watching import Watch

AUTOSAVE_SECONDS = 1.0


class DraftPage(Page):
    """A page with one `CodeEditor` on the file of one exercise."""

    class Changed(Message):
        """The file on disk is not what it was."""

    def __init__(self, session: Session, exercise_id: str) -> None:
        super().__init__(session)
        self.exercise = session.exercise(exercise_id)
        self.file = session.workspace.path(exercise_id)
        self.saved = session.draft(exercise_id)
        """What is on disk, as far as we know."""
        self._clean = ""
        """The same as the editor gives it back: mixed or rare line ends come back as one kind."""
        self._save_soon: Timer | None = None
        self._asked_to_leave = False
        # A thread of its own: a disk that does not answer must not hold up what is typed.
        self._watch = Watch(self.file, lambda: self.post_message(self.Changed()))

    @property
    def editor(self) -> CodeEditor:
        """The learner's code."""
        return self.query_one(CodeEditor)

    @property
    def dirty(self) -> bool:
        """Whether there is something to save."""
        return self.editor.text != self._clean

    def on_mount(self) -> None:
        """The draft, and from now on whatever becomes of it elsewhere."""
        self.load(self.saved)
        self._watch.start()

    def on_unmount(self) -> None:
        """Nobody looks any more."""
        self._watch.stop()

    def where(self) -> None:
        """Whether it is saved may have changed; pages say it in their own words."""

    def taken_over(self) -> None:
        """What another program wrote stands in the editor now; pages may do something about it."""

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

    def on_draft_page_changed(self, message: Changed) -> None:
        """Somebody wrote it, possibly we."""
        message.stop()
        if self.take_over():
            self.taken_over()

    def take_over(self) -> bool:
        """What another editor wrote into the file, unless there is something unsaved here; whether that was new."""
        if self.dirty:
            return False
        try:
            text = self.session.workspace.text(self.exercise.id)
        except NotStarted:  # gone, perhaps for a moment; what was in it stands here
            return False
        except WorkspaceError as error:
            self.cannot(error)
            return False
        if text == self.saved:
            return False
        cursor = self.editor.cursor_location
        self.load(text)
        self.editor.move_cursor(cursor)
        self.notify(self.voice("exercise.taken_over"), timeout=3, markup=False)
        return True

    def action_edit(self) -> None:
        """The learner's own editor, in this terminal, on what is on disk."""
        self.take_over()
        if not self.save():
            return
        try:
            words = command(self.session.settings.editor, os.environ)
            self._edit_aside(words)
        except NoEditor as error:
            self._no_editor(error.text)
        except SuspendNotSupported:
            self._no_editor(NoEditor("no_terminal", file=self.file).text)
        if self.take_over():
            self.taken_over()

    def _edit_aside(self, words: list[str]) -> None:
        """Textual takes the terminal back only when nothing was raised in between: what was is raised afterwards."""
        failed = None
        with self.app.suspend():
            try:
                edit(words, self.file)
            except NoEditor as error:
                failed = error
        if failed is not None:
            raise failed

    def _no_editor(self, text: Text) -> None:
        self.notify(self.voice.of(text), severity="error", timeout=15, markup=False)

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
