"""What is believed at the end of each labelled laboratory day, each day alone: to look at, never to fit.

    python -m bench.labelled_days FOLDER [--plots DIR]

FOLDER holds day_labels.csv, SZCAV.csv.gz and SZVAV.csv.gz (LBNL fault data, Granderson et al. 2020). With
--plots, a picture of each day that is missed, confused or falsely claimed, with a sentence why.
"""

import argparse
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.labelled import believed, judged, labelled_days, verdict
from bench.labelled_plots import plot_day, why


def main() -> None:
    """Look at every day."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--plots", type=Path, help="where pictures of what is not found go")
    asked = parser.parse_args()
    table = Table("day", "label", "", "believed at the day's end", "why")
    counted: Counter[str] = Counter()
    for day in labelled_days(asked.folder):
        claims = believed(judged(day))
        said = verdict(day, [fault for _, fault, _ in claims])
        counted[said] += 1
        wrong = said in {"missed", "confused", "false"}
        listed = "\n".join(f"{p:.2f} {fault} {place}" for p, fault, place in claims) or "nothing"
        table.add_row(day.name, day.label, said, listed, why(day) if wrong else "")
        if wrong and asked.plots:
            asked.plots.mkdir(parents=True, exist_ok=True)
            plot_day(day, said, listed, asked.plots / f"{day.name.lower().replace(' ', '-')}.png")
    console = Console(width=180)
    console.print(table)
    console.print(", ".join(f"{count} {said}" for said, count in counted.most_common()))


if __name__ == "__main__":
    main()
