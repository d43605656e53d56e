"""The evidence chart: what was measured beside what healthy equipment would show, and what was asked for."""

from collections.abc import Mapping

import numpy as np

from model.cards.shown import told_quantity
from model.frames.frames import HOUR_MS, LEAD_HOURS, STEP_MS
from model.frames.framing import frames_of
from model.frames.history import ReadingSource
from model.healthy.learning.learning import Learning, teach
from model.ranking.candidates import Proposal
from model.ranking.gaps import role_of
from model.recommendation import Trace
from model.site.graph import Building, Equipment
from model.site.roles import ROLES
from model.words import quantity_label, role_name

SEEN, EXPECTED = "seen", "expected"
_UNITS = {role.quantity.id: role.quantity.unit for role in ROLES.values()} | {
    "temperature_difference": "delta_degC",
    "water_pressure": "Pa",
    "strokes": "1/h",
    "count": "1",
}
_HOURS = 72
# A leak of water is some 0.00001 m3/s, and pressures are thousands of pascals.
_DIGITS = 6


def traces_of(proposal: Proposal, building: Building) -> tuple[Trace, ...]:
    """Lines of the chart: the telling quantity, its expectation, then the points behind it.

    A role that the equipment lacks is shown from the building's weather station, as the frames borrow it.
    """
    fault = proposal.fault
    quantity = told_quantity(fault.quantity, fault.kind, role_of(proposal))
    unit = _UNITS[quantity]
    lines = [Trace(SEEN, quantity_label(fault.id, SEEN), unit, "measured", None, quantity)]
    if EXPECTED in proposal.facts.chart:
        lines.append(Trace(EXPECTED, quantity_label(fault.id, EXPECTED), unit, "expected", None, quantity))
    # The telling quantity is often a point itself, and its expectation the setpoint: drawn once.
    drawn = {fault.traces[0]} if quantity == _quantity_of(fault.traces[0]) else set()
    drawn |= {r for r in fault.traces if r.endswith("_setpoint") and quantity == _quantity_of(r)}
    for role in [r for r in fault.traces if r not in drawn and r in ROLES]:
        for owner, point_role in _points(proposal.owner, building, role):
            kind = "setpoint" if role.endswith("setpoint") else "command" if _asks(role) else "measured"
            source = next(p.source for p in owner.points if p.role == point_role)
            measures = told_quantity(ROLES[role].quantity.id, role)
            lines.append(
                Trace(
                    role, role_name(role), _UNITS[measures], kind, f"{proposal.building}/{source}", measures
                )
            )
    return tuple(lines)


def expected_series(
    proposal: Proposal,
    building: Building,
    timezone: str,
    readings: ReadingSource,
    now_ms: int,
    *,
    learning: Mapping[str, Learning],
) -> dict[str, dict[str, object]]:
    """Worked-out lines of the last three days: name -> start_ms, step_ms, values (None where not judged).

    ``learning``: what was learned of the building's equipment by kind, which the claim rests on as well.
    """
    end_ms = now_ms // STEP_MS * STEP_MS + STEP_MS
    start_ms = end_ms - _HOURS * HOUR_MS
    kinds = frames_of(building, timezone, readings, start_ms - LEAD_HOURS * HOUR_MS, end_ms)
    teach(kinds, learning)
    frames = kinds.get(proposal.fault.kind)
    if frames is None:
        return {}
    ids = [equipment.id for equipment in frames.equipment]
    if proposal.equipment.id not in ids:
        return {}
    column = ids.index(proposal.equipment.id)
    assessment = proposal.fault.assess(frames)
    kept = slice(len(frames.times_ms) - _HOURS * HOUR_MS // STEP_MS, None)
    result = {}
    for name, values in ((SEEN, assessment.measured), (EXPECTED, assessment.expected)):
        judged = np.where(assessment.applies, values, np.nan)[kept, column]
        result[name] = {
            "start_ms": start_ms,
            "step_ms": STEP_MS,
            "values": [None if np.isnan(v) else float(f"{v:.{_DIGITS}g}") for v in judged],
        }
    return result


def _points(owner: Equipment, building: Building, role: str) -> list[tuple[Equipment, str]]:
    stations = (e for e in building.equipment if e.kind == "weather_station")
    found = next((e for e in (owner, *stations) if any(point.role == role for point in e.points)), None)
    return [] if found is None else [(found, role)]


def _quantity_of(role: str) -> str | None:
    return told_quantity(ROLES[role].quantity.id, role) if role in ROLES else None


def _asks(role: str) -> bool:
    return role.endswith(("_command", "_speed", "_position", "occupied", "_status"))
