"""The named gaps that a sentence of the catalogue may have, and how to find and fill them."""

from collections.abc import Mapping
from string import Formatter
from types import MappingProxyType

from model.catalogue.entry import Entry

PLACEHOLDERS: Mapping[str, str] = MappingProxyType(
    {
        "equipment": "name of the equipment, with its building where the two are shown apart",
        "building": "name of the building",
        "role": "name of the point's role in words, as in words/en.yaml",
        "unit": "unit as people write it",
        "measured": "what the readings say, with its unit",
        "expected": "what a healthy equipment would show in the same hours, with its unit",
        "command": "what the controls ask for, with its unit",
        "setpoint": "what the controls aim at, with its unit",
        "difference": "how far measured is from expected or setpoint, with its unit and no sign",
        "share": "part of the judged hours in which it held, in percent",
        "hours": "hours in which it held",
        "hours_against": "hours in which the readings spoke against it",
        "hours_judged": "hours in which it could be judged",
        "since": "when it began, in the site's local time",
        "count": "how many",
        "total": "out of how many",
    }
)
ALWAYS_KNOWN = frozenset(
    {"equipment", "building", "since", "hours", "hours_against", "hours_judged", "share"}
)


def placeholders_in(template: str) -> frozenset[str]:
    """Return the names between braces. Raises ValueError for a lone brace, a bare {} or a format."""
    names = set()
    for _, name, form, conversion in Formatter().parse(template):
        if name is None:
            continue
        if not name.isidentifier() or form or conversion:
            raise ValueError(f"{{{name}}} must be a plain name between braces")
        names.add(name)
    return frozenset(names)


def template(entry: Entry, allowed: Mapping[str, str] | frozenset[str]) -> str:
    """Return a sentence with gaps. Raises CatalogueError for a gap that is not ``allowed``."""
    words = entry.text()
    try:
        unknown = sorted(placeholders_in(words) - set(allowed))
    except ValueError as error:
        raise entry.error(f"broken placeholder: {error}") from error
    if unknown:
        raise entry.error(f"unknown placeholder {{{unknown[0]}}}; known here: {', '.join(sorted(allowed))}")
    return words
