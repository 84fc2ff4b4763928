"""`u` takes the last answer back, and an answer that cannot be kept is not marked: the log is what counts."""

from textual.widgets import Input

from quiz.log import LogUnusable
from quiz.variants import pose
from tests.ui.conftest import EVERY_KIND
from tests.ui.waiting import until


def cards(app):
    return [review.card for review in app.session.history.record.reviews]


async def test_an_answer_is_taken_back_after_its_mark_and_right_after_the_next_card_came(running, language, shown):
    async with running(language) as (app, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: getattr(app.screen, "posed", None))
        page = app.screen
        assert not page.can("undo")
        first = page.posed
        await pilot.press("1")
        await until(pilot, lambda: page.mark is not None)
        assert app.session.words("action.undo") in shown(app).splitlines()[-1]
        await pilot.press("u")
        await until(pilot, lambda: page.mark is None)
        assert (page.posed.card, page.posed.seed) == (first.card, first.seed)
        assert cards(app) == []
        assert not page.can("undo")
        await pilot.press("1")
        await until(pilot, lambda: page.mark is not None)
        await pilot.press("n")
        await until(pilot, lambda: page.posed and page.posed.card != first.card)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: page.posed.card == first.card)
        assert cards(app) == []
        home = app.session.home()
        assert (home.answered_today, home.new) == (0, len(app.session.bank.cards))


async def test_more_answers_are_taken_back_one_by_one_and_a_restart_asks_the_same_card(running, open_on):
    async with running() as (app, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: getattr(app.screen, "posed", None))
        page, asked = app.screen, []
        singles = [card.id for card in app.session.bank.cards.values() if card.kind == "single"][:3]
        turn = iter([pose(card, app.session.bank.question(card), 3) for card in singles])
        app.session.next = lambda *_: next(turn, None)
        await page.ask()
        for _ in range(3):
            asked.append(page.posed.card)
            await pilot.press("1")
            await until(pilot, lambda: page.mark is not None)
            await page.ask()
        assert page.posed is None
        for left in (2, 1, 0):
            await pilot.press("u")
            await until(pilot, lambda: len(cards(app)) == left)  # noqa: B023 - awaited here
            assert page.posed.card == asked[left]
    assert open_on().next().card == asked[0]


async def test_what_is_half_written_for_the_next_card_is_kept_and_u_is_a_letter_there(running):
    async with running() as (app, pilot):
        one, name = (pose(f"core:mlp/every-kind#{drill}", EVERY_KIND, 5) for drill in ("one", "name"))
        turn = iter([one, name])
        app.session.next = lambda *_: next(turn, None)
        app.session.bank.cards = {**app.session.bank.cards, one.card: None}
        app.session.pose = lambda *_: one
        await pilot.press("enter")
        await until(pilot, lambda: getattr(app.screen, "posed", None) is one)
        page = app.screen
        await pilot.press("1", "enter")
        await until(pilot, lambda: page.posed is name and page.query(Input))
        await pilot.press("u", "b")
        await until(pilot, lambda: page.query_one(Input).value == "ub")
        await pilot.press("ctrl+z")
        await until(pilot, lambda: page.posed is one)
        assert app.session.kept(name.card) == "ub"


async def test_a_log_that_cannot_be_written_leaves_the_answer_and_says_so(running, monkeypatch):
    async with running(drill="one") as (app, pilot):
        app.session.bank.cards = {**app.session.bank.cards, app.posed.card: None}
        await pilot.press("1")
        await until(pilot, lambda: app.screen.mark is not None)

        def full(log, *_):
            raise LogUnusable(log._path, "database or disk is full")

        monkeypatch.setattr("quiz.log.Log.append", full)
        await pilot.press("u")
        # not looked for on the screen: where the notice breaks is up to how long the path is
        await until(pilot, lambda: any("disk is full" in notice.message for notice in app._notifications))
        assert app.screen.mark is not None
        assert len(cards(app)) == 1


async def test_an_answer_that_cannot_be_logged_is_not_marked_and_stays_in_its_field(running, monkeypatch, shown):
    async with running(drill="name") as (app, pilot):

        def full(log, *_):
            raise LogUnusable(log._path, "database or disk is full")

        with monkeypatch.context() as patched:
            patched.setattr("quiz.log.Log.append", full)
            await pilot.press("x", "enter")
            await until(pilot, lambda: "disk is full" in " ".join(shown(app).split()))
            assert app.screen.mark is None
            assert app.screen.query_one(Input).value == "x"
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.mark is not None)
        assert len(cards(app)) == 1
