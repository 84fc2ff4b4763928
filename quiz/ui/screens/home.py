"""HomePage: what is due, and every topic and exercise. The first question is one Enter away.

Owns which list holds the focus. Refuses to count: the Session hands it a `Home`.
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widgets import Button, Label, Static

from quiz.plan.told import finished, started
from quiz.practice import CHOSEN, Mode, Practice
from quiz.progress import AFTER, ExerciseProgress, Home, Place
from quiz.session import Session
from quiz.ui.acts import COMMON, Act, bindings
from quiz.ui.drawing import Block
from quiz.ui.feedback import corrected
from quiz.ui.screens.page import Page
from quiz.ui.screens.reader import Reader
from quiz.ui.widgets.choices import Choices, Manner, Row

PLAN = Style.from_meta({"@click": "screen.plan"})
SECONDS = 60
"""Between two looks at the date."""
BADGES = {"new": "[ ]", "started": "[~]", "passed": "[✓]"}


class Pane(VerticalScroll, can_focus=False):
    """Keeps the cursor of the list within it in sight."""

    def on_choices_moved(self, moved: Choices.Moved) -> None:
        """Scroll as little as is needed."""
        moved.stop()
        self.scroll_to_region(moved.region, animate=False)


class HomePage(Page):
    """The page at the bottom of the stack."""

    ACTS = (
        Act("start", "enter,s", footer=True),
        Act("plan", "p", footer=True, palette=False),
        Act("lists", "down,j", palette=False),
        Act("left", "left,h", palette=False),
        Act("right", "right", palette=False),
        Act("misses", "x"),
        Act("weakest", "w"),
        Act("stats", "t", spare=True),
        Act("mock", "i", footer=True, palette=False),
        Act("milestones", "m", footer=True, palette=False),
        Act("faults", "f", footer=True),
        Act("corrections", "c", footer=True),
    )
    TAIL = (*COMMON, Act("quit", "q,ctrl+q", footer=True, on_app=True))
    BINDINGS: ClassVar[list[BindingType]] = bindings((*ACTS, *TAIL))

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.home: Home = session.home()
        self._stale = False
        """From the second time on that it is on top."""

    def compose(self) -> ComposeResult:
        """The button, the two lists, the keys."""
        yield Label(id="where", markup=False)
        yield Button(id="start", variant="primary")
        yield Static(id="today", markup=False)
        yield Static(id="corrections", markup=False)
        yield Static(id="faults", markup=False)
        with Horizontal(id="lists"):
            with Pane(id="topics-pane"):
                yield Choices("topics", Manner(numbered=False))
            with Pane(id="exercises-pane"):
                yield Choices("exercises", Manner(numbered=False))
        yield self.keys

    def on_mount(self) -> None:
        """The focus is on what most people want; it may stand there for a night."""
        self.query_one("#start").focus()
        self.set_interval(SECONDS, self.look_at_the_date)

    def on_screen_resume(self) -> None:
        """Something may have been answered or passed; the lists stand where the learner comes from."""
        if self._stale:
            self.home = self.session.home()
        self._stale = True
        self.call_after_refresh(self._point, self.home.place)

    def look_at_the_date(self) -> None:
        """Yesterday's plan is not today's; where this page is not on top, coming back does it."""
        if self.is_current and self.session.now().date() != self.home.plan.goal.today:
            self.home = self.session.home()
            self.speak()

    def place(self) -> Place:
        """Home."""
        return Place("home")

    def speak(self) -> None:
        """Everything, in the language of now."""
        home, voice = self.home, self.voice
        self.query_one("#where", Label).update(f"gradlings  |  {voice('home.today', n=home.answered_today)}")
        self.query_one("#start", Button).label = self._start()
        self.query_one("#today", Static).update(Content(self._today()).stylize(PLAN))
        for name, found in (("faults", home.faults), ("corrections", home.corrections)):
            news = self.query_one(f"#{name}", Static)
            news.display = bool(found)
            line = Content(voice(f"home.{name}", n=len(found)))
            news.update(line.stylize(Style.from_meta({"@click": f"screen.{name}"})))
        self.query_one("#topics-pane").border_title = voice("home.topics")
        self.query_one("#exercises-pane").border_title = voice("home.exercises")
        building = any(exercise.after for track in home.tracks for exercise in track.exercises)
        self.query_one("#exercises-pane").border_subtitle = voice("home.after", mark=AFTER) if building else ""
        see = (("app.search", "/", "search"), ("screen.stats", "t", "stats"), ("app.settings", ",", "settings"))
        links = (f"[@click={action}]{key} {voice(f'action.{name}')}[/]" for action, key, name in see)
        self.query_one("#topics-pane").border_subtitle = "  ".join(links)
        self.query_one("#topics", Choices).show(row for row, _practice in self._practices())
        self.query_one("#exercises", Choices).show(row for row, _exercise in self._exercises())
        self.refresh_keys()

    def _start(self) -> str:
        """What Enter begins: today's plan, and once that is done whatever is left."""
        home = self.home
        if home.planned:
            return started(home.plan, self.session.words)
        return self.voice("home.start" if home.due or home.new else "home.nothing", due=home.due, new=home.new)

    def _today(self) -> str:
        """How far it is to the interview, or how to set its date; and how today stands, or how much there is at all."""
        goal, home = self.home.plan.goal, self.home
        day = "plan.invite" if goal.phase in ("none", "past") else f"home.date_{goal.phase}"
        counts = self.voice("home.counts", due=home.plan.due, new=home.plan.unseen)
        state = counts if home.planned else finished(home.plan, self.session.words)
        return f"{self.voice(day, n=goal.days)}  |  {state}"

    def _point(self, left: Place) -> None:
        if left.screen == "exercise":
            ids = [exercise.id if exercise else "" for _row, exercise in self._exercises()]
            self._point_at("exercises", ids, left.exercise)
        elif left.topic or left.mode:
            names = [practice.topic or practice.mode for _row, practice in self._practices()]
            self._point_at("topics", names, left.topic or left.mode)

    def _point_at(self, name: str, ids: list[str], wanted: str) -> None:
        if wanted in ids:
            self.query_one(f"#{name}", Choices).point(ids.index(wanted))

    def _practices(self) -> list[tuple[Row, Practice]]:
        """What narrows the quiz: by how it went, once something was answered, and by topic."""
        rows = []
        if self.can("misses"):
            keys = {act.name: act.keys for act in self.ACTS}
            rows = [(Row(self.voice(f"practice.{mode}"), "»", note=keys[mode]), Practice(mode=mode)) for mode in CHOSEN]
        for topic in self.home.topics:
            due = self.voice("home.due", n=topic.due) + "  " if topic.due else ""
            row = Row(self.voice.marked(topic.title), note=f"{due}{topic.seen}/{topic.total}")
            rows.append((row, Practice(topic.topic)))
        return rows

    def _exercises(self) -> list[tuple[Row, ExerciseProgress | None]]:
        rows: list[tuple[Row, ExerciseProgress | None]] = []
        for track in self.home.tracks:
            rows.append((Row(self.voice.of(track.title), heading=True), None))
            for exercise in track.exercises:
                note = f"{AFTER} " * bool(exercise.after) + self.voice(f"common.status.{exercise.status}")
                title = self.voice.of(exercise.title)
                rows.append((Row(title, BADGES[exercise.status], note=note), exercise))
        return rows

    def _reaches(self, key: str) -> bool:
        """In a list, Enter is the list's."""
        return super()._reaches(key) and not (key == "enter" and isinstance(self.focused, Choices))

    def can(self, name: str) -> bool:
        """Faults only where there are some; the arrows only where they lead somewhere."""
        focused = self.focused.id if self.focused else ""
        return {
            "misses": any(topic.seen for topic in self.home.topics),
            "weakest": any(topic.seen for topic in self.home.topics),
            "faults": bool(self.home.faults),
            "corrections": bool(self.home.corrections),
            "lists": focused not in ("topics", "exercises"),
            "left": focused == "exercises",
            "right": focused != "exercises",
        }.get(name, True)

    def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """Start."""
        pressed.stop()
        self.action_start()

    def on_choices_picked(self, picked: Choices.Picked) -> None:
        """A topic narrows the quiz; an exercise opens."""
        picked.stop()
        if picked.choices.id == "topics":
            self.post_message(self.Open(self._practices()[picked.index][1].place()))
        elif (exercise := self._exercises()[picked.index][1]) is not None:
            self.post_message(self.Open(Place("exercise", exercise=exercise.id)))

    def action_start(self) -> None:
        """Today's plan, of whatever day it is by now; once it is done, the quiz over everything."""
        self.post_message(self.Open(Practice(mode="today" if self.session.today().items else "").place()))

    def action_misses(self) -> None:
        """Only what was missed."""
        self._practise("misses")

    def action_weakest(self) -> None:
        """The weakest first."""
        self._practise("weakest")

    def _practise(self, mode: Mode) -> None:
        """Of the topic under the cursor; of all where the cursor is on none."""
        topics = self.query_one("#topics", Choices)
        topic = self._practices()[topics.cursor][1].topic if topics.has_focus else ""
        self.post_message(self.Open(Practice(topic, mode).place()))

    def action_stats(self) -> None:
        """How it goes."""
        self.post_message(self.Open(Place("stats")))

    def action_lists(self) -> None:
        """From the button down into the lists."""
        self.query_one("#topics").focus()

    def action_left(self) -> None:
        """To the topics."""
        self.query_one("#topics").focus()

    def action_right(self) -> None:
        """To the exercises."""
        self.query_one("#exercises").focus()

    def action_mock(self) -> None:
        """As a whole, against the clock."""
        self.post_message(self.Open(Place("mock")))

    def action_plan(self) -> None:
        """Today's."""
        self.post_message(self.Open(Place("plan")))

    def action_milestones(self) -> None:
        """What passed exercises do together."""
        self.post_message(self.Open(Place("milestones")))

    def action_corrections(self) -> None:
        """What was wrong with the answer keys; whoever has seen it is not told again."""
        found = self.home.corrections
        self.session.told(found)
        title = lambda: self.voice("home.corrections_title")  # noqa: E731
        self.app.push_screen(Reader(self.session, title, lambda: corrected(found, self.voice)))

    def action_faults(self) -> None:
        """Every fault with file, key and remedy."""
        faults = [Block(str(fault), "plain") for fault in self.home.faults]
        self.app.push_screen(Reader(self.session, lambda: self.voice("home.faults_title"), lambda: faults))
