"""A Brick file as plain relations: who has which class, part, point and place, and who feeds whom."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import rdflib
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node
from rdflib.util import guess_format

from model.site.yaml_lines import SiteError

# Relations by their local name, in Brick's, REC's and older namespaces; the second half are the inverses.
_POINTS = ("hasPoint", "isPointOf")
_PARTS = ("hasPart", "isPartOf")
_FEEDS = ("feeds", "isFedBy")
_PLACES = ("isLocationOf", "hasLocation")
_SITES = ("isSiteOf", "hasSite")
_INCLUDES = ("includes", "isIncludedIn")
_METERS = ("meters", "isMeteredBy")
_SUBMETERS = ("hasSubMeter", "isSubMeterOf")
# ISO 8601 repeating intervals as Brick writes them ("RP1D"), in days and longer, or in hours from two on.
_LONG = re.compile(r"R?\d*/?P(\d+[DWMY].*|T([2-9]|\d{2,})H.*)")
_NO_CLASSES = frozenset(
    ("Class", "NamedIndividual", "ObjectProperty", "DatatypeProperty", "Ontology", "Restriction")
)


class BrickError(SiteError):
    """A Brick file cannot become a site; the message says what is wrong, in which line where it has one."""


@dataclass(slots=True)
class BrickFile:
    """What a Brick file says, by the IRI of each thing; every list in the order of the names.

    ``classes``: thing -> its classes (local names); ``parents``: class -> superclass, as the file declares;
    ``points``: holder -> points; ``parts``: whole -> parts; ``feeds``: feeder -> fed; ``contains``: place or
    site -> things there; ``meters``: meter -> what it counts; ``submeters``: meter -> its submeters;
    ``units``, ``labels``, ``areas`` [m2]: thing -> text or number; ``summaries``: points that tell a value
    over days, as a peak of the day, and no reading.
    """

    file: str
    classes: dict[str, tuple[str, ...]]
    parents: dict[str, str]
    points: dict[str, list[str]] = field(default_factory=dict)
    parts: dict[str, list[str]] = field(default_factory=dict)
    feeds: dict[str, list[str]] = field(default_factory=dict)
    contains: dict[str, list[str]] = field(default_factory=dict)
    meters: dict[str, list[str]] = field(default_factory=dict)
    submeters: dict[str, list[str]] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    areas: dict[str, float] = field(default_factory=dict)
    summaries: frozenset[str] = frozenset()

    def name(self, thing: str) -> str:
        """Return the label of a thing, or else its local name."""
        return self.labels.get(thing) or local_name(thing)


def local_name(iri: str) -> str:
    """Return what stands after the '#', or else after the last '/' or ':'.

    >>> local_name("http://buildsys.org/ontologies/BLDG1#BLDG1.CHW.Pump1_Start/Stop")
    'BLDG1.CHW.Pump1_Start/Stop'
    """
    return iri.split("#", 1)[1] if "#" in iri else re.split(r"[/:]", iri)[-1]


def inverse(relation: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Return thing -> who has it in ``relation``."""
    turned: dict[str, list[str]] = {}
    for one, others in relation.items():
        for other in others:
            turned.setdefault(other, []).append(one)
    return turned


def read_brick_file(path: Path) -> BrickFile:
    """Read a Brick file in Turtle, or in another format by its suffix. Raises BrickError, with the line."""
    graph = rdflib.Graph()
    try:
        graph.parse(data=path.read_bytes(), format=guess_format(path.name) or "turtle")
    except OSError as error:
        raise BrickError(f"{path}: cannot be read: {error.strerror}") from error
    except BadSyntax as error:
        raise BrickError(f"{path.name}, line {error.lines + 1}: {error._why}") from error  # noqa: SLF001
    except (
        Exception
    ) as error:  # the parsers of other formats and of bytes that are no text raise their own kinds
        raise BrickError(f"{path.name}: is no {guess_format(path.name) or 'turtle'}: {error}") from error
    return _relations(graph, path.name)


def _relations(graph: rdflib.Graph, file: str) -> BrickFile:
    found: dict[str, set[tuple[str, str]]] = {}
    for subject, predicate, thing in graph:
        if isinstance(subject, rdflib.URIRef) and isinstance(thing, rdflib.URIRef):
            found.setdefault(local_name(str(predicate)), set()).add((str(subject), str(thing)))

    def related(names: tuple[str, str]) -> dict[str, list[str]]:
        forward = found.get(names[0], set()) | {(one, other) for other, one in found.get(names[1], set())}
        pairs: dict[str, list[str]] = {}
        for one, other in sorted(forward):
            if one != other:
                pairs.setdefault(one, []).append(other)
        return pairs

    classes: dict[str, list[str]] = {}
    typed = sorted((str(one), str(other)) for one, other in graph.subject_objects(RDF.type))
    for holder, kind in typed:
        if not kind.startswith(str(OWL)) and local_name(kind) not in _NO_CLASSES:
            classes.setdefault(holder, []).append(local_name(kind))
    contains = related(_PLACES)
    for names in (_SITES, _INCLUDES):
        for place, things in related(names).items():
            contains[place] = sorted({*contains.get(place, ()), *things})
    return BrickFile(
        file=file,
        classes={thing: tuple(names) for thing, names in classes.items()},
        parents={
            local_name(str(one)): local_name(str(other))
            for one, other in sorted(graph.subject_objects(RDFS.subClassOf))
            if isinstance(other, rdflib.URIRef)
        },
        points=related(_POINTS),
        parts=related(_PARTS),
        feeds=related(_FEEDS),
        contains=contains,
        meters=related(_METERS),
        submeters=related(_SUBMETERS),
        units=_texts(graph, "hasUnit"),
        labels=_texts(graph, str(RDFS.label)),
        areas=_areas(graph),
        summaries=_summaries(graph),
    )


def _texts(graph: rdflib.Graph, predicate: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for one, name, other in graph:
        if str(name) == predicate or local_name(str(name)) == predicate:
            found[str(one)] = min(str(other).strip(), found.get(str(one), str(other).strip()))
    return {thing: text for thing, text in found.items() if text}


def _summaries(graph: rdflib.Graph) -> frozenset[str]:
    spans = {one: str(other) for one, name, other in graph if local_name(str(name)) == "aggregationInterval"}
    return frozenset(
        str(one)
        for one, name, other in graph
        if local_name(str(name)) == "aggregate" and _LONG.fullmatch(spans.get(other, ""))
    )


def _areas(graph: rdflib.Graph) -> dict[str, float]:
    square_feet = {"AreaSquareFeet", "areaSquareFeet"}
    found = {}
    for one, name, other in graph:
        if local_name(str(name)) in square_feet:
            number = _number(other)
            if number is not None:
                found[str(one)] = number * 0.09290304
    return found


def _number(node: Node) -> float | None:
    try:
        return float(str(node))
    except ValueError:
        return None
