"""What an owner would say of prices: the numbers of a site that stand for its tariffs."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from simulator.buildings.plan import Plan
from simulator.clock import DAY_MS, HOUR_MS
from simulator.tariffs import rates
from simulator.tariffs.tariff import country_of

# Hours in a month that a kilowatt of the peak is used for: 730 at a load factor of 0.45, an estimate.
_HOURS_OF_USE = 330.0
# 2025, hour by hour.
_YEAR = 1_735_689_600_000 + np.arange(0, 365 * DAY_MS, HOUR_MS, dtype=np.int64)


def prices_of(plans: Sequence[Plan]) -> dict[str, float]:
    """``Site.tariff`` of buildings that share a currency: means over them and over a year, in their money.

    One more kilowatt-hour is dear by the hour and by what it adds to the peak; a site has one price for it,
    with the demand charge spread in.
    """
    alike = {(plan.country, plan.tariff, plan.holidays, plan.timezone): plan for plan in plans}
    counts = Counter((plan.country, plan.tariff, plan.holidays, plan.timezone) for plan in plans)
    shares = np.array([counts[scheme] for scheme in alike]) / len(plans)
    theirs = rates(list(alike.values()), _YEAR)
    electricity = theirs.electricity.mean(axis=0, dtype=np.float64) + theirs.demand_charge / _HOURS_OF_USE
    means = {
        "electricity_price_per_kwh": electricity,
        "gas_price_per_kwh": theirs.gas,
        "district_heat_price_per_kwh": theirs.heat,
        "water_price_per_m3": theirs.water,
        "electricity_carbon_kg_per_kwh": theirs.electricity_carbon.mean(axis=0, dtype=np.float64),
    }
    return {"currency_per_usd": country_of(plans[0].country).currency.per_usd} | {
        name: float(f"{float(values @ shares):.4g}") for name, values in means.items()
    }
