from dataclasses import replace

from model.site.graph import Building, Site
from model.site.site_file import parse_site
from simulator.buildings.describe import describe_sites
from simulator.buildings.site_yaml import site_yaml
from tests.simulator.buildings.portfolio import drawn


def _known(building: Building) -> Building:
    """What a site file can say of a building."""
    return replace(
        building,
        equipment=tuple(
            replace(
                item,
                points=tuple(replace(p, brick_class=None) for p in item.points if p.role is not None),
            )
            for item in building.equipment
        ),
    )


def test_a_site_file_reads_back_as_the_site() -> None:
    everything = drawn()
    for site in describe_sites(everything.plans, everything.devices, everything.fleet):
        back: Site = parse_site(site_yaml(site), "site.yaml")
        assert back.buildings == tuple(_known(building) for building in site.buildings)
        assert (back.id, back.timezone, back.currency) == (site.id, site.timezone, site.currency)
        assert back.managers == site.managers


def test_prices_of_the_site_stand_in_its_file() -> None:
    everything = drawn()
    site = describe_sites(everything.plans, everything.devices, everything.fleet)[0]
    own = {"currency_per_usd": 0.92, "electricity_price_per_kwh": 0.21}
    assert site.currency != "USD"
    assert parse_site(site_yaml(replace(site, tariff=own)), "site.yaml").tariff == own
