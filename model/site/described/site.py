"""Managers, currency, tariff: what a site file and the file beside a Brick model say in the same words."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import yaml

from model.catalogue.costs import load_cost_facts
from model.site.described.equipment import read_id
from model.site.graph import Manager
from model.site.yaml_lines import Described, nearest

_DEFAULT_MANAGER = "Facility manager"


def named(entry: Described) -> Iterator[tuple[str, Described]]:
    """Yield id and entry of ``{id: {...}}`` or of ``[{id: ..., ...}]``."""
    if entry.is_list:
        for item in entry.entries():
            children = item.items()
            if "id" not in children:
                raise item.error("lacks id")
            yield read_id(children["id"]), item
    else:
        for name, item in entry.items().items():
            inner = item.items().get("id")
            if inner is not None and inner.text() != name:
                raise inner.error(f"contradicts the key {name!r}; keep one of them")
            read_id(replace(item, node=_scalar(item, name)))
            yield name, item


def _scalar(entry: Described, text: str) -> yaml.ScalarNode:
    return yaml.ScalarNode("tag:yaml.org,2002:str", text, entry.node.start_mark, entry.node.end_mark)


def read_managers(entry: Described | None, buildings: tuple[str, ...], site: str) -> tuple[Manager, ...]:
    if entry is None:
        return (Manager(site, _DEFAULT_MANAGER, buildings),)
    managers: list[Manager] = []
    for identity, item in named(entry):
        fields = item.fields(("id", "name", "buildings"))
        listed = fields["buildings"].texts() if "buildings" in fields else buildings
        theirs = tuple(dict.fromkeys(listed))
        for name in theirs:
            if name not in buildings:
                hint = nearest(name, buildings) or f"; buildings here: {', '.join(buildings)}"
                raise fields["buildings"].error(f"no building {name!r}{hint}")
        if identity in {manager.id for manager in managers}:
            raise item.error(f"manager {identity!r} stands twice")
        managers.append(Manager(identity, fields["name"].text() if "name" in fields else identity, theirs))
    if not managers:
        raise entry.error("needs at least one manager; leave the key out for one who has every building")
    return tuple(managers)


def read_money(fields: Mapping[str, Described]) -> tuple[str, dict[str, float]]:
    """Return the currency, USD unless it is said, and the site's own prices in it.

    Raises SiteError for a currency whose worth in dollars is not said: what a site does not price itself is
    known in dollars.
    """
    currency = _currency(fields["currency"]) if "currency" in fields else "USD"
    tariff = _tariff(fields["tariff"]) if "tariff" in fields else {}
    if currency != "USD" and "currency_per_usd" not in tariff:
        raise fields["currency"].error(
            f"needs 'currency_per_usd' under 'tariff:', how many {currency} one US dollar is; "
            "what the site does not price itself is known in dollars"
        )
    return currency, tariff


def _currency(entry: Described) -> str:
    code = entry.text()
    if not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
        raise entry.error(f"{code!r} is no currency code, such as USD or EUR")
    return code


def _tariff(entry: Described) -> dict[str, float]:
    facts = load_cost_facts()
    return {key: value.number() for key, value in entry.fields(tuple(facts)).items()}
