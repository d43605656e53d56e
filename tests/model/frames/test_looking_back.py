"""What is said of an hour rests on the hours before it that a fault or law declares, and on no others."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from model.faults import FAULTS, Assessment, Fault
from model.frames.frames import HOLD_HOURS, HOUR_MS, LOOK_BACK_HOURS, STEPS_PER_HOUR, Frames, late
from model.frames.framing import assemble, block_of
from model.healthy.laws import LAWS
from model.healthy.learning.law import Law
from simulator.arena.policies.recent_readings import RecentReadings
from simulator.buildings.draw import draw_plans
from simulator.portfolio import Portfolio

START_MS = int(dt.datetime(2023, 4, 11, tzinfo=dt.UTC).timestamp() * 1000)
# UTC: nights, mornings, days and evenings of two places.
HOURS = (25, 29, 31, 34, 38, 43)
DECLARED: Sequence[Fault | Law] = [*(fault for kind in FAULTS.values() for fault in kind), *LAWS.values()]

Kinds = Mapping[str, Frames]


@pytest.fixture(scope="module")
def seen() -> list[Kinds]:
    """Frames of some buildings, each an hour to judge and all that may be looked back at."""
    kinds: list[Kinds] = []
    for climate in ("chicago", "singapore"):
        portfolio = Portfolio(draw_plans(8, 5, climates={climate}), start_ms=START_MS)
        site, readings = portfolio.site(), RecentReadings(portfolio.site())
        readings.take_in(portfolio.advance(START_MS + (max(HOURS) + 1) * HOUR_MS))
        for hour in HOURS:
            at_ms = START_MS + hour * HOUR_MS
            first_ms = at_ms - LOOK_BACK_HOURS * HOUR_MS
            block = block_of(site.buildings, readings, first_ms, at_ms + HOUR_MS, lead_hours=HOLD_HOURS)
            kinds.append(assemble(block, site.timezone))
    return kinds


@pytest.mark.parametrize("one", DECLARED, ids=lambda one: f"{one.kind}-{one.id}")
def test_nothing_looks_back_further_than_it_says(one: Fault | Law, seen: list[Kinds]) -> None:
    assert one.looks_back_hours <= LOOK_BACK_HOURS
    for kinds in seen:
        recent = late(kinds, (LOOK_BACK_HOURS - one.looks_back_hours) * STEPS_PER_HOUR)
        if one.kind in kinds:
            for whole, cut in zip(_said(one, kinds[one.kind]), _said(one, recent[one.kind]), strict=True):
                np.testing.assert_allclose(cut, whole, rtol=1e-9, atol=1e-9)


def _said(one: Fault | Law, frames: Frames) -> list[NDArray[np.float64]]:
    """All that counts of the last hour."""
    if isinstance(one, Law):
        observed = one.observe(frames)
        return _last(
            observed.applies, observed.applies, observed.target, *np.moveaxis(observed.features, -1, 0)
        )
    told: Assessment = one.assess(frames)
    values = (told.residual, told.tolerance, told.measured, told.expected, told.command)
    wastes = [getattr(told.waste, waste.name) for waste in fields(told.waste)]
    everywhere = np.ones(frames.shape, dtype=bool)
    return [
        *_last(told.applies, told.applies, *(each for each in values if each is not None)),
        *_last(everywhere, *(each for each in wastes if each is not None)),
    ]


def _last(counts: NDArray[np.bool_], *values: NDArray[Any]) -> list[NDArray[np.float64]]:
    hour = slice(-STEPS_PER_HOUR, None)
    return [np.where(counts[hour], np.asarray(each, dtype=float)[hour], 0.0) for each in values]
