"""The report as one page that needs nothing else: plots in it, light and dark, no address in it."""

from collections.abc import Mapping
from html import escape
from importlib import resources
from string import Template
from typing import Any

from simulator.arena.figures import FigureWords, load_figures
from simulator.arena.names import label_of
from simulator.arena.plots import figure_plot, reliability_plot, saved_plot, value_plot
from simulator.arena.scoring import NOTHING, ORACLE

_SMALL = (
    "right_first",
    "false_actions",
    "regret_per_manager_week",
    "discomfort_per_manager_week",
    "days_to_fix",
    "visits_per_manager_week",
    "changed_without_cause",
    "calibration_error",
)


def page(document: Mapping[str, Any]) -> str:
    """HTML of a report; raises ArenaError when matplotlib is not there."""
    words = load_figures()
    template = resources.files("simulator.arena").joinpath("page.html").read_text("utf-8")
    return Template(template).substitute(
        title=escape(setup_line(document)),
        headline=escape(headline(document)),
        setup=escape(setup_line(document)),
        value_meaning=escape(words["value_share"].meaning),
        value_plot=value_plot(document),
        saved_plot=saved_plot(document),
        small_plots="\n".join(_small(document, words[name]) for name in _SMALL),
        reliability_plot=reliability_plot(document),
        table=_table(document, words),
    )


def headline(document: Mapping[str, Any]) -> str:
    """What the run says in one sentence: how far the best that knows no truth came, if that is clear."""
    shares = {name: of["figures"]["value_share"] for name, of in document["policies"].items()}
    ranked = [n for n, share in shares.items() if n not in {ORACLE, NOTHING} and share["value"] is not None]
    if not ranked:
        return "Nobody but the oracle competed, or there was nothing to save"
    best = ranked[0]
    if shares[best]["value"] <= 0:
        return "No policy saved more than its visits cost"
    share = load_figures()["value_share"].written(shares[best]["value"])
    told = f"{label_of(best)} saved {share} of what the oracle saved"
    if len(ranked) == 1:
        return told
    low, high = shares[best]["low"], shares[ranked[1]]["high"]
    if low is not None and high is not None and low > high:
        return f"{told}, more than any other"
    return f"{told}, not clearly more than {label_of(ranked[1])}"


def setup_line(document: Mapping[str, Any]) -> str:
    """What was run, in one line."""
    setup = document["setup"]
    worlds, managers = len(setup["seeds"]), setup["managers"]
    return (
        f"{worlds} world{'' if worlds == 1 else 's'} of {setup['buildings']} buildings, "
        f"{managers} manager{'' if managers == 1 else 's'} in all, {setup['days']} days; "
        f"seed{'' if worlds == 1 else 's'} {', '.join(map(str, setup['seeds']))}"
    )


def _small(document: Mapping[str, Any], words: FigureWords) -> str:
    plot = figure_plot(document, words.id)
    return (
        f'<figure><h3>{escape(words.label)}</h3><p class="meaning">{escape(words.meaning)}</p>{plot}</figure>'
    )


def _table(document: Mapping[str, Any], words: Mapping[str, FigureWords]) -> str:
    currency = document["setup"]["currency"]
    heads = "".join(f'<th scope="col">{escape(_head(each, currency))}</th>' for each in words.values())
    rows = []
    for name, of in document["policies"].items():
        cells = "".join(f"<td>{_cell(of['figures'][each.id], each)}</td>" for each in words.values())
        rows.append(f'<tr class="{escape(name)}"><th scope="row">{escape(label_of(name))}</th>{cells}</tr>')
    return (
        "<table><caption>Over all seeds, with 95 % intervals</caption>"
        f'<thead><tr><th scope="col">Policy</th>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table>'
    )


def _head(words: FigureWords, currency: str) -> str:
    unit = words.unit(currency)
    return f"{words.label} [{unit}]" if unit else words.label


def _cell(figure: Mapping[str, float | None], words: FigureWords) -> str:
    value = words.written(figure["value"])
    if figure["low"] is None or figure["high"] is None or figure["low"] == figure["high"]:
        return value
    return f"{value}<span>{words.written(figure['low'])} to {words.written(figure['high'])}</span>"
