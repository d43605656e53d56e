from datetime import date, timedelta

from simulator.buildings.places import PLACES
from simulator.calendars.holidays import is_holiday
from simulator.tariffs.tariff import tariff_of


def test_every_tariff_of_a_country_has_prices() -> None:
    for code, country in PLACES.countries.items():
        for tariff in country.tariffs:
            assert tariff_of(code, tariff).energy > 0


def test_every_country_has_holidays() -> None:
    for code in PLACES.countries:
        days = (date(2025, 1, 1) + timedelta(days=number) for number in range(365))
        assert sum(is_holiday(day, code) for day in days) >= 5
