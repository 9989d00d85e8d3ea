"""The revisions, in order of their numbers. A revision that was released is never changed."""
