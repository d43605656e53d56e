"""The words of one language, checked at load."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from model.catalogue.entry import CatalogueError, Entry, parse, read_resource
from model.catalogue.placeholders import template
from model.catalogue.vocabulary import CONSEQUENCES, SKILLS, role_names
from model.words.sentences import SENTENCES

# Quantities that are written as those of the point itself.
_BY_THE_POINT = frozenset({"sensor", "sensor_step"})


@dataclass(frozen=True, slots=True)
class Noun:
    """A thing that can be counted."""

    one: str
    many: str


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """How people write a quantity of the model: ``value * times`` with ``decimals``, then the unit.

    From ``large_from`` on (in SI, either sign) ``large`` is used in its place. ``words`` stand for 0 and 1.
    """

    unit: str
    times: float = 1.0
    decimals: int = 0
    large_from: float = math.inf
    large: "QuantityWords | None" = None
    words: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that is said to people in one language, by the key that the logic uses.

    ``certainty``: (probability from which on, word), highest first. ``sentences`` have the gaps of
    ``SENTENCES``.
    """

    language: str
    certainty: tuple[tuple[float, str], ...]
    roles: Mapping[str, str]
    kinds: Mapping[str, Noun]
    nouns: Mapping[str, Noun]
    skills: Mapping[str, Noun]
    consequences: Mapping[str, str]
    evidence: Mapping[str, str]
    money: Mapping[str, str]
    quantities: Mapping[str, QuantityWords]
    sentences: Mapping[str, str]
    last_joint: str
    unknown: str

    def certainty_word(self, probability: float) -> str:
        """Return the word for a probability [1]. Raises ValueError outside 0..1."""
        if not 0.0 <= probability <= 1.0:
            raise ValueError(f"probability {probability!r} is outside 0..1")
        return next(word for at_least, word in self.certainty if probability >= at_least)

    def say(self, sentence: str, **gaps: str) -> str:
        """Return a sentence with its gaps filled. Raises KeyError for an unknown sentence or an open gap."""
        return self.sentences[sentence].format_map(gaps)

    def count(self, noun: str, number: int) -> str:
        """Return "1 room" or "4,012 sensors"; ``noun`` is a key of nouns, kinds or skills."""
        for nouns in (self.nouns, self.kinds, self.skills):
            if noun in nouns:
                return f"{number:,} {nouns[noun].one if number == 1 else nouns[noun].many}"
        raise KeyError(f"no noun {noun!r} in {self.language}.yaml")

    def enumerate(self, items: Sequence[str]) -> str:
        """Return "a", "a and b", "a, b and c"."""
        *first, last = items
        return f"{', '.join(first)} {self.last_joint} {last}" if first else last

    def quantity(self, value: float, quantity: str) -> str:
        """Return a value of the model [SI] as people write it, "20 %" or "18.4 °C"; "unknown" for NaN."""
        words = self.quantities[quantity]
        if math.isnan(value):
            return self.unknown
        if words.words:
            return words.words[1 if value >= 0.5 else 0]
        if words.large and abs(value) >= words.large_from:
            words = words.large
        # Adding zero turns a rounded -0.0 into 0.0.
        number = f"{round(value * words.times, words.decimals) + 0.0:,.{words.decimals}f}".replace(
            "-", "\u2212"
        )
        return f"{number} {words.unit}" if words.unit else number


@cache
def load_words(language: str = "en") -> Words:
    """Words of a language that ships with the product. Raises CatalogueError."""
    try:
        text = read_resource("model.words", f"{language}.yaml")
    except FileNotFoundError as error:
        raise CatalogueError(
            "no words for this language; see docs/catalogue.md", file=f"{language}.yaml"
        ) from error
    return parse_words(text, language)


def parse_words(text: str, language: str = "en") -> Words:
    """Read ``text`` as the words of a language. Raises CatalogueError, also for a word that is missing."""
    names = role_names()
    root = parse(text, f"{language}.yaml").fields(
        [
            *("certainty", "last_joint", "unknown", "roles", "kinds", "nouns", "skills", "consequences"),
            *("evidence", "money", "quantities", "sentences"),
        ]
    )
    spoken = names.quantities - _BY_THE_POINT
    return Words(
        language=language,
        certainty=_certainty(root["certainty"]),
        roles=_texts(root["roles"].fields(names.kinds_by_role)),
        kinds=_nouns(root["kinds"].fields(names.kinds)),
        nouns=_nouns(root["nouns"].items()),
        skills=_nouns(root["skills"].fields(SKILLS)),
        consequences=_texts(root["consequences"].fields(CONSEQUENCES)),
        evidence=_texts(root["evidence"].items()),
        money=_texts(root["money"].items()),
        quantities=_quantities(root["quantities"].fields(spoken)),
        sentences=_sentences(root["sentences"].fields(SENTENCES)),
        last_joint=root["last_joint"].text(),
        unknown=root["unknown"].text(),
    )


def _certainty(entry: Entry) -> tuple[tuple[float, str], ...]:
    bands = []
    for child in entry.entries():
        fields = child.fields(["word", "at_least"])
        bands.append((fields["at_least"].number(0.0, 1.0), fields["word"].text()))
    bounds = [at_least for at_least, _ in bands]
    if not bounds or bounds[-1] != 0.0 or bounds != sorted(set(bounds), reverse=True):
        raise entry.error("bands must fall from the highest at_least to one of 0")
    return tuple(bands)


def _texts(entries: Mapping[str, Entry]) -> Mapping[str, str]:
    return MappingProxyType({key: entry.text() for key, entry in entries.items()})


def _nouns(entries: Mapping[str, Entry]) -> Mapping[str, Noun]:
    fields = {key: entry.fields(["one", "many"]) for key, entry in entries.items()}
    return MappingProxyType(
        {key: Noun(noun["one"].text(), noun["many"].text()) for key, noun in fields.items()}
    )


def _quantities(entries: Mapping[str, Entry]) -> Mapping[str, QuantityWords]:
    return MappingProxyType({key: _quantity(entry) for key, entry in entries.items()})


def _quantity(entry: Entry) -> QuantityWords:
    fields = entry.fields((), ["unit", "times", "decimals", "large_from", "large", "words"])
    if ("large" in fields) != ("large_from" in fields):
        raise entry.error("large and large_from belong together")
    words = fields["words"].texts(at_least=2) if "words" in fields else None
    if words and len(words) != 2:
        raise fields["words"].error("must be two words, for 0 and for 1")
    return QuantityWords(
        unit=fields["unit"].text() if "unit" in fields else "",
        times=fields["times"].number(-1e9, 1e9) if "times" in fields else 1.0,
        decimals=int(fields["decimals"].number(0, 6)) if "decimals" in fields else 0,
        large_from=fields["large_from"].number(0, 1e18) if "large_from" in fields else math.inf,
        large=_quantity(fields["large"]) if "large" in fields else None,
        words=(words[0], words[1]) if words else None,
    )


def _sentences(entries: Mapping[str, Entry]) -> Mapping[str, str]:
    return MappingProxyType({key: template(entry, SENTENCES[key]) for key, entry in entries.items()})
