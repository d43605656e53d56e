"""Examples for the description of the API; a test holds each against its schema."""

from typing import Any

from api.complaint_examples import COMPLAINT, ROOMS

Example = dict[str, Any]


def shown(
    status: int,
    *names: str,
    description: str = "Successful Response",
    headers: tuple[str, ...] = (),
    model: type | None = None,
) -> dict[int | str, dict[str, Any]]:
    """Describe a successful response by examples of ``SHOWN``, for ``responses=`` of a route.

    By reference: FastAPI drops every null from an example that stands in its place.
    """
    referred = {name: {"$ref": f"#/components/examples/{name}"} for name in names}
    described: dict[str, Any] = {
        "description": description,
        "content": {"application/json": {"examples": referred}},
    }
    if headers:
        described["headers"] = {name: {"schema": {"type": "string"}} for name in headers}
    if model is not None:
        described["model"] = model
    return {status: described}


def events() -> dict[int | str, dict[str, Any]]:
    """Describe the event stream by the text of one event."""
    text = 'event: next_action\ndata: {"manager":"maria",…}\nid: 5d1f3c0a9b7e42c86d10\nretry: 3000\n\n'
    content = {"text/event-stream": {"example": text}}
    return {200: {"description": "The card, whenever it changes", "content": content}}


_INTERVAL = {"low": 31.0, "likely": 46.0, "high": 64.0}

RECOMMENDATION: Example = {
    "id": "north-tower.AHU-2.outdoor_air_damper_stuck_open.20260305",
    "action": "free_outdoor_air_damper",
    "fault": "outdoor_air_damper_stuck_open",
    "fault_name": "Outdoor-air damper stuck open",
    "title": "Free the stuck outdoor-air damper on AHU-2",
    "because": "It is commanded to 20 % and the air, or its own feedback, says it is 85 % open.",
    "building": "north-tower",
    "building_name": "North Tower",
    "equipment": "AHU-2",
    "equipment_name": "AHU-2",
    "equipment_kind": "air_handler",
    "since": "2026-03-05T14:10:00Z",
    "probability": 0.95,
    "certainty": "almost certain",
    "certainty_basis": "19 of 20 like this were real.",
    "currency": "USD",
    "value_per_day": _INTERVAL,
    "waiting_week": 306.0,
    "people": 12.0,
    "people_text": "Three rooms on level 4 are below 19 °C.",
    "effort": {
        "hours": 1.5,
        "people": 1,
        "skill": "mechanic",
        "parts": ["damper actuator"],
        "parts_likely": False,
        "cost": {"low": 90.0, "likely": 140.0, "high": 420.0},
    },
    "score_per_day": 37.5,
    "money": [
        {"id": "energy", "label": "Energy saved", "per_day": 43.7},
        {"id": "labour", "label": "Labour", "per_day": -6.2},
    ],
    "evidence": [
        {
            "id": "readings",
            "label": "what the readings say",
            "logit": 2.9,
            "measured": "85 %",
            "expected": "20 %",
            "points": ["north-tower/AHU-2/mixed_air_temperature_sensor"],
        }
    ],
    "against": ["The damper was seen to move on 4 March."],
    "unknown": ["No damper position is reported."],
    "would_change": ["A mixed-air temperature near return air at the same command."],
    "steps": [
        {"text": "Lock out and tag out the supply fan.", "safety": True},
        {"text": "Free the linkage and stroke the damper from 0 to 100 %.", "safety": False},
    ],
    "expect": "Mixed air rises towards return air within an hour.",
    "runner_up": {
        "title": "Replace the filters on AHU-1",
        "equipment": "AHU-1",
        "difference_per_day": 31.0,
        "terms": [{"id": "energy", "label": "Energy saved", "per_day": 31.0}],
    },
    "traces": [
        {
            "name": "mixed_air_temperature",
            "label": "Mixed air",
            "unit": "degC",
            "kind": "measured",
            "source": "north-tower/AHU-2/mixed_air_temperature_sensor",
        }
    ],
    "urgent": False,
    "action_kind": "repair",
    "waiting_day": 43.7,
    "carbon_kg_per_day": 71.0,
    "consequences": [{"id": "energy", "label": "Energy saved", "per_day": 46.0}],
    "other_causes": [
        {"fault": "outdoor_air_damper_leaking", "name": "Outdoor-air damper leaking", "probability": 0.04}
    ],
    "any_cause_probability": 0.99,
    "conditions": ["The air handler stands still for an hour."],
    "waits_days": 0.6,
    "wasted": [5200.0, 0.0, 240.0, 12.0, 0.0, 0.0, 0.0, 0.0],
}

OUTCOME: Example = {
    "recommendation": RECOMMENDATION["id"],
    "title": "Fixed, we checked: the damper follows its command again.",
    "found": "fixed",
    "probability": 0.97,
    "saving_per_day": {"low": 30.0, "likely": 44.0, "high": 61.0},
    "text": "Mixed air has followed the command for two occupied days.",
    "found_at": "2026-03-11T18:00:00Z",
}

ANSWER: Example = {
    "id": "6f1c1f8e-1c2b-4f0a-9a53-0d8f4c3b2a10",
    "said": "accepted",
    "reason": None,
    "detail": None,
    "until": None,
    "handed_to": None,
    "note": None,
    "answered_at": "2026-03-09T07:12:31.250Z",
}

ANSWERS: dict[str, Any] = {
    "accepted": {"value": {"id": ANSWER["id"], "said": "accepted"}},
    "done": {"value": {"id": ANSWER["id"], "said": "done", "note": "Linkage had come off."}},
    "snoozed": {"value": {"id": ANSWER["id"], "said": "snoozed", "until": "2026-03-12T06:00:00Z"}},
    "dismissed": {"value": {"id": ANSWER["id"], "said": "dismissed", "reason": "not_real"}},
    "cannot_now": {
        "value": {"id": ANSWER["id"], "said": "dismissed", "reason": "cannot_now", "detail": "part"}
    },
    "handed_over": {"value": {"id": ANSWER["id"], "said": "handed_over", "handed_to": "Jonas"}},
}

SESSION: Example = {
    "manager": "maria",
    "name": "Maria Okafor",
    "buildings": [{"id": "north-tower", "name": "North Tower"}],
    "timezone": "America/Chicago",
    "currency": "USD",
    "simulated": False,
}

_LOOK: Example = {
    "manager": "maria",
    "as_of": "2026-03-09T07:10:00Z",
    "model": "2026.3",
    "coverage": {
        "points": 4020,
        "heard": 4012,
        "within_minutes": 10,
        "last_reading": "2026-03-09T07:09:41Z",
        "equipment": 61,
        "equipment_judged": 58,
    },
    "blind_spots": [
        {
            "kind": "air_handler",
            "missing": ["mixed_air_temperature"],
            "faults": ["outdoor_air_damper_stuck_open"],
            "count": 3,
            "total": 14,
            "text": "No mixed-air temperature on 3 of 14 air handlers: stuck dampers cannot be seen there.",
            "cost_per_year": {"low": 160.0, "likely": 420.0, "high": 1100.0},
        }
    ],
}

NEXT_ACTION: Example = _LOOK | {
    "headline": RECOMMENDATION["title"],
    "recommendation": RECOMMENDATION,
    "nothing_because": None,
    "outcome": None,
    "answer": None,
}

NOTHING: Example = _LOOK | {
    "headline": "Nothing needs you.",
    "recommendation": None,
    "nothing_because": "nothing_worth_doing",
    "outcome": OUTCOME,
    "answer": None,
}

DETAIL: Example = RECOMMENDATION | {
    "answers": [ANSWER],
    "outcome": OUTCOME,
    "series": {
        "start": "2026-03-04T14:00:00Z",
        "end": "2026-03-04T15:00:00Z",
        "interval_seconds": 1800,
        "times": ["2026-03-04T14:00:00Z", "2026-03-04T14:30:00Z"],
        "traces": [RECOMMENDATION["traces"][0] | {"unit": "°F", "values": [48.2, None]}],
    },
}

_SUMMARY = (
    "id",
    "title",
    "action",
    "fault",
    "fault_name",
    "building",
    "building_name",
    "equipment",
    "equipment_name",
    "since",
    "probability",
    "certainty",
    "currency",
    "value_per_day",
)

HISTORY: Example = {
    "recommendations": [
        {name: RECOMMENDATION[name] for name in _SUMMARY}
        | {
            "shown_at": "2026-03-06T06:05:00Z",
            "answer": ANSWER,
            "answers": [ANSWER],
            "outcome": OUTCOME,
        }
    ],
    "next": None,
    "totals": {
        "shown": 1,
        "accepted": 1,
        "fixed": 1,
        "not_fixed": 0,
        "cannot_tell": 0,
        "trusted_action_rate": 1.0,
        "savings": [{"currency": "USD", "per_day": 44.0}],
    },
}

HEALTH: Example = {"_name": "up", "status": "up"}
READINESS: Example = {
    "status": "ready",
    "round_age_seconds": 140.0,
    "ingest_age_seconds": 0.8,
}

SHOWN: dict[str, Example] = {
    "session": SESSION,
    "recommendation": NEXT_ACTION,
    "nothing": NOTHING,
    "detail": DETAIL,
    "answer": ANSWER,
    "history": HISTORY,
    "complaint": COMPLAINT,
    "complaints": {"complaints": [COMPLAINT]},
    "rooms": ROOMS,
    "health": HEALTH,
    "readiness": READINESS,
}
