"""What the API says in the tests of the page: one Monday morning in Chicago, in the shape of its examples."""

import math
from datetime import UTC, datetime, timedelta
from typing import Any

from api import examples

Document = dict[str, Any]

NOW = datetime(2026, 3, 9, 12, 10, tzinfo=UTC)  # Monday 07:10 in Chicago, a day after the clocks went forward
SINCE = datetime(2026, 3, 5, 20, 10, tzinfo=UTC)  # Thursday 14:10


def iso(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


SESSION: Document = {name: part for name, part in examples.SESSION.items() if name != "_name"}

RECOMMENDATION: Document = examples.RECOMMENDATION | {
    "id": "0f3a9d27c1b84e6f5a10",
    "because": "It is commanded to 20 % and the air says it is 85 % open, since Thursday 14:10.",
    "since": iso(SINCE),
    "certainty_basis": "19 of 20 like this were real.",
    "score_per_day": 37.42,
    "money": [
        {"id": "energy", "label": "Heating and cooling saved", "per_day": 39.806},
        {"id": "comfort", "label": "Comfort of 12 people", "per_day": 5.874},
        {"id": "labour", "label": "Labour and visit", "per_day": -6.118},
        {"id": "wasted_visit", "label": "Risk of a wasted visit", "per_day": -2.142},
    ],
    "evidence": [
        {"id": "prior", "label": "How often this breaks on air handlers like this", "logit": -2.2},
        {
            "id": "readings",
            "label": "64 hours in which mixed air was near outdoor air",
            "logit": 4.7,
            "measured": "4.1 °C",
            "expected": "17.2 °C",
            "points": ["north-tower/AHU-2/mixed_air_temperature_sensor"],
        },
        {"id": "answers", "label": "What you and others answered before", "logit": 0.9},
        {"id": "other_causes", "label": "A drifting mixed-air sensor would look alike", "logit": -0.5},
    ],
    "against": ["For 3 of 67 hours judged the mixed air fitted the command."],
    "unknown": ["No damper position is reported, so the blades themselves are not seen."],
    "would_change": ["Mixed air near return air while the command stays at 20 %."],
    "steps": [
        {"text": "Tell the control room; put AHU-2 in hand and off.", "safety": True},
        {"text": "Lock out and tag out the supply fan at its disconnect. Try to start it.", "safety": True},
        {"text": "Check the linkage between actuator and blades; tighten or reattach it.", "safety": False},
        {"text": "Stroke the damper from 0 to 100 % by hand and watch every blade.", "safety": False},
        {"text": "Clean and grease the bearings where it binds.", "safety": False},
        {"text": "Return to automatic and command 20 %; blades must follow.", "safety": False},
    ],
    "expect": "Mixed air rises towards return air within an hour, and stays between the expected lines.",
    "runner_up": {
        "title": "Replace the filters on AHU-1",
        "equipment": "AHU-1",
        "difference_per_day": 31.22,
        "terms": [
            {"id": "energy", "label": "Fan energy saved", "per_day": 12.45},
            {"id": "labour", "label": "Labour and visit", "per_day": -5.1},
            {"id": "wasted_visit", "label": "Risk of a wasted visit", "per_day": -1.15},
        ],
    },
}

OTHER: Document = RECOMMENDATION | {
    "id": "77c0de11aa52b3f4e0d9",
    "title": "Replace the filters on AHU-1",
    "equipment_name": "AHU-1",
    "because": "The fan needs a third more speed for the same pressure than in January.",
    "runner_up": None,
}

COVERAGE: Document = examples.NEXT_ACTION["coverage"] | {"last_reading": iso(NOW - timedelta(seconds=19))}

BLIND_SPOTS: list[Document] = [
    *examples.NEXT_ACTION["blind_spots"],
    {
        "kind": "vav_box",
        "missing": ["discharge_air_temperature"],
        "faults": ["reheat_valve_leaking"],
        "count": 96,
        "total": 390,
        "text": "No discharge-air temperature on 96 of 390 VAV boxes: leaking reheat cannot be seen there.",
    },
]


def choice(recommendation: Document | None = RECOMMENDATION, **other: Any) -> Document:
    return {
        "manager": SESSION["manager"],
        "as_of": iso(NOW),
        "model": "2026.3",
        "headline": recommendation["title"] if recommendation else "Nothing needs you.",
        "recommendation": recommendation,
        "nothing_because": None if recommendation else "nothing_worth_doing",
        "coverage": COVERAGE,
        "blind_spots": BLIND_SPOTS,
        "outcome": None,
        "answer": None,
    } | other


NO_DATA = choice(
    None,
    nothing_because="no_data",
    headline="No data since Sunday 23:40.",
    coverage=COVERAGE | {"heard": 0, "equipment_judged": 0, "last_reading": "2026-03-09T04:40:12Z"},
)
NOT_LOOKED_YET = choice(
    None,
    nothing_because="not_looked_yet",
    headline="Not looked yet: the first round over your buildings is still to come.",
    blind_spots=[],
)
FIXED: Document = {
    "recommendation": "5be1",
    "title": "Free the stuck heating valve on AHU-4",
    "found": "fixed",
    "probability": 0.97,
    "saving_per_day": {"low": 30.0, "likely": 44.0, "high": 61.0},
    "text": "Fixed, we checked: the readings of AHU-4 show no sign of this any more: stuck heating valve.",
    "found_at": iso(NOW - timedelta(hours=3)),
}
NOT_FIXED = FIXED | {
    "found": "not_fixed",
    "saving_per_day": None,
    "text": "Not fixed yet: the readings of AHU-4 still show this: stuck heating valve.",
}


def given(said: str, **other: Any) -> Document:
    """An answer as the API keeps it."""
    return examples.ANSWER | {"_name": None, "said": said, "answered_at": iso(NOW)} | other


def detail(recommendation: Document = RECOMMENDATION) -> Document:
    """Four days of a damper that stays open: mixed air follows outdoor air, whatever the command says."""
    count, step = 4 * 96 + 29, timedelta(minutes=15)
    times = [NOW - (count - index) * step for index in range(count)]
    lines: dict[str, list[float | None]] = {
        "seen": [],
        "expected": [],
        "expected_low": [],
        "expected_high": [],
    }
    outdoor, command = [], []
    for index, at in enumerate(times):
        hour = (at.hour + at.minute / 60 - 6) % 24
        outside = 3 + 5 * math.sin((hour - 9) / 24 * 2 * math.pi) + 1.2 * math.sin(index / 41)
        asked = 20 if 6 <= hour < 20 else 0
        share = 0.85 if at >= SINCE else asked / 100
        noise = 0.35 * math.sin(index * 1.7) + 0.25 * math.sin(index * 0.61)
        expected = 21.5 - asked / 100 * (21.5 - outside)
        heard = not 150 <= index < 158  # a gateway restart: a gap, not a zero
        lines["seen"].append(round(21.5 - share * (21.5 - outside) + noise, 2) if heard else None)
        lines["expected"].append(round(expected, 2))
        lines["expected_low"].append(round(expected - 1.4, 2))
        lines["expected_high"].append(round(expected + 1.4, 2))
        outdoor.append(round(outside, 2))
        command.append(float(asked))

    def trace(name: str, label: str, unit: str, kind: str, values: list[Any]) -> Document:
        return {"name": name, "label": label, "unit": unit, "kind": kind, "source": None, "values": values}

    return recommendation | {
        "answers": [],
        "outcome": None,
        "series": {
            "start": iso(times[0]),
            "end": iso(times[-1]),
            "interval_seconds": 900,
            "times": [iso(at) for at in times],
            "traces": [
                trace("seen", "Mixed air", "°C", "measured", lines["seen"]),
                trace("expected", "Mixed air, were it healthy", "°C", "expected", lines["expected"]),
                trace("expected_low", "", "°C", "expected", lines["expected_low"]),
                trace("expected_high", "", "°C", "expected", lines["expected_high"]),
                trace("outdoor_air_temperature", "Outdoor air", "°C", "measured", outdoor),
                trace("outdoor_air_damper_command", "Outdoor-air damper command", "%", "command", command),
            ],
        },
    }


ROOMS: list[Document] = [
    {
        "id": f"VAV-{level}-{number}",
        "name": f"VAV {level}-{number}",
        "location": f"Level {level}, {'east' if number % 2 else 'west'}",
        "building": "north-tower",
        "building_name": "North Tower",
    }
    for level in (1, 2, 3, 4)
    for number in range(1, 25)
]
MILL: list[Document] = [
    {"id": "AHU-1", "name": "AHU-1", "location": None, "building": "mill", "building_name": "Mill"}
]

HISTORY: Document = examples.HISTORY | {
    "recommendations": [
        examples.HISTORY["recommendations"][0]
        | {"id": "5be1", "title": FIXED["title"], "answer": given("done"), "outcome": FIXED},
        examples.HISTORY["recommendations"][0]
        | {
            "id": "41aa",
            "title": "Replace the filters on AHU-3",
            "answer": given("dismissed", reason="already_known"),
            "outcome": None,
        },
    ],
    "totals": examples.HISTORY["totals"]
    | {"shown": 2, "accepted": 1, "fixed": 1, "trusted_action_rate": 0.5},
}
