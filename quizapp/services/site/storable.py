"""What people type, made fit to be kept: every database takes it, and it comes back as it is."""


def storable(text: str) -> str:
    """The text without NUL, and with a replacement mark for halves of characters, which no database can keep."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
