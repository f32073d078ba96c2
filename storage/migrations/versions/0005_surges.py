"""Surges: the watch, incidents, who was called, silent feeds"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT = sa.DateTime(timezone=True)
OPEN = sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "surge_watches",
        sa.Column("queue", sa.String(length=256), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("profile", sa.Text()),
        sa.Column("figures", sa.Text()),
        sa.PrimaryKeyConstraint("queue", name="pk_surge_watches"),
    )
    op.create_table(
        "surge_incidents",
        sa.Column("id", ID, nullable=False),
        sa.Column("queue", sa.String(length=256), nullable=False),
        sa.Column("drill", sa.Boolean(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("level_since", AT, nullable=False),
        sa.Column("started_at", AT, nullable=False),
        sa.Column("ended_at", AT),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("report", sa.Text()),
        sa.CheckConstraint("level BETWEEN 0 AND 3", name="ck_surge_incidents_level_known"),
        sa.PrimaryKeyConstraint("id", name="pk_surge_incidents"),
    )
    op.create_index(
        "uq_surge_incidents_open", "surge_incidents", ["queue"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN
    )
    op.create_table(
        "surge_changes",
        sa.Column("id", ID, nullable=False),
        sa.Column("incident_id", ID, nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("did", sa.String(length=10), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["surge_incidents.id"], name="fk_surge_changes_incident_id"),
        sa.PrimaryKeyConstraint("id", name="pk_surge_changes"),
    )
    op.create_index("ix_surge_changes_incident_id", "surge_changes", ["incident_id"])
    _requests_and_silences()


def _requests_and_silences() -> None:
    op.create_table(
        "surge_requests",
        sa.Column("id", ID, nullable=False),
        sa.Column("incident_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("asked_at", AT, nullable=False),
        sa.Column("due_at", AT, nullable=False),
        sa.Column("acknowledged_at", AT),
        sa.Column("seen_at", AT),
        sa.Column("shown_at", AT),
        sa.ForeignKeyConstraint(["incident_id"], ["surge_incidents.id"], name="fk_surge_requests_incident_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_surge_requests_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_surge_requests"),
        sa.UniqueConstraint("incident_id", "person_id", name="uq_surge_requests_incident_id_person_id"),
    )
    op.create_table(
        "surge_silences",
        sa.Column("id", ID, nullable=False),
        sa.Column("feed_id", ID, nullable=False),
        sa.Column("heard_at", AT, nullable=False),
        sa.Column("noticed_at", AT, nullable=False),
        sa.Column("ended_at", AT),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name="fk_surge_silences_feed_id"),
        sa.PrimaryKeyConstraint("id", name="pk_surge_silences"),
    )
    op.create_index(
        "uq_surge_silences_open", "surge_silences", ["feed_id"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN
    )


def downgrade() -> None:
    for table in ("surge_silences", "surge_requests", "surge_changes", "surge_incidents", "surge_watches"):
        op.drop_table(table)
