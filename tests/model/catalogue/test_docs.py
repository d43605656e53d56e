"""The page for building engineers cannot rot."""

import re
from pathlib import Path

import pytest

from model.catalogue import CatalogueError, load_actions, load_faults
from model.catalogue.costs import load_cost_facts
from model.catalogue.entry import read_folder
from model.catalogue.fault_facts import parse_faults

PAGE = (Path(__file__).parents[3] / "docs" / "catalogue.md").read_text(encoding="utf-8")
NAMES = re.findall(r"^\| ([^|]+) \| [^|]+ \| [^|]+ \|$", PAGE[PAGE.index("## Sources") :], re.MULTILINE)[2:]
OWN = ("estimate:", "choice:", "definition:")


def every_source() -> set[str]:
    found = {fact.source for fact in load_cost_facts().values()}
    for fault in load_faults().values():
        found |= {fault.prior.source, fault.persists_days.source, fault.wasted_share.source}
        found |= {fact.source for fact in (fault.risk, fault.wear_per_day) if fact is not None}
    for action in load_actions().values():
        found |= set(action.sources)
    return found


def test_every_source_begins_with_a_name_of_the_page_or_says_that_it_is_ours():
    strangers = [source for source in every_source() if not source.startswith((*NAMES, *OWN))]
    assert strangers == []


def test_every_name_of_the_page_is_the_source_of_something():
    unused = [name for name in NAMES if not any(source.startswith(name) for source in every_source())]
    assert unused == []


def test_the_page_shows_a_real_error():
    shown = re.search(r"^    faults/air_handler\.yaml:\d+: (.*)$", PAGE, re.MULTILINE)
    assert shown is not None
    text = read_folder("model.catalogue", "faults")["faults/air_handler.yaml"]
    start = text.index("outdoor_air_damper_stuck_open:\n")
    text = text[:start] + text[start:].replace("value: [0.02, 0.04, 0.10]", "value: [0.02, 0.04, 4]", 1)
    with pytest.raises(CatalogueError, match=re.escape(shown[1]) + "$"):
        parse_faults(read_folder("model.catalogue", "faults") | {"faults/air_handler.yaml": text})


def test_the_page_overrides_keys_that_are_there():
    keys = re.findall(r"^      (\w+): [0-9.]+$", PAGE, re.MULTILINE)
    assert keys
    assert set(keys) <= set(load_cost_facts())
