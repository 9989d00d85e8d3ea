"""What is live is a `Thing`: nobody but the model and the readers of files takes its path apart or puts it together."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
# A folder of a site in front of something filled in, or a part of a path's name.
PATHS = re.compile(
    r"""f["']/?(?:scenarios|questions|training)/\{|(?:path|file|\))\.stem\b|PurePosixPath"""
    r"""|removesuffix\("\.md"\)|\.parent\.name\b"""
)
READERS = ("model/things.py", "content/")  # what files are called, and where they are, is what they are about
# Folders on disk are no things: what an author names on the command line.
ON_DISK = ("services/authoring/covering.py",)


def test_no_path_of_a_thing_is_taken_apart_or_put_together_elsewhere():
    found = {}
    for path in sorted((ROOT / "quizapp").rglob("*.py")):
        name = str(path.relative_to(ROOT / "quizapp"))
        if not name.startswith(READERS) and name not in ON_DISK and (here := PATHS.findall(path.read_text("utf-8"))):
            found[name] = here
    assert found == {}


def test_both_ways_of_writing_a_path_are_found():
    assert all(
        PATHS.search(text)
        for text in ('f"scenarios/{module}/{name}.md"', "PurePosixPath(path).stem", 'path.removesuffix(".md")')
    )
