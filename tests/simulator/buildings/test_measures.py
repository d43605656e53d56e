import pytest

from model.site.yaml_lines import SiteError
from simulator.buildings.measures import MEASURES, read_measures, unit_of

_GOOD = """
systems: {metric: {temperature: {unit: degC, resolution: 0.1}}}
sensors: {room: {noise: 0.03, tolerance: 0.2}}
classes: {usual: {factor: 1, share: 1}}
"""


def test_every_system_of_units_has_every_quantity() -> None:
    assert len({frozenset(quantities) for quantities in MEASURES.systems.values()}) == 1


def test_the_shares_of_the_makes_of_sensors_are_a_whole() -> None:
    assert sum(make.share for make in MEASURES.makes.values()) == pytest.approx(1.0)


def test_a_unit_leads_from_its_raw_values_to_si() -> None:
    unit = unit_of("imperial", "temperature")
    assert 68.0 * unit.scale + unit.offset == pytest.approx(20.0)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("degC", "Pa", "does not measure temperature"),
        ("resolution: 0.1", "resolution: 0.3", "1 over a whole"),
    ],
)
def test_a_unit_that_cannot_be_is_refused(right: str, wrong: str, said: str) -> None:
    with pytest.raises(SiteError, match=said):
        read_measures(_GOOD.replace(right, wrong), "measures.yaml")
