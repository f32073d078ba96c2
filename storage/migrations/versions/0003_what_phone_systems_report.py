"""What phone systems report"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "agent_names",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("employee_no", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_agent_names"),
    )
    op.create_table(
        "feeds",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("format", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feeds"),
        sa.UniqueConstraint("name", name="uq_feeds_name"),
    )
    op.create_table(
        "targets",
        sa.Column("id", ID, nullable=False),
        sa.Column("indicator", sa.String(length=60), nullable=False),
        sa.Column("about", sa.String(length=120), nullable=False),
        sa.Column("effective_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("set_by", sa.String(length=40), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_targets"),
        sa.UniqueConstraint("indicator", "about", "effective_from", name="uq_targets_indicator_about_effective_from"),
    )
    op.create_table(
        "feed_imports",
        sa.Column("id", ID, nullable=False),
        sa.Column("feed_id", ID, nullable=False),
        sa.Column("source", sa.String(length=400), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("unknown", sa.Integer(), nullable=False),
        sa.Column("bad", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name="fk_feed_imports_feed_id"),
        sa.PrimaryKeyConstraint("id", name="pk_feed_imports"),
    )
    op.create_table(
        "feed_positions",
        sa.Column("feed_id", ID, nullable=False),
        sa.Column("file", sa.String(length=400), nullable=False),
        sa.Column("inode", ID, nullable=False),
        sa.Column("offset", ID, nullable=False),
        sa.Column("open", sa.Text(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name="fk_feed_positions_feed_id"),
        sa.PrimaryKeyConstraint("feed_id", name="pk_feed_positions"),
    )
    op.create_table(
        "unknown_events",
        sa.Column("feed_id", ID, nullable=False),
        sa.Column("event", sa.String(length=80), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("sample", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name="fk_unknown_events_feed_id"),
        sa.PrimaryKeyConstraint("feed_id", "event", name="pk_unknown_events"),
    )
    op.create_table(
        "agent_states",
        sa.Column("id", ID, nullable=False),
        sa.Column("feed_id", ID, nullable=False),
        sa.Column("key", sa.String(length=400), nullable=False),
        sa.Column("import_id", ID, nullable=False),
        sa.Column("agent", sa.String(length=120), nullable=False),
        sa.Column("queue", sa.String(length=256), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=120), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("flags", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name="fk_agent_states_feed_id"),
        sa.ForeignKeyConstraint(["import_id"], ["feed_imports.id"], name="fk_agent_states_import_id"),
        sa.PrimaryKeyConstraint("id", name="pk_agent_states"),
        sa.UniqueConstraint("feed_id", "key", name="uq_agent_states_feed_id_key"),
    )
    with op.batch_alter_table("agent_states", schema=None) as batch_op:
        batch_op.create_index("ix_agent_states_agent", ["agent", "from_at"], unique=False)
        batch_op.create_index("ix_agent_states_from_at", ["from_at"], unique=False)
        batch_op.create_index(
            "ix_agent_states_open",
            ["from_at"],
            unique=False,
            sqlite_where=sa.text("to_at IS NULL"),
            postgresql_where=sa.text("to_at IS NULL"),
        )

    op.create_table(
        "calls",
        sa.Column("id", ID, nullable=False),
        sa.Column("feed_id", ID, nullable=False),
        sa.Column("key", sa.String(length=400), nullable=False),
        sa.Column("import_id", ID, nullable=False),
        sa.Column("call_id", sa.String(length=120), nullable=False),
        sa.Column("queue", sa.String(length=256), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("wait_s", sa.Float(), nullable=True),
        sa.Column("ring_s", sa.Float(), nullable=True),
        sa.Column("missed_rings", sa.Integer(), nullable=False),
        sa.Column("missed_ring_s", sa.Float(), nullable=False),
        sa.Column("talk_s", sa.Float(), nullable=True),
        sa.Column("hold_s", sa.Float(), nullable=True),
        sa.Column("acw_s", sa.Float(), nullable=True),
        sa.Column("agent", sa.String(length=120), nullable=True),
        sa.Column("transferred", sa.Integer(), nullable=True),
        sa.Column("caller", sa.String(length=64), nullable=True),
        sa.Column("topic", sa.String(length=120), nullable=True),
        sa.Column("flags", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name="fk_calls_feed_id"),
        sa.ForeignKeyConstraint(["import_id"], ["feed_imports.id"], name="fk_calls_import_id"),
        sa.PrimaryKeyConstraint("id", name="pk_calls"),
        sa.UniqueConstraint("feed_id", "key", name="uq_calls_feed_id_key"),
    )
    with op.batch_alter_table("calls", schema=None) as batch_op:
        batch_op.create_index("ix_calls_agent_answered", ["agent", "answered_at"], unique=False)
        batch_op.create_index("ix_calls_arrived_at", ["arrived_at"], unique=False)

    op.create_table(
        "figures",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("about", sa.String(length=120), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("import_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["feed_imports.id"], name="fk_figures_import_id"),
        sa.PrimaryKeyConstraint("id", name="pk_figures"),
        sa.UniqueConstraint("kind", "about", "from_at", "to_at", name="uq_figures_kind_about_from_at_to_at"),
    )


def downgrade() -> None:
    op.drop_table("figures")
    with op.batch_alter_table("calls", schema=None) as batch_op:
        batch_op.drop_index("ix_calls_arrived_at")
        batch_op.drop_index("ix_calls_agent_answered")

    op.drop_table("calls")
    with op.batch_alter_table("agent_states", schema=None) as batch_op:
        batch_op.drop_index("ix_agent_states_open")
        batch_op.drop_index("ix_agent_states_from_at")
        batch_op.drop_index("ix_agent_states_agent")

    op.drop_table("agent_states")
    op.drop_table("unknown_events")
    op.drop_table("feed_positions")
    op.drop_table("feed_imports")
    op.drop_table("targets")
    op.drop_table("feeds")
    op.drop_table("agent_names")
