"""What people complain of."""

from alembic import op
from sqlalchemy import Column, Integer, PrimaryKeyConstraint, String, Text

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "complaints",
        Column("complaint", String, nullable=False),
        Column("manager", String, nullable=False),
        Column("building", String, nullable=False),
        Column("equipment", String, nullable=False),
        Column("felt", String, nullable=False),
        Column("felt_ms", Integer, nullable=False),
        Column("heard_ms", Integer, nullable=False),
        Column("note", Text),
        PrimaryKeyConstraint("complaint"),
    )
    op.create_index("complaints_by_time", "complaints", ["felt_ms"])
