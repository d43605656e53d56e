"""The figures that the arena reports, in words; read from ``figures.yaml`` and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from model.site.yaml_lines import read_yaml

FILE = "figures.yaml"
FORMS = ("percent", "money", "hours", "days", "count")
ABSENT = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class FigureWords:
    """A figure: its label, long and short, its meaning, its form, and whether more of it is better."""

    id: str
    label: str
    short: str
    meaning: str
    form: str
    more_is_better: bool

    def written(self, value: float | None) -> str:
        """A value as people read it; what is not known is a dash."""
        if value is None:
            return ABSENT
        text = {
            "percent": f"{100 * value:.0f} %",
            "money": f"{value:,.0f}",
            "hours": f"{value:,.0f}",
            "days": f"{value:.1f}",
            "count": f"{value:.1f}",
        }[self.form]
        bare = not any(digit in text for digit in "123456789")
        return (text.removeprefix("-") if bare else text).replace("-", "\N{MINUS SIGN}")

    def unit(self, currency: str) -> str:
        """What stands behind the label of a column."""
        return {"percent": "", "money": currency, "hours": "K h", "days": "days", "count": ""}[self.form]


@cache
def load_figures() -> Mapping[str, FigureWords]:
    """Every figure by its id, in the order of the file. Raises SiteError."""
    keys = ("label", "short", "meaning", "form", "better")
    text = resources.files("simulator.arena").joinpath(FILE).read_text("utf-8")
    found = {}
    for name, entry in read_yaml(text, FILE).items().items():
        given = entry.fields(keys, keys)
        found[name] = FigureWords(
            name,
            given["label"].text(),
            given["short"].text(),
            given["meaning"].text(),
            given["form"].one_of(FORMS, "form"),
            given["better"].one_of(("more", "less"), "direction") == "more",
        )
    return found
