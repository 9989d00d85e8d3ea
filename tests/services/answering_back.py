"""The example as a story that answers back: with `Then:`, an `Otherwise:` and a hardest page."""

from quizapp.model.published import SourceFile
from tests.services.example_site import PATH, example_files

THEN_SHRUG = "The head of year is at the next door already. Maya has not looked up."
THEN_WAIT = "The friend says *okay*, and goes. You ring {{safeguarding-lead}} about something else."
THEN_PROMISE = "She breathes out."
OTHERWISE = "She looks at the clock, and then at you."

_CHANGES = (
    ("feedback: each\n", "feedback: each\nhardest: #five-minutes\n"),
    ("    - Risk: typical-teenager\n", f"    - Risk: typical-teenager\n    - Then: {THEN_SHRUG}\n"),
    ("    - Risk: not-spoken-to\n", f"    - Risk: not-spoken-to\n    - Then: {THEN_WAIT}\n"),
    ("    - Risk: afraid-to-ask\n", f"    - Then: {THEN_PROMISE}\n    - Risk: afraid-to-ask\n"),
    ("\nMaya looks at the floor.", f"\n> Otherwise:\n>\n> {OTHERWISE}\n\nMaya looks at the floor."),
)


def answering_back(feedback: str = "each") -> tuple[SourceFile, ...]:
    """The example with all of these; explanations come with each choice, or at the `end`."""
    files = []
    for file in example_files():
        text = file.content.decode()
        if file.path == PATH:
            for old, new in (*_CHANGES, ("feedback: each\n", f"feedback: {feedback}\n")):
                assert old in text, old
                text = text.replace(old, new, 1)
        files.append(SourceFile(file.path, text.encode()))
    return tuple(files)


def answering_back_at_the_end() -> tuple[SourceFile, ...]:
    """The same, with explanations at the end."""
    return answering_back("end")
