"""The pages on site files and names say what the program does."""

import re
from pathlib import Path

import pytest

from ingest.tables.numbers import MISSING
from model.site.brick.overrides import load_overrides
from model.site.described.design import DESIGN
from model.site.described.equipment import KIND_NAMES
from model.site.document import SWITCH_WORDS
from model.site.roles import KINDS, QUANTITIES, ROLES, Role
from model.site.site_file import parse_site

DOCS = Path(__file__).resolve().parents[3] / "docs"
PAGE = (DOCS / "site-file.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
UNITS = {"delta_degC": "K", "m**3/s": "m3/s", "m**3": "m3"}


def table(page: str, head: str) -> list[tuple[str, ...]]:
    """The rows of the table whose first column is named ``head``."""
    lines = page.split(f"| {head} |", 1)[1].splitlines()[2:]
    found = []
    for line in lines:
        if not line.startswith("|"):
            break
        found.append(tuple(cell.strip() for cell in line.strip("|").split("|")))
    return found


def names() -> str:
    return (DOCS / "nomenclature.md").read_text(encoding="utf-8")


def row_of(role: Role) -> tuple[str, ...]:
    unit = UNITS.get(role.quantity.unit, role.quantity.unit)
    span = f"{role.lowest:g} to {role.highest:g}"
    return (f"`{role.id}`", ", ".join(sorted(role.kinds)), role.quantity.id, unit, span)


def test_the_page_of_names_has_every_role_as_the_program_has_it() -> None:
    rows = table(names(), "role")
    assert [row[:5] for row in rows] == [row_of(role) for role in ROLES.values()]
    assert all(row[5] for row in rows)


def test_the_page_of_names_has_every_quantity_as_the_program_has_it() -> None:
    assert table(names(), "quantity") == [
        (f"`{item.id}`", UNITS.get(item.unit, item.unit), f"{item.lowest:g} to {item.highest:g}")
        for item in QUANTITIES.values()
    ]


@pytest.mark.parametrize("text", [text for text in EXAMPLES if not text.startswith("# overrides")])
def test_every_site_file_of_the_page_is_a_site(text: str) -> None:
    assert parse_site(text, "site-file.md").buildings


def test_the_overrides_of_the_page_can_be_read(tmp_path: Path) -> None:
    (text,) = [text for text in EXAMPLES if text.startswith("# overrides")]
    (tmp_path / "beside.yaml").write_text(text, encoding="utf-8")
    assert load_overrides(tmp_path / "beside.yaml").points


def test_the_page_has_every_kind_with_its_other_names() -> None:
    rows = {row[0].strip("`"): set(re.findall(r"`(\w+)`", row[1])) for row in table(PAGE, "kind")}
    assert rows.keys() == KINDS
    assert {name: kind for kind, others in rows.items() for name in {kind, *others}} == dict(KIND_NAMES)


def test_the_page_has_every_design_number() -> None:
    named = {name for row in table(PAGE, "design") for name in re.findall(r"`(\w+)`", row[0])}
    assert named == DESIGN.keys()


def test_the_words_and_the_missing_cells_that_the_page_names_are_known() -> None:
    for word in ("on", "off", "true", "false", "active", "inactive", "open", "closed", "running", "stopped"):
        assert word in SWITCH_WORDS
        assert word in PAGE
    assert {"", "nan", "n/a", "null", "-", "#value!"} <= MISSING
