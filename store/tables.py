"""The tables, as SQLAlchemy Core; migrations in ``store/migrations`` follow them."""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

# A site as its owner described it, one JSON document a site; the rows in ``points`` are derived from it.
sites = Table(
    "sites",
    metadata,
    Column("site", String, primary_key=True),
    Column("document", Text, nullable=False),
    Column("imported_ms", Integer, nullable=False),
)

# Every source that was ever heard, known to a site or not. ``source`` is what stands on the wire:
# "building/device/point". A point that no site describes has no equipment and no role.
# Readings are kept as received; SI = value * scale + offset, so a corrected unit mends the past.
points = Table(
    "points",
    metadata,
    Column("point", Integer, primary_key=True, autoincrement=True),
    Column("source", String, nullable=False, unique=True),
    Column("building", String, nullable=False),
    Column("equipment", String),
    Column("role", String),
    Column("unit", String),
    Column("scale", Float, nullable=False, server_default="1"),
    Column("offset", Float, nullable=False, server_default="0"),
    Column("lowest", Float),
    Column("highest", Float),
    Column("words", Text),
    Column("timezone", String),
    Column("heard", Integer, nullable=False, server_default="0"),
    Column("sample", String),
)

# Time first: with 20,000 points a point-first key writes 170 times the bytes.
readings = Table(
    "readings",
    metadata,
    Column("time_ms", Integer, primary_key=True),
    Column("point", Integer, primary_key=True),
    Column("value", Float, nullable=False),
    Column("arrival_ms", Integer, nullable=False),
    Column("timed_by_arrival", Boolean, nullable=False, server_default="0"),
    sqlite_with_rowid=False,
)

latest = Table(
    "latest",
    metadata,
    Column("point", Integer, primary_key=True),
    Column("time_ms", Integer, nullable=False),
    Column("value", Float, nullable=False),
    Column("arrival_ms", Integer, nullable=False),
)

dead_letters = Table(
    "dead_letters",
    metadata,
    Column("dead_letter", Integer, primary_key=True, autoincrement=True),
    Column("arrival_ms", Integer, nullable=False),
    Column("topic", Text, nullable=False),
    Column("first_bytes", LargeBinary, nullable=False),
    Column("size", Integer, nullable=False),
    Column("reason", String, nullable=False),
    Column("detail", Text, nullable=False),
    Index("dead_letters_by_reason", "reason"),
)

# Hours of a building that got readings since the last round looked at them.
news = Table(
    "news",
    metadata,
    Column("building", String, primary_key=True),
    Column("hour_ms", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
)

# What a round carries from one to the next, as the model packs it.
rolling_state = Table(
    "rolling_state",
    metadata,
    Column("building", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("hour_ms", Integer, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

# Append-only: every choice with everything that was known when it was made.
choices = Table(
    "choices",
    metadata,
    Column("choice", Integer, primary_key=True, autoincrement=True),
    Column("manager", String, nullable=False),
    Column("as_of_ms", Integer, nullable=False),
    Column("recommendation", String),
    Column("document", Text, nullable=False),
    Index("choices_by_manager", "manager", "choice"),
    Index("choices_by_recommendation", "recommendation", "choice"),
)

# The heartbeat beside the log: one row a manager, renewed each round, so that an unchanged choice costs
# no new row. ``volatile`` holds what changes at every look and decides nothing (the coverage), ``content``
# the hash of the rest.
looks = Table(
    "looks",
    metadata,
    Column("manager", String, primary_key=True),
    Column("choice", Integer, nullable=False),
    Column("content", String, nullable=False),
    Column("as_of_ms", Integer, nullable=False),
    Column("volatile", Text, nullable=False),
)

recommendations = Table(
    "recommendations",
    metadata,
    Column("recommendation", String, primary_key=True),
    Column("manager", String, nullable=False),
    Column("building", String, nullable=False),
    Column("equipment", String, nullable=False),
    Column("action", String, nullable=False),
    Column("fault", String, nullable=False),
    Column("shown_ms", Integer, nullable=False),
    Column("document", Text, nullable=False),
    Index("recommendations_by_manager", "manager", "shown_ms"),
)

answers = Table(
    "answers",
    metadata,
    Column("answer", String, primary_key=True),
    Column("recommendation", String, nullable=False, index=True),
    Column("manager", String, nullable=False),
    Column("said", String, nullable=False),
    Column("reason", String),
    Column("detail", String),
    Column("until_ms", Integer),
    Column("handed_to", String),
    Column("note", Text),
    Column("answered_ms", Integer, nullable=False),
)

outcomes = Table(
    "outcomes",
    metadata,
    Column("outcome", Integer, primary_key=True, autoincrement=True),
    Column("recommendation", String, nullable=False),
    Column("found", String, nullable=False),
    Column("probability", Float, nullable=False),
    Column("document", Text, nullable=False),
    Column("found_ms", Integer, nullable=False),
    UniqueConstraint("recommendation", "found_ms"),
)

# What people feel in the rooms of an equipment, as a manager handed it on.
complaints = Table(
    "complaints",
    metadata,
    Column("complaint", String, primary_key=True),
    Column("manager", String, nullable=False),
    Column("building", String, nullable=False),
    Column("equipment", String, nullable=False),
    Column("felt", String, nullable=False),
    Column("felt_ms", Integer, nullable=False),
    Column("heard_ms", Integer, nullable=False),
    Column("note", Text),
    Index("complaints_by_time", "felt_ms"),
)

tokens = Table(
    "tokens",
    metadata,
    Column("token", String, primary_key=True),
    Column("manager", String, nullable=False),
    Column("created_ms", Integer, nullable=False),
    Column("expires_ms", Integer),
    Column("revoked_ms", Integer),
)
