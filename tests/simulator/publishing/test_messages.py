import json

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simulator.published import DeviceFrame, Published
from simulator.publishing import packets, pointset_topic
from tests.simulator.publishing.brokers import START_MS, flat, packet_id, readings, size


def test_a_message_is_a_udmi_pointset_in_simulated_time():
    published = readings()
    topic, payload = flat(published)[0]
    message = json.loads(payload)
    assert topic == pointset_topic("tower", "VAV-0") == "/r/tower/d/VAV-0/events/pointset"
    assert message["timestamp"] == "2026-01-12T06:05:00Z"
    assert message["version"]
    values = published.devices[0].values[0]
    assert message["points"] == {f"point_{p}": {"present_value": values[p]} for p in range(3)}


def test_messages_come_in_the_order_of_time():
    published = readings()
    times = [json.loads(payload)["timestamp"] for _, payload in flat(published)]
    assert times == sorted(times)
    assert len(times) == size(published)


def test_a_value_that_is_no_number_is_left_out_and_its_neighbours_are_not():
    published = readings(steps=2)
    whole = [json.loads(payload) for _, payload in flat(published)]
    published.devices[1].values[0, 0] = np.nan
    published.devices[2].values[0, 2] = np.inf
    sparse = [json.loads(payload) for _, payload in flat(published)]
    assert sparse[1]["points"] == {name: whole[1]["points"][name] for name in ("point_1", "point_2")}
    assert sparse[2]["points"] == {name: whole[2]["points"][name] for name in ("point_0", "point_1")}
    assert [sparse[0], *sparse[3:]] == [whole[0], *whole[3:]]


def test_a_device_of_which_nothing_was_heard_says_nothing():
    published = readings(steps=2)
    whole = flat(published)
    for silent in (0, 1, 11):
        published.devices[silent].values[0] = np.nan
    assert flat(published) == [*whole[2:11], *whole[12:]]


@given(
    name=st.text(st.characters(codec="utf-8"), min_size=1, max_size=12),
    value=st.floats(allow_nan=False, allow_infinity=False),
)
def test_any_name_and_any_number_can_be_read_back(name, value):
    frame = DeviceFrame("tower", "AHU", (name,), np.array([[value]]))
    _, payload = flat(Published(np.array([START_MS]), (frame,)))[0]
    points = json.loads(payload)["points"]
    assert points == {name: {"present_value": value}}


def test_nothing_published_gives_no_messages():
    assert flat(Published(np.zeros(0, dtype=np.int64), ())) == []
    assert flat(Published(np.array([START_MS]), ())) == []


@given(sizes=st.lists(st.sampled_from([0, 1, 100, 127, 128, 16_000, 17_000]), max_size=5))
def test_packets_are_cut_as_they_were_made(sizes):
    messages = [(packets.text("a/b"), b"x" * size) for size in sizes]
    found, end = packets.cut(packets.publishes(messages, range(1, len(messages) + 1)) + b"\x32")
    assert [kind for kind, _ in found] == [3] * len(messages)
    assert [packet_id(body) for _, body in found] == list(range(1, len(messages) + 1))
    assert [body[8:] for _, body in found] == [payload for _, payload in messages]
    assert end == len(packets.publishes(messages, range(1, len(messages) + 1)))


def test_a_packet_of_megabytes_has_a_length_of_four_bytes():
    message = (packets.text("a"), b"x" * 3_000_000)
    ((_, body),), _ = packets.cut(packets.publishes([message], [1]))
    assert len(body) == 3_000_006
