"""A list of people from a file: what its cells wish, what that changes, and the change. May import: what site may."""
