"""`plantroom replay`: a trend export to a broker that runs."""

from collections.abc import Callable
from pathlib import Path

from tests.conftest import Mosquitto
from tests.journey.house import house
from tests.plantroom.conftest import Said, the_one_line
from tests.plantroom.small_site import rows, write_site, write_wide

Command = Callable[..., Said]
LAST_MS = 1_768_186_500_000  # 2026-01-12T02:55Z


def test_a_replayed_export_is_what_was_exported(
    plantroom: Command, mosquitto: Mosquitto, tmp_path: Path
) -> None:
    plantroom("import", write_site(tmp_path))
    table = rows()
    table[2] = (table[2][0], "1", "wet", *table[2][3:])
    with house(mosquitto.port, tmp_path) as opened:
        said = plantroom("replay", write_wide(tmp_path, table), PLANTROOM_BROKER__PORT=str(mosquitto.port))
        assert said.code == 0, said.err
        assert "36 messages with 179 readings published, all acknowledged." in said.out
        assert "1 cell could not be read: row 4, outside: 'wet'" in said.out
        opened.wait_for(36)
        kept = opened.parts.readings.read(["mill/AHU-1/outside", "mill/AHU-1/fan"], 0, 2**62)
    assert [int((kept.column == column).sum()) for column in (0, 1)] == [35, 36]
    assert set(kept.value[kept.column == 0].tolist()) == {2.0}
    assert kept.time_ms.max() == LAST_MS


def test_an_export_of_no_imported_site_is_refused(plantroom: Command, tmp_path: Path) -> None:
    assert "plantroom import" in the_one_line(plantroom("replay", write_wide(tmp_path)))


def test_a_file_that_is_not_there_is_named(plantroom: Command) -> None:
    assert "none.csv: no such file" in the_one_line(plantroom("replay", "none.csv"))
