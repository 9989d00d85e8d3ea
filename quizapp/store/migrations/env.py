"""Runs the revisions on the connection that `store.schema` gives, in its transaction."""

from alembic import context

from quizapp.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
