"""The connection that ``schema.upgrade`` hands over -> the migrations, inside its transaction."""

from alembic import context

settings = context.config.attributes
context.configure(
    connection=settings["connection"],
    version_table=settings["version_table"],
    target_metadata=settings["target_metadata"],
    render_as_batch=True,  # SQLite alters a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
