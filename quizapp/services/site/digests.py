"""What is stored in place of a secret, or of what must not be read in the database."""

import hashlib


def digest(*parts: str) -> str:
    """The SHA-256 of these texts, in hex: what is stored of a token, and of what a throttle counts."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
