"""What Alembic runs for each change of version: on the connection handed to it, and in its transaction."""

from alembic import context

from tarjih.store.tables import metadata

# SQLite cannot alter a constraint: with batches Alembic copies the table instead.
context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
