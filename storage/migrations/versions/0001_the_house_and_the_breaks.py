"""The house and the breaks"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
APPEND_ONLY = ("audit", "audit_seals")


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=40), nullable=False),
        sa.Column("action", sa.String(length=80), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_table(
        "inbox",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_inbox"),
    )
    op.create_index("ix_inbox_at", "inbox", ["at"], unique=False)

    op.create_table(
        "outbox",
        sa.Column("id", ID, nullable=False),
        sa.Column("slot", sa.String(length=120), nullable=False),
        sa.Column("conversation", sa.String(length=40), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("said", sa.Integer(), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=True),
        sa.Column("ts", sa.String(length=40), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("slot", name="uq_outbox_slot"),
    )
    op.create_index(
        "ix_outbox_pending",
        "outbox",
        ["conversation"],
        unique=False,
        sqlite_where=sa.text("said < wanted AND failed_at IS NULL"),
        postgresql_where=sa.text("said < wanted AND failed_at IS NULL"),
    )

    op.create_table(
        "outbox_follows",
        sa.Column("topic", sa.String(length=80), nullable=False),
        sa.Column("slot", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("topic", "slot", name="pk_outbox_follows"),
    )
    op.create_table(
        "outbox_lanes",
        sa.Column("conversation", sa.String(length=40), nullable=False),
        sa.Column("owner", sa.String(length=40), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("conversation", name="pk_outbox_lanes"),
    )
    op.create_table(
        "outbox_marks",
        sa.Column("id", ID, nullable=False),
        sa.Column("topic", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outbox_marks"),
    )
    op.create_table(
        "runs",
        sa.Column("job", sa.String(length=80), nullable=False),
        sa.Column("slot", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ran_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("late_s", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("job", "slot", name="pk_runs"),
    )
    op.create_table(
        "slack_users",
        sa.Column("slack_user_id", sa.String(length=40), nullable=False),
        sa.Column("locale", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("slack_user_id", name="pk_slack_users"),
    )
    op.create_table(
        "teams",
        sa.Column("id", ID, nullable=False),
        sa.Column("team", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("channel_id", sa.String(length=40), nullable=True),
        sa.Column("language", sa.String(length=10), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_teams"),
        sa.UniqueConstraint("team", name="uq_teams_team"),
    )
    op.create_table(
        "audit_seals",
        sa.Column("seq", ID, autoincrement=False, nullable=False),
        sa.Column("audit_id", ID, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["audit_id"], ["audit.id"], name="fk_audit_seals_audit_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_audit_seals"),
        sa.UniqueConstraint("audit_id", name="uq_audit_seals_audit_id"),
    )
    op.create_table(
        "people",
        sa.Column("id", ID, nullable=False),
        sa.Column("employee_no", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("slack_user_id", sa.String(length=40), nullable=True),
        sa.Column("team_id", ID, nullable=True),
        sa.Column("roster_language", sa.String(length=10), nullable=True),
        sa.Column("chosen_language", sa.String(length=10), nullable=True),
        sa.Column("hired_on", sa.Date(), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name="fk_people_team_id"),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        sa.UniqueConstraint("employee_no", name="uq_people_employee_no"),
        sa.UniqueConstraint("slack_user_id", name="uq_people_slack_user_id"),
    )
    op.create_index("ix_people_team_id", "people", ["team_id"], unique=False)

    op.create_table(
        "break_caps",
        sa.Column("id", ID, nullable=False),
        sa.Column("team_id", ID, nullable=False),
        sa.Column("tokens", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("set_by", ID, nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("tokens >= 0", name="ck_break_caps_tokens"),
        sa.ForeignKeyConstraint(["set_by"], ["people.id"], name="fk_break_caps_set_by"),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name="fk_break_caps_team_id"),
        sa.PrimaryKeyConstraint("id", name="pk_break_caps"),
    )
    op.create_index(
        "uq_break_caps_in_force",
        "break_caps",
        ["team_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )

    op.create_table(
        "breaks",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("team_id", ID, nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("length_s", sa.Integer(), nullable=False),
        sa.Column("counted_s", sa.Integer(), nullable=False),
        sa.Column("token_no", sa.Integer(), nullable=True),
        sa.Column("shift_day", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_before_s", sa.Integer(), nullable=False),
        sa.Column("rested_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("offers", sa.Integer(), nullable=False),
        sa.Column("unanswered", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("offer_ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("out_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_step", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved", sa.Boolean(), nullable=False),
        sa.Column("decided_by", ID, nullable=True),
        sa.Column("reason", sa.String(length=2000), nullable=True),
        sa.CheckConstraint("token_no > 0", name="ck_breaks_token_no"),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name="fk_breaks_decided_by"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_breaks_person_id"),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name="fk_breaks_team_id"),
        sa.PrimaryKeyConstraint("id", name="pk_breaks"),
    )
    op.create_index(
        "ix_breaks_open",
        "breaks",
        ["state", "team_id"],
        unique=False,
        sqlite_where=sa.text("state IN ('applied', 'waiting', 'offered', 'out')"),
        postgresql_where=sa.text("state IN ('applied', 'waiting', 'offered', 'out')"),
    )
    op.create_index("ix_breaks_person_day", "breaks", ["person_id", "shift_day"], unique=False)
    op.create_index("ix_breaks_team_day", "breaks", ["team_id", "shift_day"], unique=False)
    op.create_index(
        "uq_breaks_person",
        "breaks",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('applied', 'waiting', 'offered', 'out')"),
        postgresql_where=sa.text("state IN ('applied', 'waiting', 'offered', 'out')"),
    )
    op.create_index(
        "uq_breaks_token",
        "breaks",
        ["team_id", "token_no"],
        unique=True,
        sqlite_where=sa.text("state IN ('offered', 'out')"),
        postgresql_where=sa.text("state IN ('offered', 'out')"),
    )

    op.create_table(
        "person_roles",
        sa.Column("person_id", ID, nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_person_roles_person_id"),
        sa.PrimaryKeyConstraint("person_id", "role", name="pk_person_roles"),
    )
    op.create_index("ix_person_roles_role", "person_roles", ["role"], unique=False)

    op.create_table(
        "shifts",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name="ck_shifts_in_order"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_shifts_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_shifts"),
        sa.UniqueConstraint("person_id", "starts_at", name="uq_shifts_person_id_starts_at"),
    )
    op.create_index("ix_shifts_ends_at", "shifts", ["ends_at"], unique=False)
    op.create_index("ix_shifts_starts_at", "shifts", ["starts_at"], unique=False)

    op.create_table(
        "adherence_exceptions",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("break_id", ID, nullable=False),
        sa.Column("shift_day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["break_id"], ["breaks.id"], name="fk_adherence_exceptions_break_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_adherence_exceptions_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_adherence_exceptions"),
        sa.UniqueConstraint("break_id", name="uq_adherence_exceptions_break_id"),
    )
    forbid_changes()


def forbid_changes() -> None:
    """SF-36: the record is evidence; the database itself refuses to change or delete a row of it."""
    if op.get_bind().dialect.name == "sqlite":
        for table in APPEND_ONLY:
            for change in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )
        return
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )


def downgrade() -> None:
    op.drop_table("adherence_exceptions")
    op.drop_table("shifts")
    op.drop_table("person_roles")
    op.drop_table("breaks")
    op.drop_table("break_caps")
    op.drop_table("people")
    op.drop_table("audit_seals")
    op.drop_table("teams")
    op.drop_table("slack_users")
    op.drop_table("runs")
    op.drop_table("outbox_marks")
    op.drop_table("outbox_lanes")
    op.drop_table("outbox_follows")
    op.drop_table("outbox")
    op.drop_table("inbox")
    op.drop_table("audit")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change")
