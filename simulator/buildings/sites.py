"""The sites of drawn buildings, without living in them."""

from collections.abc import Sequence

from model.site.graph import Manager, Site
from simulator.buildings.describe import describe_sites
from simulator.buildings.devices import list_devices
from simulator.buildings.plan import Plan
from simulator.layout import Layout
from simulator.physics.parameters.draw import draw_fleet


def sites_of(plans: Sequence[Plan], managers: Sequence[Manager] = ()) -> tuple[Site, ...]:
    """The sites, one a timezone and currency, as their owners describe them, who know of no fault.

    ``managers``: who looks after which buildings; one for all of a site and one for each when empty.
    """
    layout = Layout.of([plan.shape for plan in plans])
    return describe_sites(plans, list_devices(plans, layout), draw_fleet(plans, layout), managers)
