"""The example as a story that answers back: with `Then:`, an `Otherwise:` and a hardest page."""

from quizapp.model.published import SourceFile
from tests.services.example_site import PATH, example_files

THEN_SHRUG = "The head of year is at the next door already. Maya has not looked up."
THEN_WAIT = "The friend says *okay*, and goes. You ring {{safeguarding-lead}} about something else."
THEN_PROMISE = "She breathes out."
OTHERWISE = "She looks at the clock, and then at you."

_CHANGES = (  # of a setting or a note under the line that is named, and of a quote above the last
    ("feedback: each\n", "hardest: #five-minutes\n"),
    ("    - Risk: typical-teenager\n", f"    - Then: {THEN_SHRUG}\n"),
    ("    - Risk: not-spoken-to\n", f"    - Then: {THEN_WAIT}\n"),
    ("    - Risk: afraid-to-ask\n", f"    - Then: {THEN_PROMISE}\n"),
    ("You've never asked before.\"\n\n", f"> Otherwise:\n>\n> {OTHERWISE}\n\n"),
)


def answering_back(feedback: str = "each") -> tuple[SourceFile, ...]:
    """The example with what of these it has not; explanations come with each choice, or at the `end`."""
    files = []
    for file in example_files():
        text = file.content.decode()
        if file.path == PATH:
            for line, added in _CHANGES:
                assert line in text, line
                text = text if added in text else text.replace(line, line + added, 1)
            text = text.replace("feedback: each\n", f"feedback: {feedback}\n")
        files.append(SourceFile(file.path, text.encode()))
    return tuple(files)


def answering_back_at_the_end() -> tuple[SourceFile, ...]:
    """The same, with explanations at the end."""
    return answering_back("end")
