"""Documents and rows: what the store keeps of a site."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.site.document import point_rows, site_document, site_from_document
from model.site.graph import Building, Equipment, Manager, Point, Schedule, Site, TrendExport
from model.site.roles import ROLES

numbers = st.floats(allow_nan=False, allow_infinity=False)
texts = st.text(min_size=1, max_size=8)
maybe = st.none() | texts
roles = st.none() | st.sampled_from(sorted(ROLES))
points = st.builds(Point, texts, roles, maybe, numbers, numbers, maybe, st.dictionaries(texts, numbers))
equipment = st.builds(
    Equipment,
    texts,
    texts,
    texts,
    st.lists(points, max_size=3).map(tuple),
    st.lists(texts, max_size=2).map(tuple),
    st.dictionaries(texts, numbers, max_size=2),
    maybe,
)
schedules = st.builds(
    Schedule,
    st.dictionaries(st.integers(0, 6), st.tuples(st.floats(0, 24), st.floats(0, 24))),
    st.booleans(),
)
buildings = st.builds(
    Building,
    texts,
    texts,
    st.lists(equipment, max_size=3).map(tuple),
    st.none() | numbers,
    st.none() | numbers,
    st.none() | schedules,
    st.lists(points, max_size=2).map(tuple),
)
sites = st.builds(
    Site,
    texts,
    texts,
    texts,
    texts,
    st.lists(buildings, max_size=2).map(tuple),
    st.lists(st.builds(Manager, texts, texts, st.lists(texts).map(tuple)), max_size=2).map(tuple),
    st.dictionaries(texts, numbers, max_size=2),
    st.builds(TrendExport, maybe, maybe, maybe, maybe, missing=st.lists(texts, max_size=2).map(tuple)),
)


@given(sites)
def test_a_site_comes_back_whole_from_its_document(site: Site) -> None:
    assert site_from_document(json.loads(json.dumps(site_document(site)))) == site


def test_a_document_of_another_version_says_to_import_again() -> None:
    with pytest.raises(ValueError, match="import the site again"):
        site_from_document({"version": 99})


def site_of(*points: Point, unused: tuple[Point, ...] = ()) -> Site:
    ahu = Equipment("ahu", "air_handler", "AHU", points)
    return Site("s", "S", "America/Chicago", "USD", (Building("b", "B", (ahu,), unused=unused),))


def test_a_row_has_the_whole_key_the_bounds_of_the_quantity_and_the_timezone() -> None:
    (row,) = point_rows(site_of(Point("ahu/SAT", "supply_air_temperature", "degF", 5 / 9, -160 / 9)))
    assert row == {
        "source": "b/ahu/SAT",
        "building": "b",
        "equipment": "ahu",
        "role": "supply_air_temperature",
        "unit": "degF",
        "scale": 5 / 9,
        "offset": -160 / 9,
        "lowest": -60.0,
        "highest": 250.0,
        "words": None,
        "timezone": "America/Chicago",
    }


def test_flue_gas_may_be_hotter_than_any_air_or_water() -> None:
    (row,) = point_rows(site_of(Point("b/Flue", "flue_temperature", "degC")))
    assert row["highest"] > 400.0


def test_a_switch_knows_the_words_of_the_trade_and_those_of_its_own() -> None:
    (row,) = point_rows(site_of(Point("ahu/Fan", "supply_fan_status", "1", words={"Ein": 1.0, "on": 0.0})))
    assert row["words"]["ein"] == 1.0
    assert row["words"]["off"] == 0.0
    assert row["words"]["on"] == 0.0


def test_a_point_without_a_role_has_a_row_without_equipment_and_bounds() -> None:
    (row,) = point_rows(site_of(unused=(Point("ahu/Other"),)))
    assert (row["source"], row["equipment"], row["role"], row["lowest"]) == ("b/ahu/Other", None, None, None)
    assert row["timezone"] == "America/Chicago"
