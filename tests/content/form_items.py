"""Items for tests of form: a decision from its options and the best one."""

from collections.abc import Sequence

from quizapp.content.form.items import FormItem
from quizapp.content.form.measures import features, measured
from quizapp.model.diagnostics import Span


def item(texts: Sequence[str], best: int, line: int = 1, path: str = "a.md", is_placed: bool = True) -> FormItem:
    """A decision with these options, of which one is best, at a line of a file."""
    options = tuple(measured(text) for text in texts)
    span = Span(path, line)
    return FormItem(f"d{line}", f"D{line}", span, options, features(options), frozenset({best}), is_placed)
