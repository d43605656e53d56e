"""Site files: what a newcomer writes, and what the file says back when it cannot be used."""

from dataclasses import replace
from pathlib import Path

import pytest

from model.site.graph import Building, Point, Site
from model.site.site_file import load_site, parse_site
from model.site.yaml_lines import SiteError

SMALL = """\
site: north
timezone: America/Chicago
units: imperial
building:
  equipment:
    ahu-1:
      kind: air_handler
      points:
        supply_air_temperature: SAT
"""
UNITS, BESIDE, UNDER = "units: imperial\n", "SAT\n        ", "kind: air_handler\n      "
EXAMPLES = sorted((Path(__file__).resolve().parents[3] / "examples").glob("*.yaml"))


def parse(text: str) -> Site:
    return parse_site(text, "north.yaml")


def only_building(site: Site) -> Building:
    (building,) = site.buildings
    return building


def points_of(text: str) -> dict[str | None, Point]:
    (equipment,) = only_building(parse(text)).equipment
    return {point.role: point for point in equipment.points}


def error_of(text: str) -> str:
    with pytest.raises(SiteError) as error:
        parse(text)
    return str(error.value)


def with_points(points: str, kind: str = "air_handler", units: str = "units: imperial") -> str:
    lines = "\n".join(f"        {line}" for line in points.splitlines())
    return (
        f"site: north\ntimezone: America/Chicago\n{units}\nbuilding:\n  equipment:\n"
        f"    ahu-1:\n      kind: {kind}\n      points:\n{lines}\n"
    )


def test_the_smallest_file_is_a_whole_site() -> None:
    site = parse(SMALL)
    assert (site.id, site.name, site.timezone, site.currency) == ("north", "north", "America/Chicago", "USD")
    assert only_building(site).id == "north"
    assert [(item.id, item.buildings) for item in site.managers] == [("north", ("north",))]
    (ahu,) = only_building(site).equipment
    assert ahu.points[0].source == "ahu-1/SAT"
    assert ahu.points[0].unit == "degF"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_example_is_a_site(path: Path) -> None:
    assert only_building(load_site(path)).equipment


def test_a_point_in_the_long_form_has_its_own_unit_words_and_device() -> None:
    points = points_of(
        with_points(
            "supply_air_temperature: {source: SAT, unit: °C, device: DDC-7}\n"
            "supply_fan_status: {source: Fan, words: {Ein: 1, Aus: 0}}\n"
            "cooling_valve_command: {source: CCV, full_scale: 10}\n"
            "heating_valve_command: {source: HCV, invert: true}"
        )
    )
    assert points["supply_air_temperature"].source == "DDC-7/SAT"
    assert points["supply_air_temperature"].unit == "degC"
    assert points["supply_fan_status"].words == {"ein": 1.0, "aus": 0.0}
    assert points["cooling_valve_command"].scale == pytest.approx(0.1)
    assert (points["heating_valve_command"].scale, points["heating_valve_command"].offset) == (-0.01, 1.0)


def test_words_that_yaml_takes_for_something_else_are_words() -> None:
    points = points_of(with_points("supply_fan_status: {source: 1152, words: {on: 1, off: 0, yes: 1}}"))
    assert points["supply_fan_status"].source == "ahu-1/1152"
    assert points["supply_fan_status"].words == {"on": 1.0, "off": 0.0, "yes": 1.0}


def test_a_column_with_spaces_around_its_name_and_a_slash_in_it_is_taken() -> None:
    points = points_of(with_points('supply_fan_command: "  Fan Start/Stop  "'))
    assert points["supply_fan_command"].source == "ahu-1/Fan Start/Stop"


def test_units_by_quantity_go_over_the_system() -> None:
    points = points_of(
        with_points(
            "cooling_valve_command: CCV\nmixed_air_temperature: MAT",
            units='units: {system: imperial, fraction: "1"}',
        )
    )
    assert points["cooling_valve_command"].scale == 1.0
    assert points["mixed_air_temperature"].unit == "degF"


def test_a_whole_site_is_read() -> None:
    site = parse(
        """\
site: campus
name: Campus
timezone: Europe/Berlin
currency: EUR
units: SI
tariff: {currency_per_usd: 0.92, electricity_price_per_kwh: 0.21}
managers:
  kim: {name: Kim, buildings: [a, a]}
  - never: read
""".replace("  - never: read\n", "")
        + """\
buildings:
  - id: a
    name: House A
    people: 120
    area: 4000 m2
    occupied: {weekdays: 06:00-18:00, saturday: "8-13", wednesday: closed}
    equipment:
      plant: {kind: boiler_plant, points: {boiler_status: Boiler}}
      ahu:
        kind: rooftop_unit
        name: RTU 1
        fed_by: plant
        design: {supply_air_flow: 12000 m3/h, minimum_outdoor_air_fraction: 20 %, people: 40}
        points: {mixed_air_temperature: MAT}
      box: {kind: vav, fed_by: [ahu, plant], location: Room 12, points: {zone_air_temperature: T}}
  - id: b
    units: imperial
    equipment:
      - {id: w, kind: weather_station, points: {outdoor_air_temperature: OAT}}
readings: {layout: wide, time: Zeit, time_format: "%d.%m.%Y %H:%M", delimiter: ";", decimal: ","}
"""
    )
    house, other = site.buildings
    assert (site.currency, site.tariff) == (
        "EUR",
        {"currency_per_usd": 0.92, "electricity_price_per_kwh": 0.21},
    )
    assert site.managers[0].buildings == ("a",)
    assert house.schedule is not None
    assert house.schedule.hours == {0: (6, 18), 1: (6, 18), 3: (6, 18), 4: (6, 18), 5: (8, 13)}
    ahu = house.equipment[1]
    assert (ahu.kind, ahu.fed_by, ahu.name) == ("air_handler", ("plant",), "RTU 1")
    assert ahu.design == pytest.approx(
        {"supply_air_flow": 12000 / 3600, "minimum_outdoor_air_fraction": 0.2, "people": 40}
    )
    assert house.equipment[2].kind == "vav_box"
    assert house.area_m2 == pytest.approx(4000)
    assert other.equipment[0].points[0].unit == "degF"
    assert (site.export.time, site.export.delimiter, site.export.decimal) == ("Zeit", ";", ",")


def test_forty_boxes_of_one_make_share_their_points() -> None:
    site = parse(
        """\
site: north
timezone: America/Chicago
units: imperial
building:
  equipment:
    box-1: &box
      kind: vav_box
      points: {zone_air_temperature: ZoneTemp}
    box-2: {<<: *box, name: Second}
"""
    )
    first, second = only_building(site).equipment
    assert first.points[0].source == "box-1/ZoneTemp"
    assert second == replace(
        first, id="box-2", name="Second", points=(replace(first.points[0], source="box-2/ZoneTemp"),)
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("site: north\n", ""), "north.yaml, line 1: lacks site"),
        (("SAT", "[a"), "begins in line 9"),
        (("America/Chicago", "America/Chikago"), "line 2: timezone: "),
        (("units: imperial", "units: english"), "line 3: units: 'english' is no system of units"),
        (("units: imperial\n", ""), "declares no unit; say 'units: imperial' or 'units: SI'"),
        (("kind: air_handler", "kind: air_handlr"), "line 7: building.equipment.ahu-1.kind: "),
        (("supply_air_temperature", "supply_temperature"), "did you mean supply_air_temperature"),
        (("supply_air_temperature: SAT", "zone_co2_level: x"), "is no role; did you mean zone_co2"),
        (("supply_air_temperature: SAT", "reheat_valve_command: x"), "is a role of vav_box, not"),
        (("SAT", "{source: SAT, unit: psi}"), "unit 'psi' does not measure temperature"),
        (("SAT", "{source: SAT, untis: psi}"), "untis: is not known here; did you mean unit"),
        (("SAT", "{unit: °F}"), "lacks source"),
        (("ahu-1:", "ahu 1:"), "; 64 letters): say 'ahu-1'"),
        (("kind: air_handler", UNDER + "fed_by: [ahu-2]"), "'ahu-2' in this building; did you mean ahu-1"),
        (("kind: air_handler", UNDER + "fed_by: [ahu-1]"), "fed_by: goes in a circle"),
        (("SAT", BESIDE + "mixed_air_temperature: SAT"), "'ahu-1/SAT' has a role already, in line 9"),
        (("SAT", BESIDE + "supply_air_temperature: SAT2"), "supply_air_temperature: is given twice"),
        (("units: imperial", UNITS + "tariff: {electricity_price: 1}"), "did you mean electricity_price_"),
        (("units: imperial", UNITS + "managers: {kim: {buildings: [south]}}"), "no building 'south'"),
        (("units: imperial", UNITS + "currency: dollars"), "'dollars' is no currency code"),
        (("units: imperial", UNITS + "currency: JPY"), "currency: needs 'currency_per_usd' under 'tariff:'"),
        (("  equipment:", "  occupied: {weekdays: 18:00-06:00}\n  equipment:"), "must start before it ends"),
        (("  equipment:", "  occupied: {weekday: 06:00-18:00}\n  equipment:"), "did you mean weekdays"),
        (("kind: air_handler", UNDER + "design: {supply_air_flow: many}"), "such as '12000 cfm'"),
        (("kind: air_handler", UNDER + "design: {minimum_outdoor_air_fraction: 20}"), "write 0.2 or 20 %"),
        (("units: imperial", UNITS + "readings: {layout: wide, value: v}"), "is for layout: long"),
        (("        supply_air_temperature: SAT\n", ""), "has no point"),
        (("building:", "buildings:\n  north:"), "north"),
    ],
)  # fmt: skip
def test_a_slip_is_named_with_its_line_and_what_would_be_accepted(change: tuple[str, str], said: str) -> None:
    assert change[0] in SMALL
    text = error_of(SMALL.replace(*change, 1))
    assert text.startswith("north.yaml")
    assert said in text


def test_an_empty_file_and_a_missing_one_say_so(tmp_path: Path) -> None:
    assert "is empty" in error_of("# nothing\n")
    with pytest.raises(SiteError, match="cannot be read"):
        load_site(tmp_path / "nowhere.yaml")


def test_a_file_in_another_encoding_says_so(tmp_path: Path) -> None:
    path = tmp_path / "site.yaml"
    path.write_bytes("site: caf\xe9\n".encode("latin-1"))
    with pytest.raises(SiteError, match="no UTF-8"):
        load_site(path)


def kinds_of(equipment: str) -> dict[str, str]:
    text = f"site: north\ntimezone: America/Chicago\nunits: imperial\nbuilding:\n  equipment:\n{equipment}"
    return {item.id: item.kind for item in only_building(parse(text)).equipment}


RTU = "    r: {kind: rtu, points: {cooling_command: C}}\n"


def test_a_rooftop_unit_is_one_unless_it_feeds_boxes_or_has_a_ducts_pressure() -> None:
    assert kinds_of(RTU) == {"r": "rooftop_unit"}
    assert kinds_of(RTU + "    v: {kind: vav, fed_by: r}\n") == {"r": "air_handler", "v": "vav_box"}
    assert kinds_of(RTU.replace("C}", "C, supply_air_static_pressure: P}")) == {"r": "air_handler"}


def test_a_rooftop_unit_that_is_an_air_handler_has_its_commands_under_that_ones_names() -> None:
    text = RTU.replace("C}", "{source: C, full_scale: 2}, supply_air_static_pressure: P}")
    (unit,) = only_building(parse(SMALL.split("    ahu-1", maxsplit=1)[0] + text)).equipment
    found = {point.role: point.scale for point in unit.points}
    assert found["cooling_valve_command"] == 0.5


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("meter", "electricity_meter"),
        ("boiler", "hot_water_plant"),
        ("fcu", "fan_coil"),
        ("dhw", "domestic_hot_water"),
    ],
)
def test_people_may_use_their_own_names_of_equipment(name: str, kind: str) -> None:
    assert kinds_of(f"    x: {{kind: {name}}}\n" + RTU)["x"] == kind


def test_a_submeter_is_fed_by_its_meter() -> None:
    text = (
        "    main: {kind: meter, points: {electric_power: A}}\n"
        "    sub: {kind: meter, fed_by: main, points: {electric_power: B}}\n"
    )
    main, sub = only_building(parse(SMALL.split("    ahu-1", maxsplit=1)[0] + text)).equipment
    assert (main.fed_by, sub.fed_by) == ((), ("main",))


@pytest.mark.parametrize(
    ("written", "si"),
    [
        ("heating_capacity: 300 MBH", {"heating_capacity": 87_921.0}),
        ("cooling_capacity: 100 tons", {"cooling_capacity": 351_685.0}),
        ("supply_fan_power: 10 hp", {"supply_fan_power": 7_457.0}),
        ("hot_water_flow: 100 gpm", {"hot_water_flow": 0.006309}),
        ("tank_volume: 100 gal", {"tank_volume": 0.37854}),
        ("machines: 2", {"machines": 2.0}),
    ],
)
def test_design_numbers_come_in_the_units_of_the_trade(written: str, si: dict[str, float]) -> None:
    text = SMALL + f"      design: {{{written}}}\n"
    (unit,) = only_building(parse(text)).equipment
    assert unit.design == pytest.approx(si, rel=1e-4)
