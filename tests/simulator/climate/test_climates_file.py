import pytest

from model.catalogue.entry import CatalogueError, read_resource
from simulator.climate.climate import climates, parse_climates

TEXT = read_resource("simulator.climate", "climates.yaml")


def test_there_are_climates_of_both_hemispheres_and_of_every_zone():
    places = climates().values()
    assert len(places) >= 8
    assert sum(place.latitude < 0 for place in places) >= 2
    assert any(abs(place.latitude) < 10 for place in places)
    assert any(place.latitude > 60 for place in places)
    assert all(place.source for place in places)


@pytest.mark.parametrize(
    ("wrong", "right", "says"),
    [
        ("latitude: 95", "latitude: 41.98", "95 is outside -66 to 66"),
        ("timezone: America/Chikago", "timezone: America/Chicago", "is no timezone"),
        ("elevations: 201", "elevation: 201", "unknown key"),
    ],
)
def test_a_slip_is_told_with_its_line(wrong: str, right: str, says: str):
    with pytest.raises(CatalogueError, match=says) as error:
        parse_climates(TEXT.replace(right, wrong, 1))
    assert error.value.line == TEXT[: TEXT.index(right)].count("\n") + 1


def test_a_month_too_few_is_told():
    place = TEXT.index("  temperature: [-4.6, ")
    with pytest.raises(CatalogueError, match="needs 12 numbers, has 11"):
        parse_climates(TEXT[:place] + TEXT[place:].replace("[-4.6, ", "[", 1))


def test_a_dew_point_above_the_air_is_told():
    place = TEXT.index("  dew_point: [-9.4")
    with pytest.raises(CatalogueError, match=r"month 1: 9\.4 is not below"):
        parse_climates(TEXT[:place] + TEXT[place:].replace("[-9.4", "[9.4", 1))
