import os
import resource
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from model.site.site_file import load_site
from simulator import write as writing
from simulator.clock import HOUR_MS
from simulator.faults import Fault, healthy
from simulator.portfolio import Portfolio
from simulator.truth.twins import ActiveFault, truth
from simulator.write import NotWrittenError, write
from tests.simulator.toys import MIDNIGHT_MS, Toy, broken, judge


@pytest.fixture(autouse=True)
def no_description(request, monkeypatch):
    """Toys have no fleet to describe."""
    if "real" not in request.fixturenames:
        monkeypatch.setattr(writing, "describe", lambda _portfolio, folder: folder.mkdir(exist_ok=True))


@pytest.fixture(scope="module")
def real(tmp_path_factory) -> Path:
    """An hour of a real portfolio with a damper that stands open."""
    portfolio = Portfolio.demo(7, buildings=2, start_ms=MIDNIGHT_MS, scenario=healthy())
    building = portfolio.plans[0].id
    portfolio.break_down(
        Fault("wide", "outdoor_air_damper_stuck_open", building, "AHU-1", 1.0, MIDNIGHT_MS - HOUR_MS)
    )
    folder = tmp_path_factory.mktemp("real")
    write(portfolio, folder, 1 / 24, judge=lambda: truth(portfolio))
    return folder


def read(folder: Path) -> pd.DataFrame:
    return pd.read_parquet(folder / "readings.parquet")


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_site_file_reads_back_and_knows_the_points_that_are_written(real):
    site = load_site(real / "site.yaml")
    assert site.export.layout == "long"
    rows = read(real)
    assert {building.id for building in site.buildings} == set(rows["building"])
    written = set(rows["building"].str.cat([rows["device"], rows["point"]], sep="/"))
    described = {
        f"{building.id}/{point.source}"
        for building in site.buildings
        for equipment in building.equipment
        for point in equipment.points
    }
    assert described <= written
    assert {path.stem for path in (real / "brick").glob("*.ttl")} == set(rows["building"])


def test_what_waiting_costs_is_written_apart(real):
    costs = pd.read_parquet(real / "truth" / "costs.parquet")
    (fault,) = costs.to_dict("records")
    assert (fault["fault"], fault["time"]) == ("wide", pd.Timestamp("2026-01-12", tz="UTC"))
    assert fault["daily_cost"] > 1
    known = pd.read_parquet(real / "truth" / "faults.parquet")
    assert list(known["kind"]) == ["outdoor_air_damper_stuck_open"]
    assert known["healed"].isna().all()
    open_files = [path for path in real.rglob("*") if path.is_file() and path.parent.name != "truth"]
    assert not any(b"stuck_open" in path.read_bytes() for path in open_files)


def test_readings_are_those_that_would_be_published(tmp_path):
    write(Toy(range(3)), tmp_path, 0.25, judge=list)
    rows = read(tmp_path)
    published = Toy(range(3)).advance(MIDNIGHT_MS + 6 * HOUR_MS)
    assert rows["time"].is_monotonic_increasing
    assert len(rows) == sum(int(np.isfinite(frame.values).sum()) for frame in published.devices)
    for frame in published.devices:
        own = rows[(rows["building"] == frame.building) & (rows["device"] == frame.device)]
        table = own.pivot_table(index="time", columns="point", values="value", observed=True)
        table = table.reindex(pd.to_datetime(published.times_ms, unit="ms", utc=True))
        np.testing.assert_array_equal(table[list(frame.names)].to_numpy(), frame.values)


def test_costs_are_asked_at_the_start_and_at_each_midnight(tmp_path):
    toy = Toy(range(3), MIDNIGHT_MS + 6 * HOUR_MS)
    toy.break_down(broken(0))
    toy.break_down(broken(1, onset_ms=MIDNIGHT_MS + 30 * HOUR_MS))
    toy.break_down(broken(2, onset_ms=MIDNIGHT_MS + 300 * HOUR_MS))
    shares: list[float] = []
    write(toy, tmp_path, 2.5, judge=lambda: judge(toy), progress=shares.append)
    costs = pd.read_parquet(tmp_path / "truth" / "costs.parquet")
    hours = ((costs["time"] - pd.Timestamp("2026-01-12", tz="UTC")) / pd.Timedelta(hours=1)).tolist()
    assert list(zip(hours, costs["building"], strict=True)) == [
        (6, "building-0"),
        (24, "building-0"),
        (48, "building-0"),
        (48, "building-1"),
    ]
    assert list(pd.read_parquet(tmp_path / "truth" / "faults.parquet")["id"]) == ["0-AHU-1", "1-AHU-1"]
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1.0)


def test_row_groups_are_of_one_size_however_the_rows_came(tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "ROWS_OF_A_GROUP", 500)
    seen = []
    for name, longest in (("one", 5), ("other", 45)):
        monkeypatch.setattr(writing, "burst_ms", lambda _buildings, minutes=longest: minutes * 60_000)
        write(Toy(range(3)), tmp_path / name, 0.5, judge=list)
        seen.append(bytes_of(tmp_path / name))
    metadata = pq.read_metadata(tmp_path / "one" / "readings.parquet")
    groups = [metadata.row_group(number).num_rows for number in range(metadata.num_row_groups)]
    assert len(groups) > 3
    assert set(groups[:-1]) == {500}
    assert sum(groups) == len(read(tmp_path / "one"))
    assert seen[0] == seen[1]


def test_the_same_life_gives_the_same_bytes(tmp_path):
    for name in ("one", "other"):
        write(Toy(range(2)), tmp_path / name, 0.5, judge=list)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "other")


def test_nothing_lived_gives_files_that_can_be_read(tmp_path):
    write(Toy(range(2)), tmp_path, 0.0, judge=list)
    assert len(read(tmp_path)) == 0
    assert len(pd.read_parquet(tmp_path / "truth" / "costs.parquet")) == 0


def test_an_error_half_way_leaves_the_files_of_before_and_nothing_half_done(tmp_path):
    write(Toy(range(2)), tmp_path, 0.5, judge=list)
    before = bytes_of(tmp_path)

    def failing() -> list[ActiveFault]:
        if toy.now_ms > MIDNIGHT_MS:
            raise ConnectionError("the judge has left")
        return []

    toy = Toy(range(2))
    with pytest.raises(ConnectionError, match="the judge has left"):
        write(toy, tmp_path, 1.5, judge=failing)
    assert bytes_of(tmp_path) == before


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NotWrittenError, match="file"):
        write(Toy(range(2)), tmp_path / "file", 0.5, judge=list)


FULL_DISK = """
import sys
from pathlib import Path
from simulator import write as writing
from tests.simulator.toys import Toy
writing.describe = lambda _portfolio, folder: folder.mkdir(exist_ok=True)
writing.ROWS_OF_A_GROUP = 1000
try:
    writing.write(Toy(range(20)), Path(sys.argv[1]), 5, judge=list)
except writing.NotWrittenError as error:
    print("told:", error)
"""


def test_a_full_disk_is_told_and_what_there_was_stays(tmp_path):
    write(Toy(range(2)), tmp_path, 0.5, judge=list)
    before = bytes_of(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path)],
        cwd=Path(__file__).resolve().parents[2],
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"told: {tmp_path / 'readings.parquet'} cannot be written")
    assert bytes_of(tmp_path) == before
