"""Alembic's entry: runs the migrations on the connection that ``migrate`` hands over, inside its transaction."""

from alembic import context

from glossary.store.search import INDEX_PREFIX
from glossary.store.tables import METADATA


def _is_ours(_thing: object, name: str | None, kind: str, _reflected: bool, _compared: object) -> bool:
    """The text index is derived data and looks after itself; it is no part of the schema."""
    return not (kind == "table" and (name or "").startswith(INDEX_PREFIX))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    include_object=_is_ours,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
