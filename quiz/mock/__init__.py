"""The mock interview: what is asked, what was answered when, what came of it. No Textual here; `quiz.ui` draws it."""
