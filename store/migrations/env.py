"""Alembic's entry: it runs this file for every command, on the connection that it was given."""

from alembic import context

from store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
