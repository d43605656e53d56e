"""The measures by which the model is judged, each with what is asked of it."""

from collections.abc import Callable
from dataclasses import dataclass
from math import isnan

NAN = float("nan")


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure's ``value``, with its 95 % interval where there is one; ``met``: None where not known."""

    name: str
    target: str
    value: float
    met: bool | None
    unit: str = ""
    low: float = NAN
    high: float = NAN
    note: str = ""

    @property
    def written(self) -> str:
        """The value as people read it."""
        if isnan(self.value):
            return "?"
        value = _shown(self.value, self.unit)
        if isnan(self.low):
            return value
        return f"{value} ({_shown(self.low, self.unit)} to {_shown(self.high, self.unit)})"


def _shown(value: float, unit: str) -> str:
    return f"{100 * value:.1f} %" if unit == "%" else f"{value:.2f} {unit}".strip()


def measure(
    name: str,
    target: str,
    value: float,
    holds: Callable[[float], bool],
    *,
    unit: str = "",
    ends: tuple[float, float] = (NAN, NAN),
    note: str = "",
) -> Measure:
    """A measure held against its target; a value that is not known meets none."""
    met = None if isnan(value) else holds(value)
    return Measure(name, target, value, met, unit, *ends, note)


def markdown(measures: list[Measure]) -> str:
    """A table for docs."""
    rows = ["| measure | asked | found | met | |", "| --- | --- | --- | --- | --- |"]
    said = {None: "", True: "yes", False: "**no**"}
    rows += [f"| {m.name} | {m.target} | {m.written} | {said[m.met]} | {m.note} |" for m in measures]
    return "\n".join(rows) + "\n"
