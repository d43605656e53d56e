"""The words of one language, checked at load."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from model.catalogue.entry import CatalogueError, Entry, parse, read_resource
from model.catalogue.placeholders import template
from model.catalogue.vocabulary import SKILLS, role_names
from model.words.sentences import SENTENCES

_NOUNS = ("person", "hour")


@dataclass(frozen=True, slots=True)
class Noun:
    """A thing that can be counted."""

    one: str
    many: str

    def of(self, number: int) -> str:
        """Return the form that goes with a number."""
        return self.one if number == 1 else self.many


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that is said to people in one language, by the key that the logic uses.

    ``certainty``: (probability from which on, word), highest first. ``sentences`` have the gaps of
    ``SENTENCES``; ``last_joint`` stands before the last of a list.
    """

    certainty: tuple[tuple[float, str], ...]
    last_joint: str
    roles: Mapping[str, str]
    kinds: Mapping[str, Noun]
    nouns: Mapping[str, Noun]
    skills: Mapping[str, Noun]
    evidence: Mapping[str, str]
    money: Mapping[str, str]
    sentences: Mapping[str, str]


@cache
def load_words(language: str = "en") -> Words:
    """Words of a language that ships with the product. Raises CatalogueError."""
    file = f"{language}.yaml"
    try:
        text = read_resource("model.words", file)
    except FileNotFoundError as error:
        raise CatalogueError("is not there; a language needs a file of its own", file=file) from error
    return parse_words(text, file)


def parse_words(text: str, file: str = "en.yaml") -> Words:
    """Read ``text`` as the words of a language. Raises CatalogueError, also for a word that is missing."""
    names = role_names()
    root = parse(text, file).fields(
        ["certainty", "last_joint", "roles", "kinds", "nouns", "skills", "evidence", "money", "sentences"]
    )
    return Words(
        certainty=_certainty(root["certainty"]),
        last_joint=root["last_joint"].text(),
        roles=_texts(root["roles"].fields(names.kinds_by_role)),
        kinds=_nouns(root["kinds"].fields(names.kinds)),
        nouns=_nouns(root["nouns"].fields(_NOUNS)),
        skills=_nouns(root["skills"].fields(SKILLS)),
        evidence=_texts(root["evidence"].items()),
        money=_texts(root["money"].items()),
        sentences=_sentences(root["sentences"].fields(SENTENCES)),
    )


def _certainty(entry: Entry) -> tuple[tuple[float, str], ...]:
    fields = [child.fields(["word", "at_least"]) for child in entry.entries()]
    bands = tuple((band["at_least"].number(0.0, 1.0), band["word"].text()) for band in fields)
    bounds = [at_least for at_least, _ in bands]
    if not bounds or bounds[-1] != 0.0 or bounds != sorted(set(bounds), reverse=True):
        raise entry.error("bands must fall from the highest at_least to one of 0")
    return bands


def _texts(entries: Mapping[str, Entry]) -> Mapping[str, str]:
    return MappingProxyType({key: entry.text() for key, entry in entries.items()})


def _nouns(entries: Mapping[str, Entry]) -> Mapping[str, Noun]:
    fields = {key: entry.fields(["one", "many"]) for key, entry in entries.items()}
    return MappingProxyType(
        {key: Noun(noun["one"].text(), noun["many"].text()) for key, noun in fields.items()}
    )


def _sentences(entries: Mapping[str, Entry]) -> Mapping[str, str]:
    return MappingProxyType({key: template(entry, SENTENCES[key]) for key, entry in entries.items()})
