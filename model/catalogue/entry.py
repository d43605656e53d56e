"""Knowledge files read so that every complaint names the file, the line and the key."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib import resources

import yaml

from model.recommendation import Interval

# libyaml's reader is ten times as fast; a PyYAML built without it has the slow one alone.
_YamlLoader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class CatalogueError(Exception):
    """A knowledge file, or a value that overrides one, cannot be used; says where, what, and what to do."""

    def __init__(self, message: str, *, file: str, line: int | None = None, key: str = "") -> None:
        self.file, self.line, self.key = file, line, key
        place = file if line is None else f"{file}:{line}"
        super().__init__(f"{place}: {key}: {message}" if key else f"{place}: {message}")


@dataclass(frozen=True, slots=True)
class Sourced:
    """A value that stands in doubt, and what it rests on ("estimate: why" where nobody measured it)."""

    value: Interval
    source: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One node of a knowledge file, with the keys that lead to it."""

    file: str
    key: str
    node: yaml.Node

    def error(self, message: str) -> CatalogueError:
        """Return the complaint about this node, ready to raise."""
        return CatalogueError(message, file=self.file, line=self.node.start_mark.line + 1, key=self.key)

    def items(self) -> dict[str, "Entry"]:
        """Children of a mapping by key; a key that stands twice is an error."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.error("must be a mapping, 'key: value' on each line")
        children: dict[str, Entry] = {}
        for name, value in self.node.value:
            key = str(name.value)
            child = Entry(self.file, f"{self.key}.{key}" if self.key else key, value)
            if key in children:
                raise Entry(self.file, child.key, name).error("stands twice; remove one of them")
            children[key] = child
        return children

    def fields(self, required: Collection[str], optional: Collection[str] = ()) -> dict[str, "Entry"]:
        """Children of a mapping whose keys are fixed; a missing or an unknown key is an error."""
        children = self.items()
        known = sorted({*required, *optional})
        for key, child in children.items():
            if key not in known:
                raise child.error(f"unknown key; known here: {', '.join(known)}")
        missing = [key for key in required if key not in children]
        if missing:
            raise self.error(f"lacks {', '.join(missing)}")
        return children

    def entries(self) -> list["Entry"]:
        """Elements of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.error("must be a list, [a, b] or '- a' on each line")
        return [Entry(self.file, f"{self.key}[{i}]", node) for i, node in enumerate(self.node.value)]

    def text(self) -> str:
        """Words; folded lines become one line."""
        if not isinstance(self.node, yaml.ScalarNode) or self.node.tag != "tag:yaml.org,2002:str":
            raise self.error("must be text; put it in quotes if it looks like a number or a yes")
        words = " ".join(self.node.value.split())
        if not words:
            raise self.error("must not be empty")
        return words

    def texts(self, *, at_least: int = 0) -> tuple[str, ...]:
        """Return a list of words, none of them empty or twice."""
        entries = self.entries()
        words = [entry.text() for entry in entries]
        for index, entry in enumerate(entries):
            if words[index] in words[:index]:
                raise entry.error(f"{words[index]!r} stands twice in this list")
        if len(words) < at_least:
            raise self.error(f"needs at least {at_least}, has {len(words)}")
        return tuple(words)

    def one_of(self, known: Collection[str], what: str) -> str:
        """Return a word out of a closed list; ``what`` names the list in the error."""
        word = self.text()
        if word not in known:
            raise self.error(f"{word!r} is no {what}; known: {', '.join(sorted(known))}")
        return word

    def some_of(self, known: Collection[str], what: str, *, at_least: int = 0) -> tuple[str, ...]:
        """Return a list of words out of a closed list."""
        self.texts(at_least=at_least)
        return tuple(entry.one_of(known, what) for entry in self.entries())

    def number(self, low: float, high: float) -> float:
        """Return a finite number within ``low`` and ``high``."""
        numeric = isinstance(self.node, yaml.ScalarNode) and self.node.tag.endswith((":int", ":float"))
        try:
            value = float(self.node.value) if numeric else math.nan
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            raise self.error("must be a number")
        if not low <= value <= high:
            raise self.error(f"{value:g} is outside {low:g} to {high:g}")
        return value

    def truth(self) -> bool:
        """Return true or false."""
        if not isinstance(self.node, yaml.ScalarNode) or self.node.value not in {"true", "false"}:
            raise self.error("must be true or false")
        return bool(self.node.value == "true")

    def interval(self, low: float, high: float) -> Interval:
        """Return [low, likely, high] in this order, or one number where there is no doubt."""
        if isinstance(self.node, yaml.ScalarNode):
            value = self.number(low, high)
            return Interval(value, value, value)
        numbers = [entry.number(low, high) for entry in self.entries()]
        if len(numbers) != 3 or numbers != sorted(numbers):
            raise self.error("must be [low, likely, high] in rising order")
        return Interval(*numbers)

    def sourced(self, low: float, high: float) -> Sourced:
        """Return {value: [low, likely, high], source: where it was read}."""
        fields = self.fields(["value", "source"])
        return Sourced(fields["value"].interval(low, high), fields["source"].text())


def parse(text: str, file: str) -> Entry:
    """Return the root of a knowledge file. Raises CatalogueError where it is no YAML."""
    try:
        node = yaml.compose(text, Loader=_YamlLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = None if mark is None else mark.line + 1
        raise CatalogueError(f"is no valid YAML: {error.problem}", file=file, line=line) from error
    except yaml.YAMLError as error:
        raise CatalogueError(f"is no valid YAML: {error}", file=file) from error
    if node is None:
        raise CatalogueError("is empty", file=file)
    return Entry(file, "", node)


def merged(texts: Mapping[str, str]) -> dict[str, Entry]:
    """Entries of several files by key; ``texts`` by file name.

    Raises CatalogueError for a key in two of them.
    """
    entries: dict[str, Entry] = {}
    for file, text in texts.items():
        for key, entry in parse(text, file).items().items():
            if key in entries:
                raise entry.error(f"stands in {entries[key].file} too; remove one of them")
            entries[key] = entry
    return entries


def read_resource(package: str, file: str) -> str:
    """Return the text of a knowledge file that ships beside the code of ``package``."""
    return resources.files(package).joinpath(file).read_text(encoding="utf-8")


def read_folder(package: str, folder: str) -> dict[str, str]:
    """Return the texts of the YAML files in a folder of ``package``, by "folder/name", sorted."""
    files = sorted(resources.files(package).joinpath(folder).iterdir(), key=lambda file: file.name)
    return {
        f"{folder}/{file.name}": file.read_text(encoding="utf-8")
        for file in files
        if file.name.endswith(".yaml")
    }
