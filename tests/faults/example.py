"""What the fault runs are played on: the example, and many people at its start."""

from quizapp.model.published import SourceFile
from quizapp.services.site.site import Site
from tests.bench.clients import Start
from tests.bench.prepare import EXAMPLES, PATH, scenario_files, signed_in_at_set, signed_in_starts


def example_files() -> tuple[SourceFile, ...]:
    """The example, with a set that many pass by chance, and whose pass is all that the module asks for."""
    changed = ((b"1 scenario passed; set listening passed", b"set listening passed"), (b"pass: 80\n", b"pass: 20\n"))
    files = []
    for file in scenario_files(EXAMPLES):
        content = file.content
        if file.path != PATH:
            for old, new in changed:
                content = content.replace(old, new)
        files.append(SourceFile(file.path, content))
    return tuple(files)


def starts_for(site: Site, number: int) -> list[Start]:
    """So many people at the start of the scenario and as many at the start of the set, in turn."""
    pairs = zip(signed_in_starts(site, number), signed_in_at_set(site, number), strict=True)
    return [start for pair in pairs for start in pair]
