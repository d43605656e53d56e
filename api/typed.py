"""What people type, as far as it is taken."""

from pydantic import StringConstraints

# No control characters but line ends and tabs: PostgreSQL takes no NUL, and people type none of the others.
Words = StringConstraints(max_length=2000, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f]*$")
