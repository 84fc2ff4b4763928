"""What the learner does with exercises, and the language: begin, edit, check, take a hint, see the solution.

Owns which of it is logged. Refuses to judge (`grader`) and to touch a file itself (`workspace`). What cannot be
logged still happens and leaves a warning: a verdict or an edit is never lost to a full disk. Loads neither bank nor
schedule, 25 ms that the commands for exercises do not pay.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from exercises.content import ContentError, Language, Text
from exercises.listing import Listed
from quiz.history import History
from quiz.log import Clock, LogUnusable
from quiz.paths import Paths
from quiz.progress import TrackProgress, track_progress
from quiz.settings import Settings, read
from quiz.stock import Stock, open_stock
from quiz.words import Words, in_both
from quiz.workspace import Workspace

if TYPE_CHECKING:
    from exercises.catalog import Catalog, Exercise
    from grader import Errand, Grader, Options
    from grader.report import Report


class Desk:
    """The exercises of one learner."""

    def __init__(self, paths: Paths, locale: Language, clock: Clock, grader: Callable[[], Grader]) -> None:
        self.paths = paths
        self._locale = locale
        self._language: Language | None = None
        self._interview: Language | Literal[""] | None = None
        self._clock = clock
        self._stock: Stock | None = None
        self._stock_lock = threading.Lock()
        self.workspace = Workspace(paths.work, clock)
        self.history = History(paths, clock)
        self._make_grader = grader
        self._grader: Grader | None = None
        self._grader_lock = threading.Lock()
        self._warnings: dict[Text, bool] = {}
        """True for those already told. Checks warn from their threads."""
        self._warnings_lock = threading.Lock()

    def now(self) -> datetime:
        """By the learner's clock."""
        return self._clock()

    @property
    def language(self) -> Language:
        """As chosen, now or earlier; before that, as the locale says. Looked up once: every text on a screen asks."""
        if self._language is None:
            self._language = self.settings.language or self._locale
        return self._language

    @property
    def interview(self) -> Language:
        """Of prompts and options: as chosen, else that of everything. Looked up once, too."""
        if self._interview is None:
            self._interview = self.settings.interview or ""
        return self._interview or self.language

    @property
    def words(self) -> Words:
        """The texts of the interface in the current language."""
        return Words(self.language)

    @property
    def settings(self) -> Settings:
        """What the learner has chosen."""
        return self.history.record.settings

    def configure(self, **changes: object) -> None:
        """Change settings, from a value or from what was typed.

        Raises BadSetting (then say it again) or LogUnusable; then nothing changed.
        """
        good = {name: read(name, value) for name, value in changes.items()}
        self.history.add("settings", replace(self.settings, **good).written(*good))
        if "language" in good:
            self._language = good["language"]
        if "interview" in good:
            self._interview = good["interview"] or ""

    def set_language(self, language: Language, remember: bool = True) -> None:
        """Switch; remembered in the log unless it is for this time only."""
        self._language = language
        if remember:
            self._note("settings", {"language": language})

    def ask_in(self, language: Language) -> None:
        """Prompts and options in this language, for this time only."""
        self._interview = language

    def warnings(self) -> tuple[Text, ...]:
        """What went wrong without stopping anything (a log set aside or not writable); each is told once."""
        if self.history.trouble:
            self._warn_of(self.history.trouble)
        if self.history.set_aside:
            self._warn("error.log_set_aside", path=self.history.set_aside)
        with self._warnings_lock:
            fresh = tuple(text for text, told in self._warnings.items() if not told)
            self._warnings.update(dict.fromkeys(fresh, True))
        return fresh

    def grader(self) -> Grader:
        """The grader, started on first use. Whoever foresees a check may call this early, in any thread."""
        with self._grader_lock:
            if self._grader is None:
                self._grader = self._make_grader()
            return self._grader

    @property
    def stock(self) -> Stock:
        """The exercises that there are, looked for on first use."""
        with self._stock_lock:
            if self._stock is None:
                self._stock = open_stock([*map(Path, self.settings.exercises), *self.paths.exercises])
                for complaint in self._stock.complaints:
                    self._warn_text(complaint)
            return self._stock

    @property
    def catalog(self) -> Catalog:
        """Exercise by id."""
        return self.stock.catalog

    def set_exercises(self, folders: Iterable[Path]) -> None:
        """Remember these folders, in place of those remembered before. Raises LogUnusable; then nothing changed."""
        self.configure(exercises=tuple(str(folder.absolute()) for folder in folders))
        with self._stock_lock:
            self._stock = None

    def tracks(self) -> tuple[tuple[TrackProgress, ...], list[ContentError]]:
        """The exercises by track, and what is wrong with those that do not load."""
        exercises, faults = self.listed()
        return track_progress(self.stock.titles, exercises, self.history.record.status), faults

    def listed(self) -> tuple[list[Listed], list[ContentError]]:
        """What lists say of every exercise that loads, from the cache, and what is wrong with the others."""
        return self.stock.listed(self.paths.cache / "exercises.json")

    def exercise(self, exercise_id: str) -> Exercise:
        """Raises KeyError (no such id) or BrokenContent."""
        return self.catalog.get(exercise_id)

    def draft(self, exercise_id: str) -> str:
        """The learner's file; the starter is written there on first use. Raises WorkspaceError."""
        self.start(exercise_id)
        return self.workspace.text(exercise_id)

    def start(self, exercise_id: str) -> bool:
        """Write the starter unless there is a file; True where it was written. Raises WorkspaceError."""
        written = self.workspace.start(exercise_id, self.exercise(exercise_id).starter)
        if written:
            self._note("started", {"exercise": exercise_id})
        return written

    def save(self, exercise_id: str, text: str) -> None:
        """Write the learner's file. A version changed elsewhere meanwhile is backed up, with a warning.

        Raises WorkspaceError; then the file is as it was.
        """
        kept = self.workspace.save(exercise_id, text)
        if kept:
            self._warn("error.changed_elsewhere", path=kept)

    def check(
        self, exercise_id: str, source: bytes, options: Options | None = None, errand: Errand | None = None
    ) -> Report:
        """Judge and log it. May run in a thread. What cannot be logged is a warning, never a lost verdict.

        Raises Cancelled where the errand was called off; then nothing is logged.
        """
        from grader import Options  # noqa: PLC0415  # as in `start_grader`

        if options is None:
            options = Options(file=str(self.workspace.path(exercise_id)), shrink=True)
        report = self.grader().check(self.exercise(exercise_id), source, options, errand)
        self._note("checked", _summary(report, options))
        return report

    def explained(self, report: Report, step: int, steps: int) -> None:
        """Log how far the mistakes named in a report were disclosed."""
        named = [finding.id for finding in report.findings]
        body = {"exercise": report.exercise, "sha256": report.sha256, "salt": report.salt, "findings": named}
        self._note("explained", {**body, "step": step, "steps": steps})

    def trained(self, milestone: str, score: float, files: Mapping[str, bytes]) -> None:
        """Log what the training of a milestone came to with these files, by exercise."""
        sums = {name: hashlib.sha256(source).hexdigest() for name, source in files.items()}
        self._note("trained", {"milestone": milestone, "score": score, "files": sums})

    def hint(self, exercise_id: str) -> tuple[int, Text]:
        """The next hint with its number from 1; the last one stays."""
        hints = self.exercise(exercise_id).hints
        given = self.history.record.hints.get(exercise_id, 0)
        number = min(given + 1, len(hints))
        if number > given:
            self._note("hinted", {"exercise": exercise_id, "number": number})
        return number, hints[number - 1]

    def hints_given(self, exercise_id: str) -> list[tuple[int, Text]]:
        """The hints that were given since the exercise was begun or reset, with their numbers from 1."""
        given = self.history.record.hints.get(exercise_id, 0)
        return list(enumerate(self.exercise(exercise_id).hints[:given], start=1))

    def solution(self, exercise_id: str, anyway: bool = False) -> str | None:
        """The solution's source; None until the exercise is passed, and during a redo, unless `anyway`."""
        exercise, record = self.exercise(exercise_id), self.history.record
        if not anyway and (record.status.get(exercise_id) != "passed" or exercise_id in record.redos):
            return None
        self._note("revealed", {"exercise": exercise_id, "anyway": anyway})
        return exercise.solution

    def reset(self, exercise_id: str) -> Path:
        """Put the starter back; returns where the learner's version is kept. Raises WorkspaceError."""
        kept = self.workspace.reset(exercise_id, self.exercise(exercise_id).starter)
        self._note("reset", {"exercise": exercise_id})
        return kept

    def redo(self, exercise_id: str) -> Path | None:
        """Begin a passed exercise again from the starter; where the version that passed is kept, if there was a file.

        A redo that is under way goes on. It ends with the next pass. Raises WorkspaceError or LogUnusable.
        """
        if exercise_id in self.history.record.redos:
            return None
        starter = self.exercise(exercise_id).starter
        written = self.workspace.start(exercise_id, starter)
        kept = None if written else self.workspace.reset(exercise_id, starter)
        self.history.add("redo", {"exercise": exercise_id, "kept": str(kept or "")})
        return kept

    def close(self) -> None:
        """Stop the grader and close the log."""
        with self._grader_lock:
            if self._grader:
                self._grader.close()
        self.history.close()

    def _note(self, kind: str, body: dict[str, Any]) -> None:
        try:
            self.history.add(kind, body)
        except LogUnusable as error:
            self._warn_of(error)

    def _warn_of(self, error: LogUnusable) -> None:
        self._warn("error.log_unusable", path=error.path, reason=error.reason)

    def _warn(self, key: str, **values: object) -> None:
        self._warn_text(in_both(key, **values))

    def _warn_text(self, text: Text) -> None:
        with self._warnings_lock:
            self._warnings.setdefault(text, False)


def start_grader() -> Grader:
    """A grader with its first child starting up, and after each check the next: who practises checks again."""
    from grader import Grader  # noqa: PLC0415  # 25 ms that only a check pays, before NumPy's 95

    return Grader(keep_ready=True)


def _summary(report: Report, options: Options) -> dict[str, Any]:
    """What the log keeps of a judgement: enough for statistics and to judge again alike, not the arrays."""
    return {
        "exercise": report.exercise,
        "exercise_sha": report.exercise_sha,
        "file": report.file,
        "sha256": report.sha256,
        "salt": report.salt,
        "strict": options.strict,
        "hidden": options.hidden,
        "verdict": report.verdict,
        "stage": report.stage,
        "score": report.score,
        "findings": [finding.id for finding in report.findings],
        "ms": report.ms,
    }
