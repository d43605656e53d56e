"""What Brick's classes are to us, read from ``brick_classes.yaml``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources

from model.site.yaml_lines import read_yaml


@dataclass(frozen=True, slots=True)
class BrickClasses:
    """The classes that we know.

    ``kinds``: equipment class -> kind; ``means``: point class -> the class that roles list;
    ``parts``: part class -> point class -> the class that says the same on the whole.
    """

    kinds: Mapping[str, str]
    not_judged: frozenset[str]
    places: frozenset[str]
    buildings: frozenset[str]
    sites: frozenset[str]
    means: Mapping[str, str]
    parts: Mapping[str, Mapping[str, str]]


def read_brick_classes(text: str, file: str) -> BrickClasses:
    """Read the text of a classes file; raises SiteError, which names file, line and key."""
    names = ("kinds", "not_judged", "places", "buildings", "sites", "means", "parts")
    root = read_yaml(text, file).fields(names, names)
    kinds: dict[str, str] = {}
    for kind, entry in root["kinds"].items().items():
        for brick_class in entry.texts():
            if kinds.setdefault(brick_class, kind) != kind:
                raise entry.error(f"{brick_class} is {kinds[brick_class]} already")
    return BrickClasses(
        kinds=kinds,
        not_judged=frozenset(root["not_judged"].texts()),
        places=frozenset(root["places"].texts()),
        buildings=frozenset(root["buildings"].texts()),
        sites=frozenset(root["sites"].texts()),
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
