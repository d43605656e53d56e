"""Where buildings stand and what is usual there, read from ``places.yaml`` and checked when it is read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib import resources

from model.site.yaml_lines import Described, read_yaml
from simulator.buildings.measures import MEASURES
from simulator.buildings.points import STYLES
from simulator.climate.climate import climates

Weights = Mapping[str, float]
HEAT_SOURCES = ("boiler", "heat_pump", "none")
TARIFFS = ("flat", "time_of_use", "demand")


@dataclass(frozen=True, slots=True)
class Country:
    """What is usual in a country; ``cooled``: share of the buildings that have cooling at all."""

    units: Weights
    styles: Weights
    tariffs: Weights
    heat: Weights
    cooled: float


@dataclass(frozen=True, slots=True)
class Places:
    """All that ``places.yaml`` says: climate -> its country, climate -> how often it is drawn."""

    country_of: Mapping[str, str]
    shares: Weights
    countries: Mapping[str, Country]


def read_places(text: str, file: str) -> Places:
    """Read a places file; raises SiteError, which names file, line and key."""
    root = read_yaml(text, file).fields(("climates", "countries"), ("climates", "countries"))
    countries = {name: _country(entry) for name, entry in root["countries"].items().items()}
    country_of, shares = {}, {}
    for name, entry in root["climates"].items().items():
        if name not in climates():
            raise entry.error(f"is no climate; known: {', '.join(climates())}")
        fields = entry.fields(("country", "share"), ("country", "share"))
        country_of[name] = fields["country"].one_of(countries, "country")
        shares[name] = fields["share"].number(0.0)
    return Places(country_of, shares, countries)


def _country(entry: Described) -> Country:
    keys = ("units", "styles", "tariffs", "heat", "cooled")
    fields = entry.fields(keys, keys)
    return Country(
        units=read_weights(fields["units"], MEASURES.systems),
        styles=read_weights(fields["styles"], STYLES),
        tariffs=read_weights(fields["tariffs"], TARIFFS),
        heat=read_weights(fields["heat"], HEAT_SOURCES),
        cooled=fields["cooled"].number(0.0, 1.0),
    )


def read_weights(entry: Described, known: Collection[str]) -> Weights:
    """Return weights by a word of a closed list; one of them has to be above 0."""
    weights = {name: item.number(0.0) for name, item in entry.fields(tuple(known)).items()}
    if not sum(weights.values()):
        raise entry.error("needs a weight above 0")
    return weights


PLACES = read_places(
    resources.files("simulator.buildings").joinpath("places.yaml").read_text(encoding="utf-8"), "places.yaml"
)
