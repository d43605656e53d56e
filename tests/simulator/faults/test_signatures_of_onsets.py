"""Faults that come slowly, or come and go, show less than those that are there at once."""

import pytest

from simulator.faults import fault_kind
from tests.simulator.faults.signatures.onsets import NOW_AND_THEN, SLOW, interrupted, slowed
from tests.simulator.faults.signatures.signature import Signature
from tests.simulator.faults.signatures.towns import town


def share(part: Signature, whole: Signature) -> float:
    """What shows on the second day, over what a sudden one shows."""
    place = town(whole.broken.season)
    return place.difference(part) / place.difference(whole)


@pytest.mark.parametrize("signature", SLOW, ids=str)
def test_a_fault_that_drifts_shows_less_at_first(signature: Signature) -> None:
    assert "drifting" in fault_kind(signature.broken.kind).onset
    assert 0.0 < share(slowed(signature), signature) < 0.95


@pytest.mark.parametrize("signature", NOW_AND_THEN, ids=str)
def test_a_fault_that_comes_and_goes_shows_for_a_part_of_the_time(signature: Signature) -> None:
    assert "intermittent" in fault_kind(signature.broken.kind).onset
    assert 0.02 < share(interrupted(signature), signature) < 0.98
