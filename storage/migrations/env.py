"""Alembic asks here how to reach the database; the caller hands the connection over."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from storage.database import UtcDateTime
from storage.schema import metadata


def plainly(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """A revision names plain SQL types, so that it stays true whatever our own types become."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
    render_item=plainly,
    compare_type=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
