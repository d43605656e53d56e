"""Complaints: what people feel in rooms, readings or not."""

from dataclasses import dataclass

FELT = ("cold", "hot", "stuffy", "unsaid")


@dataclass(frozen=True, slots=True)
class Complaint:
    """Somebody felt that it was not right in the rooms of an equipment; ``felt_ms`` in UTC milliseconds."""

    id: str
    building: str
    equipment: str
    felt: str
    felt_ms: int
