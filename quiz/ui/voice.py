"""Voice: every text of the app in the language that holds right now.

Owns nothing: it asks the session each time, so that a widget that speaks again speaks the new language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercises.content import Language, Text
from quiz.words import marked

if TYPE_CHECKING:
    from quiz.session import Session


class Voice:
    """`voice("home.due", n=3)` for the interface's words, `voice.of(text)` for content."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def language(self) -> Language:
        """What is spoken now."""
        return self._session.language

    def __call__(self, key: str, **values: object) -> str:
        """The interface's words under this key."""
        return self._session.words(key, **values)

    def marked(self, text: Text) -> str:
        """The same at the head of something, where it is said if the language is another."""
        return marked(text, self.language)

    def of(self, text: Text) -> str:
        """The text in the language of now."""
        return text[self.language]
