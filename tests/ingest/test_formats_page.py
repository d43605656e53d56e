"""Every example in docs/formats.md decodes to what stands below it, and every reason is named there."""

import re
from datetime import UTC, datetime

import pytest

from ingest.formats import Formats, Plain, Udmi, UdmiEnvelopes
from ingest.reading import RawReading, Reason
from tests.conftest import REPOSITORY

PAGE = (REPOSITORY / "docs" / "formats.md").read_text()
EXAMPLES = re.findall(r"On `([^`]+)`:\n\n```json\n(.*?)```\n\n```text\n(.*?)```", PAGE, re.DOTALL)


def line(reading: RawReading) -> list[str]:
    """A reading as the page has it."""
    if reading.time is None:
        time = "(arrival)"
    else:
        moment = datetime.fromtimestamp(reading.time / 1000, UTC)
        time = moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return [reading.source, str(reading.value), time, *([reading.unit] if reading.unit else [])]


@pytest.mark.parametrize(("topic", "payload", "expected"), EXAMPLES)
def test_an_example_on_the_page_decodes_to_what_stands_below_it(
    topic: str, payload: str, expected: str
) -> None:
    decoded = Formats([Udmi(), UdmiEnvelopes(), Plain()]).decode(topic, payload.encode())
    assert list(decoded.problems) == []
    assert [line(reading) for reading in decoded.readings] == [row.split() for row in expected.splitlines()]


def test_no_example_on_the_page_is_left_out() -> None:
    assert len(EXAMPLES) == PAGE.count("```json") > 4


def test_every_reason_is_on_the_page_and_no_other() -> None:
    named = re.search(r"shows the reasons: (.*?)\.\n", PAGE)
    assert named is not None
    assert re.findall(r"`([^`]+)`", named[1]) == [reason.value for reason in Reason]
