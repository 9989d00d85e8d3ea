"""Where the pages' own files are, in the wheel and in a checkout."""

import hashlib
from pathlib import Path

STATIC = Path(__file__).with_name("static")


def templates_folder() -> Path:
    """The templates: beside the package where a wheel put them, else at the top of the checkout (DESIGN §9)."""
    packaged = Path(__file__).parent.parent / "templates"
    return packaged if packaged.is_dir() else packaged.parent.parent / "templates"


def fingerprints() -> dict[str, str]:
    """The fingerprint of each static file's content by its name: with it in the address, browsers may keep the file."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        for path in sorted(STATIC.iterdir())
        if path.is_file()
    }
