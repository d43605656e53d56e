"""The chart draws what was judged: the same readings, of the same building, by what is known of it."""

import numpy as np
import pytest
from numpy.typing import NDArray

from model.attending.attending import Attendant
from model.cards.chart import EXPECTED, SEEN, expected_series
from model.frames.frames import HOUR_MS, LEAD_HOURS, STEPS_PER_HOUR
from model.frames.framing import frames_of
from model.ranking.candidates import Proposal
from tests.model.building_of import ALWAYS_OCCUPIED, MONDAY_MS, Exactly, Told, building_of
from tests.model.faults.air_handler_habits import Accustomed
from tests.model.faults.case import Case
from tests.model.faults.test_signatures import CASES
from tests.model.memory_state import MemoryState

_DRAWN_HOURS = 72
_OF_EACH_FAULT = list({case.fault: case for case in reversed(CASES)}.values())


@pytest.mark.parametrize("case", _OF_EACH_FAULT, ids=lambda case: case.fault)
def test_what_is_drawn_is_what_was_judged(case: Case) -> None:
    told = case.told_by()
    proposal = next(
        p for p in told.judged().proposals if (p.fault.id, p.equipment.id) == (case.fault, case.on)
    )
    drawn = drawn_of(told, proposal)
    start_ms = told.end_ms - (_DRAWN_HOURS + LEAD_HOURS) * HOUR_MS
    frames = frames_of(told.building, "UTC", told.readings, start_ms, told.end_ms)[proposal.fault.kind]
    judged = proposal.fault.assess(frames)
    column = [piece.id for piece in frames.equipment].index(case.on)
    for name, values in ((SEEN, judged.measured), (EXPECTED, judged.expected)):
        shown = np.where(judged.applies, values, np.nan)[LEAD_HOURS * STEPS_PER_HOUR :, column]
        np.testing.assert_allclose(drawn[name], shown, rtol=1e-5)
    # What only a habit tells of is drawn where the habit is known.
    assert isinstance(told, Accustomed) or np.isfinite(drawn[SEEN]).any()


def test_a_house_is_held_to_its_own_nights_and_not_to_those_of_its_kind() -> None:
    days, usual = 21, 6e-5
    flow = np.full(days * 24 * STEPS_PER_HOUR, usual)
    flow[-24 * STEPS_PER_HOUR :] *= 3
    told = building_of({"WM-1": {"water_flow": Exactly(flow)}}, schedule=ALWAYS_OCCUPIED)
    attendant = Attendant(told.readings, MemoryState())
    hours = [MONDAY_MS + hour * HOUR_MS for hour in range(told.hours)]
    found = attendant.attend(told.site, told.building, hours, (), told.end_ms)
    leak = next(p for p in found.proposals if p.fault.id == "water_leak")
    own = drawn_of(told, leak, attendant)[EXPECTED]
    of_its_kind = drawn_of(told, leak)[EXPECTED]
    assert own[-1] == pytest.approx(usual, rel=0.2)
    assert abs(of_its_kind[-1] - usual) > 5 * abs(own[-1] - usual)


def drawn_of(
    told: Told, proposal: Proposal, attendant: Attendant | None = None
) -> dict[str, NDArray[np.float64]]:
    """The worked-out lines of the last three days, NaN where nothing was judged."""
    now_ms = told.end_ms - 1
    learning = {} if attendant is None else attendant.learned(told.building.id, now_ms)
    series = expected_series(proposal, told.building, "UTC", told.readings, now_ms, learning=learning)
    return {name: np.array(line["values"], dtype=np.float64) for name, line in series.items()}
