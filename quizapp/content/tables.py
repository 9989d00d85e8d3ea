"""Tables as they are written: what a row of one looks like, and where one begins (FORMAT §1)."""


def is_row(text: str) -> bool:
    """Whether a line is a table's row, as it is mostly written."""
    return text.lstrip().startswith("|")


def is_rule(text: str) -> bool:
    """Whether a line is the row of hyphens under a table's headings."""
    return "|" in text and "-" in text and not text.strip("|:- \t")


def with_room_above(text: str) -> str:
    """The text with an empty line before each table that follows a sentence right away, as other readers take it."""
    if "|" not in text:
        return text
    lines: list[str] = []
    for line in text.split("\n"):
        if is_rule(line) and len(lines) > 1 and "|" in lines[-1] and lines[-2].strip() and "|" not in lines[-2]:
            lines.insert(len(lines) - 1, "")
        lines.append(line)
    return "\n".join(lines)
