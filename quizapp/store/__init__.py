"""Tables, queries, scope and migrations. Rows never leave it; what goes out is model types.

May import: the standard library, model, sqlalchemy, alembic.
"""
