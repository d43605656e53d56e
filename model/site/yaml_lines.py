"""YAML read so that every complaint names the file, the line and the key."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

import yaml

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = "tag:yaml.org,2002:null"


class SiteError(Exception):
    """A description of a site cannot be used; the message says where, what was wrong, and what to do."""


def nearest(word: str, known: Collection[str]) -> str:
    """Return ' (nearest: …)' for a misspelt word, or the empty string when nothing is near."""
    found = get_close_matches(word, sorted(known), n=3, cutoff=0.6)
    return f"; did you mean {' or '.join(found)}?" if found else ""


@dataclass(frozen=True, slots=True)
class Described:
    """One node of a YAML file, with the way to it.

    Scalars are read as they stand: ``06:00``, ``on`` and 12 are text.
    """

    file: str
    path: str
    node: yaml.Node

    @property
    def line(self) -> int:
        """The line, counted from 1."""
        return self.node.start_mark.line + 1

    def error(self, message: str) -> SiteError:
        """Return the complaint about this node, ready to raise."""
        where = f"{self.file}, line {self.line}"
        return SiteError(f"{where}: {self.path}: {message}" if self.path else f"{where}: {message}")

    @property
    def is_mapping(self) -> bool:
        """Whether keys with values stand here."""
        return isinstance(self.node, yaml.MappingNode)

    @property
    def is_list(self) -> bool:
        """Whether a list stands here."""
        return isinstance(self.node, yaml.SequenceNode)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands here, as in ``key:`` alone."""
        return self.node.tag == _NULL

    def items(self) -> dict[str, "Described"]:
        """Children of a mapping by key, none when nothing stands here; a key given twice is an error."""
        if self.is_empty:
            return {}
        if not isinstance(self.node, yaml.MappingNode):
            raise self.error("must be keys with values, one 'key: value' a line")
        children: dict[str, Described] = {}
        for name, value in self.node.value:
            if not isinstance(name, yaml.ScalarNode):
                raise Described(self.file, self.path, name).error("a key must be a word")
            child = Described(self.file, f"{self.path}.{name.value}" if self.path else name.value, value)
            if name.value in children:
                raise Described(self.file, child.path, name).error("is given twice; keep one of them")
            children[name.value] = child
        return children

    def fields(self, accepted: Collection[str], required: Collection[str] = ()) -> dict[str, "Described"]:
        """Children of a mapping with known keys; an unknown key or a missing one is an error."""
        children = self.items()
        for key, child in children.items():
            if key not in accepted:
                message = f"is not known here{nearest(key, accepted)} Accepted: {', '.join(accepted)}"
                raise child.error(message.replace("here Accepted", "here. Accepted"))
        missing = [key for key in required if key not in children or children[key].is_empty]
        if missing:
            raise self.error(f"lacks {', '.join(missing)}. Accepted here: {', '.join(accepted)}")
        return {key: child for key, child in children.items() if not child.is_empty}

    def entries(self) -> Iterator["Described"]:
        """Elements of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.error("must be a list: [a, b], or '- a' on each line")
        for index, node in enumerate(self.node.value):
            yield Described(self.file, f"{self.path}[{index + 1}]", node)

    def text(self) -> str:
        """Words as they stand, without surrounding space; nothing is an error."""
        if not isinstance(self.node, yaml.ScalarNode) or not self.node.value.strip():
            raise self.error("must be a text")
        return str(self.node.value).strip()

    def texts(self) -> tuple[str, ...]:
        """Return a list of words; one word alone is a list of one."""
        if isinstance(self.node, yaml.ScalarNode):
            return (self.text(),)
        return tuple(entry.text() for entry in self.entries())

    def number(self, low: float = float("-inf"), high: float = float("inf")) -> float:
        """Return a number from ``low`` to ``high``."""
        given = self.text()
        try:
            value = float(given)
        except ValueError:
            value = float("nan")
        if not abs(value) < float("inf"):
            raise self.error(f"must be a number, is {given!r}")
        if not low <= value <= high:
            raise self.error(f"must be from {low:g} to {high:g}, is {value:g}")
        return value

    def flag(self) -> bool:
        """Return yes or no."""
        given = self.text().lower()
        if given not in {"true", "false", "yes", "no"}:
            raise self.error(f"must be true or false, is {given!r}")
        return given in {"true", "yes"}

    def one_of(self, known: Collection[str], what: str) -> str:
        """Return a word of a closed list; ``what`` names the list in the error."""
        word = self.text()
        if word not in known:
            raise self.error(f"{word!r} is no {what}{nearest(word, known)} Accepted: {', '.join(known)}")
        return word


def read_yaml(text: str, file: str) -> Described:
    """Return the root of a YAML text; ``file`` is its name in errors. Raises SiteError."""
    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
        if node is not None:
            _merge(loader, node, set())
    except yaml.MarkedYAMLError as error:
        place = file if error.problem_mark is None else f"{file}, line {error.problem_mark.line + 1}"
        start = error.context_mark
        within = f" ({error.context} that begins in line {start.line + 1})" if start is not None else ""
        raise SiteError(f"{place}: is no valid YAML: {error.problem}{within}") from error
    except yaml.YAMLError as error:
        raise SiteError(f"{file}: is no valid YAML: {error}") from error
    finally:
        loader.dispose()
    if node is None:
        raise SiteError(f"{file}: is empty")
    return Described(file, "", node)


def _merge(loader: yaml.SafeLoader, node: yaml.Node, seen: set[int]) -> None:
    """Resolve ``<<: *anchor``, so that forty boxes of one make need not be written out forty times."""
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        own = [pair for pair in node.value if pair[0].tag != "tag:yaml.org,2002:merge"]
        names = {name.value for name, _ in own}
        loader.flatten_mapping(node)
        merged = node.value[: len(node.value) - len(own)]
        node.value = [pair for pair in merged if pair[0].value not in names] + own
        for _, value in node.value:
            _merge(loader, value, seen)
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            _merge(loader, child, seen)
