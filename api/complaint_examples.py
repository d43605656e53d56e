"""Examples of what people feel and where, for the description of the API."""

from typing import Any

COMPLAINT: dict[str, Any] = {
    "id": "0b7c4c52-6a1e-4d0e-8d43-4d6f0c8a7e21",
    "building": "north-tower",
    "equipment": "VAV-4-12",
    "felt": "cold",
    "felt_at": "2026-03-09T06:40:00Z",
    "note": "Room 4.12, by the window.",
    "heard_at": "2026-03-09T07:12:31.250Z",
}

_SENT = ("id", "building", "equipment")
COMPLAINTS: dict[str, Any] = {
    "felt": {"value": {name: value for name, value in COMPLAINT.items() if name != "heard_at"}},
    "unsaid": {"value": {name: COMPLAINT[name] for name in _SENT}},
}

ROOMS: dict[str, Any] = {
    "rooms": [
        {
            "id": "VAV-4-12",
            "name": "VAV 4-12",
            "location": "Level 4, east",
            "building": "north-tower",
            "building_name": "North Tower",
        }
    ]
}
