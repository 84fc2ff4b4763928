"""`gradlings glossary`: terms in both languages from a plain terminal."""


def test_a_term_is_found_in_either_language_and_said_in_both(run):
    for wanted in ("dropout", "Drop"):
        ran = run("glossary", wanted)
        assert ran.code == 0
        assert "dropout" in ran.out.casefold()
    chinese = run("glossary", "学习率")
    assert chinese.code == 0
    assert "learning rate" in chinese.out


def test_all_terms_are_listed_without_a_name(run):
    assert run("glossary").out.count("\n\n") >= 150


def test_a_term_that_is_not_there_is_said(run):
    ran = run("glossary", "knitting")
    assert (ran.code, "knitting" in ran.out) == (1, True)
