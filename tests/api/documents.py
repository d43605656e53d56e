"""Realistic documents, as a round would write them."""

from typing import Any

import msgspec

from model.recommendation import (
    BlindSpot,
    Candidate,
    Choice,
    Coverage,
    Effort,
    EvidenceTerm,
    Interval,
    MoneyTerm,
    Outcome,
    Recommendation,
    RunnerUp,
    Step,
    Trace,
)

HOUR_MS = 3_600_000
NOW_MS = 1_772_870_400_000  # 2026-03-07T08:00:00Z
SINCE = "2026-03-05T14:10:00Z"
SINCE_MS = 1_772_719_800_000
MEASURED = "north-tower/AHU-2/mixed_air_temperature_sensor"
ENERGY = MoneyTerm("energy", "Energy saved", 46.0)
LABOUR = MoneyTerm("labour", "Labour and visit", -8.5)


def recommendation(
    id_: str = "north-tower-ahu-2-damper", building: str = "north-tower", probability: float = 0.95
) -> Recommendation:
    """A stuck damper."""
    return Recommendation(
        id=id_,
        action="free_outdoor_air_damper",
        fault="outdoor_air_damper_stuck_open",
        fault_name="Outdoor-air damper stuck open",
        title="Free the stuck outdoor-air damper on AHU-2",
        because="It is commanded to 20 % and the air says it is 85 % open.",
        building=building,
        building_name=building.replace("-", " ").title(),
        equipment="AHU-2",
        equipment_name="AHU-2",
        equipment_kind="air_handler",
        since=SINCE,
        probability=probability,
        certainty="almost certain",
        certainty_basis="19 of 20 like this were real.",
        currency="USD",
        value_per_day=Interval(31.0, 46.0, 64.0),
        waiting_week=306.0,
        people=12.0,
        people_text="Three rooms on level 4 are below 19 °C.",
        effort=Effort(1.5, 1, "mechanic", ("damper actuator",), False, Interval(90.0, 140.0, 420.0)),
        score_per_day=37.5,
        money=(ENERGY, LABOUR),
        evidence=(EvidenceTerm("mixing", "Mixed air is near outdoor air", 2.9),),
        against=(),
        unknown=("No damper position is reported.",),
        would_change=("A mixed-air temperature near return air.",),
        steps=(Step("Lock out and tag out the supply fan.", safety=True), Step("Free the linkage.")),
        expect="Mixed air rises towards return air within an hour.",
        runner_up=RunnerUp("Replace the filters on AHU-1", "AHU-1", 31.0, (ENERGY,)),
        traces=(
            Trace("seen", "Outdoor air taken in", "1", "measured", None),
            Trace("expected", "Expected", "1", "expected", None),
            Trace("mixed_air_temperature", "Mixed air", "degC", "measured", MEASURED),
        ),
    )


def choice(
    chosen: Recommendation | None,
    *,
    manager: str = "maria",
    as_of: str = "2026-03-07T08:00:00Z",
    heard: int = 4012,
    outcome: Outcome | None = None,
) -> dict[str, Any]:
    """The document of one look: ``chosen``, or nothing that is worth doing."""
    document = Choice(
        manager=manager,
        as_of=as_of,
        model="2026.3",
        headline=chosen.title if chosen else f"Nothing needs you. {heard} of 4020 sensors heard from.",
        recommendation=chosen,
        nothing_because=None if chosen else "nothing_worth_doing",
        coverage=Coverage(4020, heard, 10, as_of, 61, 58),
        blind_spots=(
            BlindSpot(
                "air_handler", ("mixed_air_temperature",), ("damper",), 3, 14, "3 of 14 have no sensor."
            ),
        ),
        outcome=outcome,
        candidates=(
            Candidate("replace_filter", "filter_dirty", "b", "AHU-1", 0.6, 6.5, (ENERGY,), 0.0, "margin"),
        ),
    )
    built: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(document))
    return built


def outcome(recommendation_id: str, found: str = "fixed", saving: float | None = 44.0) -> dict[str, Any]:
    """What the data said two days later."""
    document = Outcome(
        recommendation=recommendation_id,
        title="Fixed, we checked: the damper follows its command again.",
        found=found,
        probability=0.97,
        saving_per_day=None if saving is None else Interval(saving - 10, saving, saving + 20),
        text="Mixed air has followed the command for two occupied days.",
        found_at="2026-03-09T18:00:00Z",
    )
    built: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(document))
    return built
