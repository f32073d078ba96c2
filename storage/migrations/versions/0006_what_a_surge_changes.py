"""What a surge changes on the floor"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _rations()
    _ration_told()
    op.add_column("people", sa.Column("may_be_called", sa.Boolean(), server_default=sa.false(), nullable=False))
    _callins()
    _calls()


def _rations() -> None:
    op.create_table(
        "rations",
        sa.Column("id", ID, nullable=False),
        sa.Column("incident_id", ID, nullable=False),
        sa.Column("team_id", ID, nullable=False),
        sa.Column("tokens", sa.Integer(), nullable=False),
        sa.Column("length_s", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("tokens >= 0", name="ck_rations_tokens"),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name="fk_rations_team_id"),
        sa.PrimaryKeyConstraint("id", name="pk_rations"),
    )
    _once("uq_rations_in_force", "rations", ["team_id", "incident_id"], "ended_at IS NULL")


def _ration_told() -> None:
    op.create_table(
        "ration_told",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("break_id", ID, nullable=False),
        sa.Column("was_out", sa.Boolean(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("over_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_ration_told_person_id"),
        sa.ForeignKeyConstraint(["break_id"], ["breaks.id"], name="fk_ration_told_break_id"),
        sa.PrimaryKeyConstraint("id", name="pk_ration_told"),
    )
    _once("uq_ration_told_person", "ration_told", ["person_id"], "over_at IS NULL")


def _callins() -> None:
    op.create_table(
        "callins",
        sa.Column("id", ID, nullable=False),
        sa.Column("incident_id", ID, nullable=False),
        sa.Column("need", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("need > 0", name="ck_callins_need"),
        sa.PrimaryKeyConstraint("id", name="pk_callins"),
    )
    _once("uq_callins_open", "callins", ["incident_id"], "ended_at IS NULL")


def _calls() -> None:
    op.create_table(
        "callin_calls",
        sa.Column("id", ID, nullable=False),
        sa.Column("callin_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("arrives_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["callin_id"], ["callins.id"], name="fk_callin_calls_callin_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_callin_calls_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_callin_calls"),
        sa.UniqueConstraint("callin_id", "person_id", name="uq_callin_calls_callin_id_person_id"),
    )
    op.create_index("ix_callin_calls_person_id", "callin_calls", ["person_id"])
    _once("uq_callin_calls_waited_for", "callin_calls", ["person_id"], "state IN ('asked', 'silent', 'accepted')")


def _once(name: str, table: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, unique=True, sqlite_where=condition, postgresql_where=condition)


def downgrade() -> None:
    for table in ("callin_calls", "callins"):
        op.drop_table(table)
    op.drop_column("people", "may_be_called")
    for table in ("ration_told", "rations"):
        op.drop_table(table)
