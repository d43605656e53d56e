"""`plantroom next`: the one action for a manager, on the terminal."""

import json
from typing import Any

from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from plantroom.errors import CommandError
from plantroom.parts import open_parts
from plantroom.settings import Settings


def run_next(settings: Settings, console: Console, manager: str, *, as_json: bool) -> None:
    """Print what the manager's phone shows."""
    parts = open_parts(settings)
    with parts.database:
        known = parts.site_store.managers()
        if manager not in known:
            raise CommandError(f"no manager {manager!r}; known: {', '.join(sorted(known)) or 'none'}")
        current = parts.ledger.current_choice(manager)
    if current is None:
        raise CommandError("no round has looked yet: run `plantroom rounds --once`")
    if as_json:
        shown = {key: value for key, value in current.document.items() if key != "candidates"}
        console.print_json(json.dumps(shown))
        return
    console.print(card(current.document))


def card(document: dict[str, Any]) -> Panel:
    """The card as a panel."""
    found = document["recommendation"]
    if found is None:
        rest: list[Any] = [Text(document["headline"], style="bold")]
        coverage = document["coverage"]
        rest.append(
            Text(f"{coverage['equipment_judged']} of {coverage['equipment']} pieces of equipment judged.")
        )
        rest += [Text(f"Not seen: {spot['text']}", style="dim") for spot in document["blind_spots"][:5]]
        return Panel(Group(*rest), title=document["as_of"])
    value, currency = found["value_per_day"], found["currency"]
    lines: list[Any] = [
        Text(found["title"], style="bold"),
        Text(f"{found['equipment_name']}, {found['building_name']}", style="dim"),
        Text(""),
        Text(found["because"]),
        Text(
            f"Waiting costs {value['likely']:.0f} {currency} a day "
            f"({value['low']:.0f} to {value['high']:.0f}), a week at this certainty "
            f"{found['waiting_week']:.0f} {currency}. {found['people_text']}"
        ),
        Text(f"About {found['effort']['hours']:g} h, {found['effort']['skill']}."),
        Text(f"{found['certainty'].capitalize()} ({found['probability']:.0%}). {found['certainty_basis']}"),
        Text(""),
        _terms("Why it is worth it, a day", [(t["label"], t["per_day"]) for t in found["money"]], currency),
    ]
    lines += [
        Text(f"Measured {term['measured']}, expected {term['expected']}.", style="dim")
        for term in found["evidence"]
        if term.get("measured") and term.get("expected")
    ]
    if found["runner_up"]:
        lines.append(Text(_before(found["runner_up"], currency), style="dim"))
    lines += [Text(f"Not known: {text}", style="dim") for text in found["unknown"]]
    return Panel(Group(*lines), title=document["as_of"], subtitle=found["id"])


def _before(runner: dict[str, Any], currency: str) -> str:
    """Say what it comes before, and why, where that is worth more."""
    difference = runner["difference_per_day"]
    if runner.get("ahead"):
        more = f"worth {-difference:.0f} {currency} a day more"
        return f"Before: {runner['title']}, {more}, for {runner['ahead']}."
    return f"Before: {runner['title']}, by {difference:.0f} {currency} a day."


def _terms(title: str, terms: list[tuple[str, float]], currency: str) -> Table:
    table = Table(title=title, title_justify="left", show_header=False, box=None, padding=(0, 2))
    for label, amount in terms:
        table.add_row(label, f"{amount:+.2f} {currency}")
    table.add_row("together", f"{sum(a for _, a in terms):+.2f} {currency}", style="bold")
    return table
