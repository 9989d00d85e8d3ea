"""Where the shipped scenarios are: inside the package when it was installed from a wheel, else beside it.

An editable install would copy them once and then show old files, so the packaged folder counts only where it exists.
"""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]


def shipped_folder() -> Path:
    """The folder that holds the shipped `scenarios/` and `questions/`."""
    return PACKAGE if (PACKAGE / "scenarios").is_dir() else PACKAGE.parent
