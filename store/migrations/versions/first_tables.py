"""The first tables."""

from alembic import op
from sqlalchemy import (
    Boolean,
    Column,
    Float,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Text,
    UniqueConstraint,
)

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "answers",
        Column("answer", String, nullable=False),
        Column("recommendation", String, nullable=False),
        Column("manager", String, nullable=False),
        Column("said", String, nullable=False),
        Column("reason", String),
        Column("detail", String),
        Column("until_ms", Integer),
        Column("handed_to", String),
        Column("note", Text),
        Column("answered_ms", Integer, nullable=False),
        PrimaryKeyConstraint("answer"),
    )
    op.create_index("ix_answers_recommendation", "answers", ["recommendation"])
    op.create_table(
        "choices",
        Column("choice", Integer, nullable=False),
        Column("manager", String, nullable=False),
        Column("as_of_ms", Integer, nullable=False),
        Column("recommendation", String),
        Column("document", Text, nullable=False),
        PrimaryKeyConstraint("choice"),
    )
    op.create_index("choices_by_manager", "choices", ["manager", "choice"])
    op.create_index("choices_by_recommendation", "choices", ["recommendation", "choice"])
    op.create_table(
        "dead_letters",
        Column("dead_letter", Integer, nullable=False),
        Column("arrival_ms", Integer, nullable=False),
        Column("topic", Text, nullable=False),
        Column("first_bytes", LargeBinary, nullable=False),
        Column("size", Integer, nullable=False),
        Column("reason", String, nullable=False),
        Column("detail", Text, nullable=False),
        PrimaryKeyConstraint("dead_letter"),
    )
    op.create_index("dead_letters_by_reason", "dead_letters", ["reason"])
    op.create_table(
        "latest",
        Column("point", Integer, nullable=False),
        Column("time_ms", Integer, nullable=False),
        Column("value", Float, nullable=False),
        Column("arrival_ms", Integer, nullable=False),
        PrimaryKeyConstraint("point"),
    )
    op.create_table(
        "looks",
        Column("manager", String, nullable=False),
        Column("choice", Integer, nullable=False),
        Column("content", String, nullable=False),
        Column("as_of_ms", Integer, nullable=False),
        Column("volatile", Text, nullable=False),
        PrimaryKeyConstraint("manager"),
    )
    op.create_table(
        "news",
        Column("building", String, nullable=False),
        Column("hour_ms", Integer, nullable=False),
        Column("version", Integer, nullable=False),
        PrimaryKeyConstraint("building", "hour_ms"),
    )
    op.create_table(
        "outcomes",
        Column("outcome", Integer, nullable=False),
        Column("recommendation", String, nullable=False),
        Column("found", String, nullable=False),
        Column("probability", Float, nullable=False),
        Column("document", Text, nullable=False),
        Column("found_ms", Integer, nullable=False),
        PrimaryKeyConstraint("outcome"),
        UniqueConstraint("recommendation", "found_ms"),
    )
    op.create_table(
        "points",
        Column("point", Integer, nullable=False),
        Column("source", String, nullable=False),
        Column("building", String, nullable=False),
        Column("equipment", String),
        Column("role", String),
        Column("unit", String),
        Column("scale", Float, server_default="1", nullable=False),
        Column("offset", Float, server_default="0", nullable=False),
        Column("lowest", Float),
        Column("highest", Float),
        Column("words", Text),
        Column("timezone", String),
        Column("heard", Integer, server_default="0", nullable=False),
        Column("sample", String),
        PrimaryKeyConstraint("point"),
        UniqueConstraint("source"),
    )
    op.create_table(
        "readings",
        Column("time_ms", Integer, nullable=False),
        Column("point", Integer, nullable=False),
        Column("value", Float, nullable=False),
        Column("arrival_ms", Integer, nullable=False),
        Column("timed_by_arrival", Boolean, server_default="0", nullable=False),
        PrimaryKeyConstraint("time_ms", "point"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "recommendations",
        Column("recommendation", String, nullable=False),
        Column("manager", String, nullable=False),
        Column("building", String, nullable=False),
        Column("equipment", String, nullable=False),
        Column("action", String, nullable=False),
        Column("fault", String, nullable=False),
        Column("shown_ms", Integer, nullable=False),
        Column("document", Text, nullable=False),
        PrimaryKeyConstraint("recommendation"),
    )
    op.create_index("recommendations_by_manager", "recommendations", ["manager", "shown_ms"])
    op.create_table(
        "rolling_state",
        Column("building", String, nullable=False),
        Column("name", String, nullable=False),
        Column("hour_ms", Integer, nullable=False),
        Column("content", LargeBinary, nullable=False),
        PrimaryKeyConstraint("building", "name", "hour_ms"),
    )
    op.create_table(
        "sites",
        Column("site", String, nullable=False),
        Column("document", Text, nullable=False),
        Column("imported_ms", Integer, nullable=False),
        PrimaryKeyConstraint("site"),
    )
    op.create_table(
        "tokens",
        Column("token", String, nullable=False),
        Column("manager", String, nullable=False),
        Column("created_ms", Integer, nullable=False),
        Column("expires_ms", Integer),
        Column("revoked_ms", Integer),
        PrimaryKeyConstraint("token"),
    )
