"""The same labelled days through open-fdd, camber-toolkit and plantroom: python -m bench.others FOLDER

Makes an environment for each of the others with venv and pip, outside of the project, unless it is there
(--environments DIR keeps them), runs their rules at their defaults on each day alone, and prints one table.
FOLDER is that of `python -m bench.labelled_days`. A cause is right where the broken part (damper, heating or
cooling valve) is among those that a rule names, as Guideline 36 and the rules' own words list them. The last
two columns leave out all rules that speak on any of the normal days, which only hindsight can.
"""

import argparse
import json
import subprocess
import tempfile
import venv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.labelled import Day, believed, judged, labelled_days, part_of
from bench.others.export import write_day
from bench.others.parts import parts_named

_HERE = Path(__file__).parent
_MINUTES = 15


@dataclass(frozen=True, slots=True)
class Other:
    """A package of others and how it is run; ``counted``: severities that are taken for a claim."""

    name: str
    requirement: str
    script: str
    arguments: tuple[str, ...] = ()
    counted: frozenset[str] = frozenset({"fault"})


OTHERS = (
    Other("open-fdd", "open-fdd[oracle]", "with_open_fdd.py"),
    Other("camber-toolkit", "camber-toolkit", "with_camber.py"),
    Other("camber-toolkit, warnings too", "camber-toolkit", "with_camber.py",
          counted=frozenset({"fault", "warn"})),
    Other("camber-toolkit, minutes", "camber-toolkit", "with_camber.py", ("--minutes",)),
    Other("camber-toolkit, minutes, warnings too", "camber-toolkit", "with_camber.py", ("--minutes",),
          counted=frozenset({"fault", "warn"})),
)  # fmt: skip


@dataclass(slots=True)
class Result:
    """Claims by day, each with the parts that it blames; or what went wrong."""

    version: str = ""
    claims: dict[str, dict[str, frozenset[str]]] = field(default_factory=dict)
    trouble: str = ""

    def row(self, days: Sequence[Day]) -> dict[str, Any]:
        """What a table says of it."""
        told = {day.name: self.claims.get(day.name, {}) for day in days}
        faulty, normal = [day for day in days if day.fault], [day for day in days if not day.fault]
        found = [day for day in faulty if told[day.name]]
        right = [day for day in found if any(day.part in parts for parts in told[day.name].values())]
        noisy = {claim for day in normal for claim in told[day.name]}
        quiet = {day.name: {c: p for c, p in told[day.name].items() if c not in noisy} for day in faulty}
        blamed = [frozenset[str]().union(*told[day.name].values()) for day in found]
        return {
            "found": len(found),
            "right": len(right),
            "alone": sum(parts == {day.part} for day, parts in zip(found, blamed, strict=True)),
            "faulty": len(faulty),
            "false": sum(bool(told[day.name]) for day in normal),
            "normal": len(normal),
            "found_by_quiet": sum(bool(quiet[day.name]) for day in faulty),
            "right_by_quiet": sum(any(day.part in p for p in quiet[day.name].values()) for day in faulty),
            "claims_a_day": sum(len(told[day.name]) for day in found) / max(len(found), 1),
        }


def main() -> None:
    """Run everybody on every day."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--environments", type=Path, help="where the environments are kept; else temporary")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    days = labelled_days(asked.folder)
    with tempfile.TemporaryDirectory() as scratch:
        kept = asked.environments or Path(scratch) / "environments"
        files = [write_day(day, Path(scratch)) for day in days]
        results = {other.name: _run(other, kept, files, days) for other in OTHERS}
    results["plantroom"] = _ours(days)
    console = Console(width=170)
    console.print(_table(results, days))
    for name, result in results.items():
        if result.trouble:
            console.print(f"{name}: {result.trouble}", style="red")
    if asked.json:
        document = {
            name: {
                **result.row(days),
                "version": result.version,
                "trouble": result.trouble,
                "claims": {
                    day: {claim: sorted(parts) for claim, parts in told.items()}
                    for day, told in result.claims.items()
                },
            }
            for name, result in results.items()
        }
        asked.json.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


def _ours(days: Sequence[Day]) -> Result:
    claims: dict[str, dict[str, frozenset[str]]] = {}
    for day in days:
        blamed = {fault: part_of(fault) for _, fault, _ in believed(judged(day))}
        claims[day.name] = {fault: frozenset({part} if part else ()) for fault, part in blamed.items()}
    return Result(claims=claims)


def _run(other: Other, environments: Path, files: Sequence[Path], days: Sequence[Day]) -> Result:
    try:
        python = _environment(other.requirement, environments)
        done = subprocess.run(  # our own script
            [python, _HERE / other.script, *other.arguments, *files],
            capture_output=True, text=True, check=True, timeout=_MINUTES * 60, cwd=environments,
        )  # fmt: skip
        told = json.loads(done.stdout)
    except subprocess.CalledProcessError as error:
        return Result(trouble=_last_words(error.stderr))
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        return Result(trouble=str(error))
    named = {file.stem: day.name for file, day in zip(files, days, strict=True)}
    claims = {named[stem]: _counted(found, other.counted) for stem, found in told["claims"].items()}
    return Result(told["version"], claims)


def _counted(found: Mapping[str, str], counted: frozenset[str]) -> dict[str, frozenset[str]]:
    return {claim: parts_named(claim) for claim, severity in found.items() if severity in counted}


def _environment(requirement: str, environments: Path) -> Path:
    """The interpreter of an environment in which ``requirement`` is installed."""
    home = environments / requirement.partition("[")[0]
    python = home / "bin" / "python"
    if not python.exists():
        venv.create(home, with_pip=True)
    subprocess.run(  # a requirement of this file
        [python, "-m", "pip", "install", "--quiet", requirement],
        capture_output=True, text=True, check=True, timeout=_MINUTES * 60,
    )  # fmt: skip
    return python.absolute()


def _last_words(said: str) -> str:
    return (said.strip().splitlines() or ["it said nothing"])[-1]


def _table(results: Mapping[str, Result], days: Sequence[Day]) -> Table:
    table = Table("rules", "fault days found", "cause right", "only that part blamed", "false on normal days",
                  "claims a found day", "found by rules that are quiet on normal days",
                  "cause right by these")  # fmt: skip
    for name, result in results.items():
        row = result.row(days)
        of = f" of {row['faulty']}"
        cells = [
            f"{row['found']}{of}",
            f"{row['right']}{of}",
            f"{row['alone']}{of}",
            f"{row['false']} of {row['normal']}",
            f"{row['claims_a_day']:.1f}",
            f"{row['found_by_quiet']}{of}",
            f"{row['right_by_quiet']}{of}",
        ]
        table.add_row(f"{name} {result.version}", *(["-"] * len(cells) if result.trouble else cells))
    return table


if __name__ == "__main__":
    main()
