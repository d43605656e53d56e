"""Every kind of fault shows in what a building publishes or does, by the physics."""

import numpy as np
import pytest

from simulator.faults import fault_kind, fault_kinds
from tests.simulator.faults.signatures.sensors import EACH
from tests.simulator.faults.signatures.signature import Broken, Signature
from tests.simulator.faults.signatures.towns import BROKEN, SIGNATURES, TRUTH, town

_KIND_OF = {device.id: device.kind for device in EACH.values()} | {
    "building": "building",
    "RTU-2": "rooftop_unit",
    "VAV-1-02": "vav_box",
    **dict.fromkeys(("EM-1", "GM-1", "HM-1", "WM-1"), "meter"),
}
METERED = [each for each in dict.fromkeys(s.broken for s in SIGNATURES) if each.kind.endswith("_meter_wrong")]
FELT = [
    each
    for each in dict.fromkeys(s.broken for s in SIGNATURES)
    if each not in METERED and fault_kind(each.kind).lie is None
]


@pytest.mark.parametrize("kind", fault_kinds())
def test_every_kind_has_a_signature_on_all_equipment_that_can_have_it(kind: str) -> None:
    shown = {_KIND_OF[broken.equipment] for broken in BROKEN if broken.kind == kind}
    assert shown >= set(fault_kinds()[kind].on) & set(_KIND_OF.values())
    assert shown


@pytest.mark.parametrize("signature", SIGNATURES, ids=str)
def test_a_fault_shows(signature: Signature) -> None:
    difference = town(signature.broken.season).difference(signature)
    assert difference > signature.more if signature.more > 0 else difference < signature.more


@pytest.mark.parametrize("broken", FELT, ids=str)
def test_a_fault_that_is_no_lie_changes_the_truth(broken: Broken) -> None:
    place = town(broken.season)
    number, twin = place.numbers[broken], place.twin(broken)
    assert any(not np.array_equal(place.whole(number, path), place.whole(twin, path)) for path in TRUTH)


@pytest.mark.parametrize("broken", METERED, ids=str)
def test_a_wrong_meter_counts_by_its_factor_what_has_not_changed(broken: Broken) -> None:
    place = town(broken.season)
    number, twin = place.numbers[broken], place.twin(broken)
    for path in TRUTH:
        assert np.array_equal(place.whole(number, path), place.whole(twin, path))
    [effect] = fault_kind(broken.kind).effects
    count = f"meters.{effect.field.path.removeprefix('services.').removesuffix('_meter')}_count"
    counted = [float(np.ptp(place.whole(row, count))) for row in (number, twin)]
    assert counted[0] / counted[1] == pytest.approx(dict(broken.details).get("value", 0.6), rel=0.01)
