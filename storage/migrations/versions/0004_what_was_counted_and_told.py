"""What was counted and told"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "digest_counts",
        sa.Column("period", sa.String(length=40), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("heard", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("period", name="pk_digest_counts"),
    )
    op.create_table(
        "digest_totals",
        sa.Column("period", sa.String(length=40), nullable=False),
        sa.Column("about", sa.String(length=280), nullable=False),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("hours", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("period", "about", name="pk_digest_totals"),
    )
    op.create_table(
        "digest_marks",
        sa.Column("id", ID, nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_digest_marks"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "digest_posts",
        sa.Column("period", sa.String(length=40), nullable=False),
        sa.Column("about", sa.String(length=280), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("period", "about", name="pk_digest_posts"),
    )
    # What was told before this is counted too: one mark for each quarter of an hour in which something was.
    for table, column in (("calls", "arrived_at"), ("agent_states", "from_at")):
        _mark(table, column)


def _mark(table: str, column: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        quarter = f"CAST(strftime('%s', {column}) AS INTEGER) / 900"
    else:
        quarter = f"CAST(FLOOR(EXTRACT(EPOCH FROM {column}) / 900) AS INTEGER)"
    op.execute(f"INSERT INTO digest_marks (quarter) SELECT DISTINCT {quarter} FROM {table}")  # noqa: S608 - names of our own


def downgrade() -> None:
    for table in ("digest_posts", "digest_marks", "digest_totals", "digest_counts"):
        op.drop_table(table)
