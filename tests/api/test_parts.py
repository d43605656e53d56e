import pytest

from api import profile_of
from model.site.graph import Building, Equipment, Manager, Point, Site


def site(id_: str, *buildings: str, units: tuple[str | None, ...] = (), **managers: tuple[str, ...]) -> Site:
    points = tuple(Point(f"AHU-1/p{number}", unit=unit) for number, unit in enumerate(units))
    return Site(
        id=id_,
        name=id_.title(),
        timezone="America/Chicago" if id_ == "campus" else "Europe/Berlin",
        currency="USD" if id_ == "campus" else "EUR",
        buildings=tuple(
            Building(name, name.title(), (Equipment("AHU-1", "air_handler", "AHU-1", points),))
            for name in buildings
        ),
        managers=tuple(Manager(name, name.title(), theirs) for name, theirs in managers.items()),
    )


def test_a_manager_has_the_buildings_that_the_site_gives_her_and_no_other() -> None:
    profile = profile_of([site("campus", "tower", "mill", maria=("tower",), jonas=("mill",))], "maria")

    assert profile is not None
    assert profile.buildings == (("tower", "Tower"),)
    assert (profile.name, profile.timezone, profile.currency) == ("Maria", "America/Chicago", "USD")


def test_a_manager_of_two_sites_has_the_buildings_of_both() -> None:
    sites = [site("campus", "tower", maria=("tower",)), site("works", "mill", maria=("mill",))]

    profile = profile_of(sites, "maria")
    assert profile is not None
    assert profile.building_ids == ("tower", "mill")
    assert profile.currency == "USD"


def test_a_building_that_a_manager_names_in_another_site_is_not_hers() -> None:
    sites = [site("campus", "tower", maria=("tower", "mill")), site("works", "mill", jonas=("mill",))]

    profile = profile_of(sites, "maria")
    assert profile is not None
    assert profile.building_ids == ("tower",)


def test_whom_no_site_names_has_no_profile() -> None:
    assert profile_of([site("campus", "tower", maria=("tower",))], "jonas") is None
    assert profile_of([], "maria") is None


@pytest.mark.parametrize(
    ("declared", "units"),
    [
        (("degF", "degF", "degC", None), "us"),
        (("degF", "degC"), "metric"),
        (("percent", None), "metric"),
        ((), "metric"),
    ],
)
def test_people_read_the_units_that_most_of_their_points_are_declared_in(
    declared: tuple[str | None, ...], units: str
) -> None:
    profile = profile_of([site("campus", "tower", units=declared, maria=("tower",))], "maria")

    assert profile is not None
    assert profile.units == units
