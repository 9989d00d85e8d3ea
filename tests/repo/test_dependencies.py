"""What is installed is what was locked, by its hashes; and nothing that runs has a licence that we could not ship."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUNTIME, DEV = "requirements.lock", "tests/requirements.lock"
FREE = r"MIT(-0)?|BSD(-[23]-Clause)?|Apache-2\.0|PSF-2\.0|MPL-2\.0|ISC|MIT License|BSD License|Apache Software License"
STALE = "the lock files are older than pyproject.toml or constraints.txt: run `make lock`"


def named(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(file: str) -> dict[str, str]:
    """Each package of a lock file with its version; each has hashes."""
    entries = re.split(r"^(?=\S)", (ROOT / file).read_text(encoding="utf-8"), flags=re.MULTILINE)
    found = {}
    for entry in filter(str.strip, entries):
        pinned = re.match(r"([A-Za-z0-9_.-]+)(?:\[[a-z0-9,-]+\])?==(\S+)", entry)
        assert pinned, entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry
        found[named(pinned[1])] = pinned[2]
    return found


def wanted(*extras: str) -> list[Requirement]:
    lists = [PROJECT["dependencies"], *(PROJECT["optional-dependencies"][extra] for extra in extras)]
    return [Requirement(text) for one in lists for text in one if not text.startswith("quizapp[")]


def test_both_locks_have_all_that_the_project_asks_for_and_agree() -> None:
    runtime, everything = locked(RUNTIME), locked(DEV)
    for lock, asked in ((runtime, wanted("postgres", "build")), (everything, wanted("postgres", "build", "dev"))):
        missing = [one.name for one in asked if not one.specifier.contains(lock.get(named(one.name), "0"))]
        assert missing == [], STALE
    assert runtime.items() <= everything.items(), STALE


def test_the_constraints_are_what_is_locked() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    held = {named(name): version for name, _, version in (line.partition("==") for line in lines)}
    assert held.items() <= locked(DEV).items(), STALE


def test_every_way_to_install_asks_for_hashes_and_then_for_nothing_more() -> None:
    for file, lock in (
        ("Makefile", DEV),
        ("README.md", DEV),
        ("README.md", RUNTIME),
        ("docs/first-scenario.md", RUNTIME),
    ):
        text = (ROOT / file).read_text(encoding="utf-8")
        assert f"--require-hashes -r {lock}\n" in re.sub(r" +#.*", "", text), file
        assert re.search(r"--no-deps --no-build-isolation (-e )?\.\n", text), file
        assert re.search(r"pip install (?!--)[^\n]*quizapp|-c constraints\.txt -e", text) is None, file


def closure(asked: Iterable[Requirement], seen: set[str]) -> Iterator[metadata.Distribution]:
    """These and all that they need here, each once."""
    for one in asked:
        if named(one.name) in seen:
            continue
        seen.add(named(one.name))
        found = metadata.distribution(one.name)
        yield found
        needs = [Requirement(text) for text in found.requires or ()]
        extras = ("", *one.extras)
        here = [n for n in needs if n.marker is None or any(n.marker.evaluate({"extra": extra}) for extra in extras)]
        yield from closure(here, seen)


def licence(package: metadata.Distribution) -> str:
    """As the package says it: by expression, by a short word, or by its classifier."""
    told = package.metadata
    classified = [text.rsplit(" :: ", 1)[1] for text in told.get_all("Classifier", []) if text.startswith("License")]
    short = told.get("License", "")
    return told.get("License-Expression") or (short if short and len(short) < 40 else "; ".join(classified))


def unfit(packages: Iterable[metadata.Distribution]) -> dict[str, str]:
    """Those whose licences are not all free of conditions on what we ship."""
    each = {package.name: licence(package) for package in packages}
    return {
        name: said
        for name, said in each.items()
        if not all(re.fullmatch(FREE, part.strip()) for part in re.split(r"; | AND | OR ", said))
    }


def test_what_runs_has_no_licence_that_binds_what_we_ship_and_lgpl_is_an_extra_only() -> None:
    seen: set[str] = set()
    packages = list(closure(wanted(), seen))
    assert len(packages) > 20
    assert unfit(packages) == {}
    extra = list(closure((Requirement(text) for text in PROJECT["optional-dependencies"]["postgres"]), seen))
    assert unfit(extra) == {"psycopg": "LGPL-3.0-only", "psycopg-binary": "LGPL-3.0-only"}


def test_what_runs_here_is_what_was_locked() -> None:
    lock = locked(RUNTIME)
    here = {named(package.name): package.version for package in closure(wanted("postgres"), set())}
    assert here.items() <= lock.items(), "run `make` again, or `make lock`"
