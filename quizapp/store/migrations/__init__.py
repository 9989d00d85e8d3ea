"""Alembic's folder: run by `store.schema`, one file a revision in `versions/`."""
