"""What `quizapp check` reports of files that were read: what is wrong, causes alone, and figures.

Publishing refuses what has an error here, and nothing else: both compile each file in a child with the same limits
(`sandbox.Limits`), and both walk a story as far as the same limit goes (`engine.walk`).
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

from quizapp.content.consequences import causes
from quizapp.content.library import Reading
from quizapp.content.mistyped import told_at_the_briefing
from quizapp.model.order import in_order
from quizapp.model.progress import Progress, in_silence
from quizapp.services.authoring.apart import read_apart
from quizapp.services.authoring.checking import CheckResult, check


def check_reading(
    reading: Reading, today: date | None, *, figures: bool = False, progress: Progress = in_silence
) -> CheckResult:
    """What `checking.check` and compiling say of what `content.library` read, with what it could not read."""
    with ThreadPoolExecutor(1) as thread:  # children compile while this process checks
        compiled = thread.submit(read_apart, reading.files, reading.asked)
        result = check(
            reading.files, today, figures=figures, only=reading.asked, whole=reading.whole, progress=progress
        )
        said = in_order({*result.diagnostics, *compiled.result()})
    asked = [file for file in reading.files if reading.whole and file.path in reading.asked]
    together = causes((*told_at_the_briefing(said, asked), *reading.diagnostics))
    return replace(result, diagnostics=together, files=len(reading.asked))
