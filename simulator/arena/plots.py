"""Plots of a report as SVG that stands in a page and takes the page's colours, light or dark."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import StringIO
from typing import TYPE_CHECKING, Any

from simulator.arena.executor import INSTALL, ArenaError
from simulator.arena.figures import FigureWords, load_figures
from simulator.arena.names import label_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Stand for the page's colours while matplotlib draws; no two of them are near each other or in use elsewhere.
_COLOURS = {
    "#010203": "var(--ink)",
    "#020304": "var(--faint)",
    "#030405": "var(--line)",
    "#040506": "var(--accent)",
    "#050607": "var(--second)",
}
INK, FAINT, LINE, ACCENT, SECOND = _COLOURS
# What the eye should find, and the two ends of the scale.
_HIGHLIGHT = "product"
_ENDS = ("oracle", "nothing")
_GROUP_ID = re.compile(r' id="[A-Za-z0-9.]+_\d+"')


def value_plot(document: Mapping[str, Any]) -> str:
    """Share of the oracle's value by policy, with its interval."""
    return _dots(document, load_figures()["value_share"], size=(4.8, 3.2), ends=True)


def figure_plot(document: Mapping[str, Any], name: str) -> str:
    """One figure by policy, small."""
    return _dots(document, load_figures()[name], size=(3.6, 2.6), ends=name != "calibration_error")


def _dots(document: Mapping[str, Any], words: FigureWords, *, size: tuple[float, float], ends: bool) -> str:
    """Policies from above, each a dot with its interval; without ``ends`` those alone that have a value."""
    rows = [
        (name, of["figures"][words.id])
        for name, of in document["policies"].items()
        if ends or (of["figures"][words.id]["value"] is not None and name not in _ENDS)
    ]
    scale = 100.0 if words.form == "percent" else 1.0
    with _drawn(words.id, words.meaning, size) as (figure, svg):
        axes = figure.subplots()
        for at, (name, of) in enumerate(reversed(rows)):
            colour = ACCENT if name == _HIGHLIGHT else INK
            if of["value"] is None:
                continue
            if of["low"] is not None and of["high"] is not None and of["low"] < of["high"]:
                axes.plot(
                    [scale * of["low"], scale * of["high"]], [at, at], color=colour, linewidth=2, alpha=0.5
                )
            axes.plot(
                scale * of["value"],
                at,
                "o",
                color=colour,
                markersize=6,
                clip_on=False,
                fillstyle="none" if name in _ENDS else "full",
            )
        axes.set_yticks(range(len(rows)), [label_of(name) for name, _ in reversed(rows)])
        for tick, (name, _) in zip(axes.get_yticklabels(), reversed(rows), strict=True):
            tick.set_color(ACCENT if name == _HIGHLIGHT else INK)
        axes.set_ylim(-0.6, len(rows) - 0.4)
        # A cut axis makes much of little.
        low, high = axes.get_xlim()
        axes.set_xlim(min(low, -0.03 * high), high)
        unit = "%" if words.form == "percent" else words.unit(document["setup"]["currency"])
        _plain(axes, unit)
    return svg[0]


def reliability_plot(document: Mapping[str, Any]) -> str:
    """How often what was shown with a certainty was so; the diagonal is honest."""
    with _drawn("reliability", "How often what was shown with a certainty was so", (4.6, 4.2)) as (
        figure,
        svg,
    ):
        axes = figure.subplots()
        axes.plot([0, 100], [0, 100], color=LINE, linewidth=1)
        styles = iter([(ACCENT, "o-"), (SECOND, "s-"), (FAINT, "^-")])
        for name, of in document["policies"].items():
            bins = [each for each in of["reliability"] if each["count"]]
            if not bins or name in _ENDS:
                continue
            colour, style = next(styles, (FAINT, "o-"))
            shown, real = ([100 * each[key] for each in bins] for key in ("shown", "real"))
            error = of["figures"]["calibration_error"]["value"]
            label = f"{label_of(name)}, error {load_figures()['calibration_error'].written(error)}"
            axes.plot(shown, real, style, color=colour, linewidth=1.2, markersize=4, label=label)
            most = max(each["count"] for each in bins)
            sizes = [20 + 160 * each["count"] / most for each in bins]
            axes.scatter(shown, real, s=sizes, color=colour, alpha=0.25, linewidths=0)
        axes.set_xlim(0, 102)
        axes.set_ylim(0, 102)
        axes.set_ylabel("was so [%]", color=FAINT)
        if axes.get_legend_handles_labels()[0]:
            axes.legend(frameon=False, loc="upper left", labelcolor=INK, fontsize=9)
        _plain(axes, "shown certainty [%]")
    return svg[0]


def saved_plot(document: Mapping[str, Any]) -> str:
    """What was saved against doing nothing, day by day, visits not counted."""
    with _drawn("saved", "Saved against doing nothing, by day, visits not counted", (4.8, 3.4)) as (
        figure,
        svg,
    ):
        axes = figure.subplots()
        lines = {name: of["saved_by_day"] for name, of in document["policies"].items() if name != "nothing"}
        for name, values in lines.items():
            colour = ACCENT if name == _HIGHLIGHT else INK if name == "oracle" else FAINT
            width = 2.2 if name == _HIGHLIGHT else 1.2
            axes.plot(range(len(values) + 1), [0.0, *values], color=colour, linewidth=width)
        _end_labels(axes, lines)
        axes.set_ylabel(f"saved [{document['setup']['currency']}]", color=FAINT)
        axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}".replace("-", "\N{MINUS SIGN}"))
        axes.locator_params(axis="x", integer=True)
        _plain(axes, "days")
    return svg[0]


def _end_labels(axes: "Axes", lines: Mapping[str, Sequence[float]]) -> None:
    """Names beside the ends of their lines, moved apart where they would overlap."""
    if not lines:
        return
    low, high = axes.get_ylim()
    apart = (high - low) * 0.062
    days = max(len(values) for values in lines.values())
    at = low - apart
    for name, values in sorted(lines.items(), key=lambda item: (item[1] or [0.0])[-1]):
        at = max(at + apart, (values or [0.0])[-1])
        colour = ACCENT if name == _HIGHLIGHT else INK if name == "oracle" else FAINT
        axes.annotate(
            label_of(name),
            (days, at),
            (6, 0),
            textcoords="offset points",
            va="center",
            color=colour,
            fontsize=9,
        )


def _plain(axes: "Axes", unit: str) -> None:
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(LINE)
    axes.tick_params(length=0, labelcolor=INK, labelsize=9)
    axes.tick_params(axis="x", labelcolor=FAINT)
    axes.grid(axis="x", color=LINE, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.set_xlabel(unit, color=FAINT, fontsize=9)
    for tick in axes.get_yticklabels():
        if tick.get_color() == "black":
            tick.set_color(INK)


@contextmanager
def _drawn(salt: str, label: str, size: tuple[float, float]) -> Iterator[tuple["Figure", list[str]]]:
    """A figure to draw on, and the list that holds its SVG afterwards; the same figure, the same text.

    Raises ArenaError when matplotlib is not there.
    """
    try:
        from matplotlib import rc_context  # noqa: PLC0415  # an extra, and slow to import
        from matplotlib.figure import Figure  # noqa: PLC0415
    except ImportError as error:
        raise ArenaError(f"the plots of a report need the package matplotlib: {INSTALL}") from error
    svg: list[str] = []
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": salt, "font.family": "sans-serif"}):
        figure = Figure(figsize=size, layout="constrained")
        yield figure, svg
        out = StringIO()
        figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    svg.append(_for_a_page(out.getvalue(), label))


def _for_a_page(text: str, label: str) -> str:
    text = _GROUP_ID.sub("", text[text.index("<svg") :])
    for stand_in, colour in _COLOURS.items():
        text = text.replace(stand_in, colour)
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    return text.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)
