"""Corrected answer keys: only with a reason, told once, and the answers given before count no more."""

from datetime import UTC, datetime, timedelta

import pytest

from exercises.content import LANGUAGES
from quiz import ids
from quiz.bank import Bank
from quiz.errata import Errata, Erratum
from quiz.marking import Answer
from quiz.paths import Paths
from quiz.session import open_session
from tests.packs import make_core, make_pack

CARD = "core:mlp/every-kind#claim"
OLD = "answer = false"
NEW = "answer = true"
YES = Answer(chosen=("shifts",), truth=True)
NO = Answer(chosen=("shifts",), truth=False)


@pytest.fixture
def content(tmp_path):
    return make_core(tmp_path / "core")


def correct(content, *edits):
    file = content / "questions/mlp/every-kind.toml"
    text = file.read_text(encoding="utf-8")
    for find, replace in edits or [(OLD, NEW)]:
        assert find in text
        text = text.replace(find, replace, 1)
    file.write_text(text, encoding="utf-8")


def entry(old, new, card=CARD, wrong='{ en = "It said false.", zh = "原来写成了错。" }'):
    return f'[[errata]]\ncard = "{card}"\ndate = 2026-03-04\nold = "{old}"\nnew = "{new}"\nwrong = {wrong}\n'


def explain(content, *entries):
    (content / "errata.toml").write_text("schema = 1\n" + "".join(entries), encoding="utf-8")


def fingerprint(content, card=CARD):
    return ids.current(Bank.open(content, None))[card].fingerprint


def faults(content):
    return [(fault.key, fault.problem) for fault in ids.compare(Bank.open(content, None), content / "ids.txt")]


def publish(content):
    return ids.append_missing(Bank.open(content, None), content / "ids.txt")


def test_a_changed_key_needs_an_entry_that_names_both_and_then_its_line(content):
    publish(content)
    old = fingerprint(content)
    correct(content)
    new = fingerprint(content)
    assert faults(content) == [(CARD, "the answer key changed")]
    assert publish(content) == []
    explain(content, entry(new, old))
    assert (CARD, "the answer key changed") in faults(content)
    explain(content, entry(old, new))
    assert faults(content) == [(CARD, "has a corrected key that is not published")]
    assert publish(content) == [CARD]
    assert faults(content) == []
    assert publish(content) == []


def test_the_remedy_holds_both_fingerprints_to_copy(content):
    publish(content)
    old = fingerprint(content)
    correct(content)
    [fault] = ids.compare(Bank.open(content, None), content / "ids.txt")
    assert f'old = "{old}", new = "{fingerprint(content)}"' in fault.remedy


def test_a_line_that_was_appended_without_an_entry_is_a_fault(content):
    publish(content)
    correct(content)
    with (content / "ids.txt").open("a") as file:
        file.write(f"{CARD} truth {fingerprint(content)}\n")
    assert faults(content) == [(CARD, "the answer key changed")]


def test_an_entry_for_what_never_was_is_a_fault(content):
    publish(content)
    explain(content, entry("0" * 12, fingerprint(content)))
    assert faults(content) == [(CARD, f"never went from {'0' * 12} to {fingerprint(content)}")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("schema = 1\n[[errata]]\n", "errata[0].card: is missing"),
        ("schema = 1\n" + entry("a", "b", card="acme:a/b#c"), "errata[0].card: is no card of the pack core"),
        ("schema = 1\n" + entry("a", "b", wrong='{ en = "x" }'), "errata[0].wrong: lacks a language"),
        ("schema = 1\n" + entry("a", "b").replace("2026-03-04", '"today"'), "errata[0].date: is a str"),
        ("no toml [", "is not TOML"),
    ],
)
def test_a_broken_entry_is_a_fault_with_its_key_and_the_questions_load(content, text, says):
    (content / "errata.toml").write_text(text, encoding="utf-8")
    bank = Bank.open(content, None)
    assert [fault for fault in bank.errors if says in str(fault)]
    assert len(bank.cards) == 14


def test_a_pack_corrects_its_own_cards_in_its_own_language(tmp_path):
    acme = make_pack(tmp_path / "acme", "mlp", topics='mlp = { en = "MLP" }', english=True)
    explain(acme, entry("a", "b", card="acme:mlp/every-kind#claim", wrong='{ en = "It said false." }'))
    bank = Bank.open(acme, None, "acme")
    assert bank.errors == ()
    assert [found.new for found in bank.errata] == ["b"]


def chain(*steps):
    return Errata(Erratum(CARD, datetime(2026, 3, 4, tzinfo=UTC).date(), old, new, None) for old, new in steps)


@pytest.mark.parametrize(
    ("steps", "answered", "told"),
    [
        (["ab"], "a", ["ab"]),
        (["ab"], "b", []),
        (["ab"], "x", []),
        (["ab"], "", []),
        (["ab", "bc"], "a", ["ab", "bc"]),
        (["ab", "bc"], "b", ["bc"]),
        (["ab", "ba"], "a", []),
        (["ab", "ba"], "b", ["ba"]),
        (["ab", "ba", "ac"], "a", ["ac"]),
    ],
)
def test_an_answer_is_told_all_that_was_corrected_after_it(steps, answered, told):
    assert [found.old + found.new for found in chain(*steps).since(CARD, answered)] == told


class Learner:
    """Sessions on one set of files, with a clock."""

    def __init__(self, folder, content):
        self.paths = Paths(folder / "work", folder / "data", folder / "cache", content)
        self.now = datetime(2026, 1, 10, 12, tzinfo=UTC)
        self.sessions = []

    def session(self):
        self.sessions.append(open_session(self.paths, "en", lambda: self.now))
        return self.sessions[-1]


@pytest.fixture
def learner(tmp_path, content):
    learner = Learner(tmp_path, content)
    yield learner
    for session in learner.sessions:
        session.close()


def answered_before_the_correction(learner, content):
    old = fingerprint(content)
    session = learner.session()
    assert session.answer(session.pose(CARD, 1), NO, 10).verdict == "right"
    correct(content)
    explain(content, entry(old, fingerprint(content)))
    learner.now += timedelta(minutes=1)


def test_who_answered_the_old_key_is_told_once_and_for_good(learner, content):
    answered_before_the_correction(learner, content)
    session = learner.session()
    [found] = session.home().corrections
    assert (found.card, found.title.en) == (CARD, "Every kind")
    assert [said.wrong[language] for said in found.entries for language in LANGUAGES] == [
        "It said false.",
        "原来写成了错。",
    ]
    session.told([found])
    assert session.home().corrections == ()
    assert learner.session().home().corrections == ()


def test_it_is_told_again_only_when_it_was_corrected_again(learner, content):
    answered_before_the_correction(learner, content)
    first = learner.session()
    first.told(first.corrections())
    one, two = (found for found in [next(iter(first.bank.errata))] for found in (found.old, found.new))
    correct(content, ('id = "shifts"', 'id = "moves"'))
    explain(content, entry(one, two), entry(two, fingerprint(content)))
    [again] = learner.session().corrections()
    assert len(again.entries) == 2


def test_who_answered_the_new_key_or_another_card_is_not_told(learner, content):
    old = fingerprint(content)
    correct(content)
    explain(content, entry(old, fingerprint(content)))
    session = learner.session()
    session.answer(session.pose(CARD, 1), YES, 10)
    assert session.home().corrections == ()


def test_the_old_mark_counts_no_more_and_the_card_comes_before_anything_new(learner, content):
    answered_before_the_correction(learner, content)
    learner.now += timedelta(days=1)
    session = learner.session()
    assert (session.home().due, session.home().new) == (0, 14)
    posed = session.next()
    assert posed.card == CARD
    assert session.answer(posed, YES, 10).verdict == "right"
    assert session.home().new == 13
    assert learner.session().home().new == 13


def test_a_card_that_is_gone_is_not_told_of(learner, content):
    answered_before_the_correction(learner, content)
    (content / "questions/mlp/every-kind.toml").unlink()
    assert learner.session().home().corrections == ()
