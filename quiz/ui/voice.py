"""Voice: every text of the app in the language that holds right now.

Owns whether its page shows the other language of what stands there. All else it asks the session each time, so that a
widget that speaks again speaks the new language. What one is asked (`asked`) and what explains it (`of`) may be set to
different languages; the interface speaks the language of explanations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercises.content import OTHER, Language, Text
from quiz.mark import said
from quiz.words import marked

if TYPE_CHECKING:
    from quiz.session import Session


class Voice:
    """`voice("home.due", n=3)` for words, `voice.asked(text)` for prompts and options, `voice.of(text)` else."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.turned = False
        """Whether content is shown in its other language; the interface's words never are."""

    @property
    def language(self) -> Language:
        """What is spoken now."""
        return self._session.language

    def __call__(self, key: str, **values: object) -> str:
        """The interface's words under this key."""
        return self._session.words(key, **values)

    @property
    def explaining(self) -> Language:
        """Of feedback, findings and hints on this page now."""
        return self._turn(self.language)

    @property
    def asking(self) -> Language:
        """Of prompts, options and tasks on this page now."""
        return self._turn(self._session.interview)

    def _turn(self, language: Language) -> Language:
        return OTHER[language] if self.turned else language

    def marked(self, text: Text) -> str:
        """The same at the head of something, where it is said if the language is another."""
        return marked(text, self.explaining)

    def of(self, text: Text) -> str:
        """What explains: feedback, why, findings, hints, titles."""
        return said(text, self.asking, self.explaining)

    def asked(self, text: Text) -> str:
        """What one is asked: prompts, options, what is to be joined or put in order."""
        return text[self.asking]
