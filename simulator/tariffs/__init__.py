"""What energy costs: prices from step to step, bills, and the worth of comfort and air."""

from simulator.tariffs.bill import Bill, Metered, bill_of
from simulator.tariffs.rates import Prices, Rates, Worth, rates, worth_of
from simulator.tariffs.tariff import UnknownTariffError

__all__ = [
    "Bill",
    "Metered",
    "Prices",
    "Rates",
    "UnknownTariffError",
    "Worth",
    "bill_of",
    "rates",
    "worth_of",
]
