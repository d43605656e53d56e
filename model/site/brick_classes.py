"""What Brick's classes are to us, read from ``brick_classes.yaml``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources

from model.site.yaml_lines import read_yaml


@dataclass(frozen=True, slots=True)
class BrickClasses:
    """The classes that we know.

    ``kinds``: equipment class -> kind; ``means``: point class -> the class that roles list;
    ``parts``: part class -> point class -> the class that says the same on the whole. ``machines``: class of
    a machine -> (kind of plant, word for such machines); ``named``: part class -> words that name it.
    """

    kinds: Mapping[str, str]
    machines: Mapping[str, tuple[str, str]]
    named: Mapping[str, tuple[str, ...]]
    generators: frozenset[str]
    thermostats: frozenset[str]
    not_judged: frozenset[str]
    places: frozenset[str]
    buildings: frozenset[str]
    sites: frozenset[str]
    means: Mapping[str, str]
    parts: Mapping[str, Mapping[str, str]]


def read_brick_classes(text: str, file: str) -> BrickClasses:
    """Read the text of a classes file; raises SiteError, which names file, line and key."""
    sets = ("not_judged", "generators", "places", "thermostats", "buildings", "sites")
    names = ("kinds", "machines", "named", *sets, "means", "parts")
    root = read_yaml(text, file).fields(names, names)
    kinds: dict[str, str] = {}
    for kind, entry in root["kinds"].items().items():
        for brick_class in entry.texts():
            if kinds.setdefault(brick_class, kind) != kind:
                raise entry.error(f"{brick_class} is {kinds[brick_class]} already")
    machines = {
        brick_class: (kind, word)
        for kind, words in root["machines"].items().items()
        for word, classes in words.items().items()
        for brick_class in classes.texts()
    }
    not_judged, generators, places, thermostats, buildings, sites = (
        frozenset(root[name].texts()) for name in sets
    )
    return BrickClasses(
        kinds=kinds,
        machines=machines,
        named={name: entry.texts() for name, entry in root["named"].items().items()},
        generators=generators,
        thermostats=thermostats,
        not_judged=not_judged,
        places=places,
        buildings=buildings,
        sites=sites,
        means={name: entry.text() for name, entry in root["means"].items().items()},
        parts={
            part: {name: entry.text() for name, entry in classes.items().items()}
            for part, classes in root["parts"].items().items()
        },
    )


BRICK = read_brick_classes(
    resources.files("model.site").joinpath("brick_classes.yaml").read_text(encoding="utf-8"),
    "brick_classes.yaml",
)


def ancestors(brick_class: str, parents: Mapping[str, str]) -> Iterator[str]:
    """Yield the class, then what it means, then its superclasses by ``parents``; each once, cycles or not."""
    seen: set[str] = set()
    name: str | None = brick_class
    while name is not None and name not in seen:
        seen.add(name)
        yield name
        name = BRICK.means.get(name) or parents.get(name)
