import re
from decimal import Decimal

from playwright.sync_api import Page, expect

from tests.web import documents
from tests.web.fake_api import FakeApi


def open_why(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Why this").click()
    expect(page.get_by_role("slider", name="Time in the chart")).to_be_visible()


def test_the_chart_is_read_by_keyboard(page: Page) -> None:
    open_why(page)
    slider = page.get_by_role("slider")
    slider.focus()
    slider.press("Home")
    expect(slider).to_have_attribute(
        "aria-valuetext", re.compile(r"^Wednesday 22:55: Mixed air .* °C; .*command 0 %")
    )
    slider.press("PageUp")
    expect(slider).to_have_attribute("aria-valuenow", "12")
    slider.press("End")
    expect(slider).to_have_attribute("aria-valuetext", re.compile(r"^today 06:55: Mixed air"))


def test_the_chart_is_read_by_finger_and_a_gap_is_told_as_a_gap(page: Page) -> None:
    open_why(page)
    slider = page.get_by_role("slider")
    slider.focus()
    slider.press("Home")
    for _ in range(13):
        slider.press("PageUp")
    expect(slider).to_have_attribute("aria-valuenow", "156")
    expect(slider).to_have_attribute("aria-valuetext", re.compile("Mixed air no reading"))
    box = slider.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 80)
    expect(slider).not_to_have_attribute("aria-valuenow", "156")


def test_a_panel_has_one_axis_and_the_command_one_of_its_own(page: Page) -> None:
    open_why(page)
    panels = page.locator(".panel")
    expect(panels).to_have_count(2)
    expect(panels.nth(0).locator(".legend")).to_contain_text("Mixed air")
    expect(panels.nth(0).locator(".tick", has_text="°C")).to_have_count(1)
    expect(panels.nth(0).locator("path.band")).to_have_count(1)
    expect(panels.nth(0).locator("path.expected[d*='L']")).to_have_count(1)
    expect(panels.nth(1).locator(".legend")).to_contain_text("Outdoor-air damper command")
    expect(panels.nth(1).locator(".tick", has_text="100 %")).to_have_count(1)
    expect(page.locator("path.since")).to_have_count(2)
    expect(page.locator(".since-text")).to_have_text("since Thursday 14:10")


def test_the_chart_has_a_table_for_those_who_read_tables(page: Page) -> None:
    open_why(page)
    page.get_by_text("The same as a table").click()
    table = page.locator(".table-frame table")
    expect(table.get_by_role("columnheader", name="Outdoor-air damper command")).to_be_visible()
    expect(table.get_by_role("row", name=re.compile("Thursday 01:10"))).to_contain_text("°C")


def test_the_money_shown_adds_up_to_the_score_shown(page: Page) -> None:
    open_why(page)
    amounts = page.locator(".sum").first.locator("td").all_text_contents()
    *parts, score = (Decimal(amount.replace("\N{MINUS SIGN}", "-").replace("$", "")) for amount in amounts)
    assert sum(parts) == score == Decimal("37.42")


def test_the_runner_up_stands_beside_in_columns_that_add_up(page: Page) -> None:
    open_why(page)
    expect(page.get_by_text("This one is worth $31 a day more.")).to_be_visible()
    page.get_by_text("The two side by side").click()
    totals = page.locator(".sum").last.locator("tfoot td").all_text_contents()
    assert totals == ["$37.42", "$6.20"]


def test_reasons_for_and_against_unknown_and_what_would_change_it(page: Page) -> None:
    open_why(page)
    for words in (
        "64 hours in which mixed air was near outdoor air",
        "For 3 of 67 hours judged the mixed air fitted the command.",
        "No damper position is reported",
        "Mixed air near return air while the command stays at 20 %.",
        "Waiting costs about $44 a day and $306 a week, weighed by how sure we are.",
        "It also emits about 71 kg of CO₂ a day.",
    ):
        expect(page.get_by_text(words)).to_be_visible()


def test_what_was_measured_stands_beside_what_was_expected_and_names_its_points(page: Page) -> None:
    open_why(page)
    beside = page.locator(".beside > div")
    expect(beside).to_have_text([re.compile("^Measured.*4.1 °C$"), re.compile("^Expected.*17.2 °C$")])
    page.get_by_text("Read from one point").click()
    expect(page.get_by_text("north-tower/AHU-2/mixed_air_temperature_sensor")).to_be_visible()
    page.get_by_role("button", name="Show it in the chart").click()
    expect(page.get_by_role("heading", name="What the data show")).to_be_in_viewport()


def test_other_causes_are_weighed_one_by_one_and_together(page: Page) -> None:
    open_why(page)
    expect(page.get_by_text("Outdoor-air damper leaking: 4 %")).to_be_visible()
    expect(page.get_by_text("Together with the fault named first: 99 %.")).to_be_visible()


def test_what_goes_before_more_money_says_why(page: Page, api: FakeApi) -> None:
    runner_up = documents.RECOMMENDATION["runner_up"] | {"difference_per_day": -12.0, "ahead": "safety"}
    api.choice = documents.choice(documents.RECOMMENDATION | {"runner_up": runner_up})
    open_why(page)
    said = (
        "“Replace the filters on AHU-1” is worth $12 a day more, but what can hurt people comes before money."
    )
    expect(page.get_by_text(said)).to_be_visible()


def test_back_leads_to_the_card(page: Page) -> None:
    open_why(page)
    page.go_back()
    expect(page.get_by_role("button", name="Do it")).to_be_visible()
    page.get_by_role("button", name="The steps").click()
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_role("button", name="Do it")).to_be_visible()
    page.goto("/#why")
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_role("button", name="Do it")).to_be_visible()


def test_readings_that_cannot_be_had_leave_the_reasons(page: Page, api: FakeApi) -> None:
    api.detail = documents.detail() | {"series": None}
    page.goto("/")
    page.get_by_role("button", name="Why this").click()
    expect(page.get_by_text("There are no readings to draw.")).to_be_visible()
    expect(page.get_by_text("What it is worth")).to_be_visible()


def test_safety_comes_before_the_work_and_ticks_stay(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="The steps").click()
    boxes = page.get_by_role("checkbox")
    expect(boxes).to_have_count(6)
    expect(boxes.first).to_have_accessible_name(re.compile("Tell the control room"))
    headings = page.get_by_role("heading", level=2).all_text_contents()
    assert headings[:2] == ["First, make it safe", "Then the work"]
    page.get_by_text("Lock out and tag out").click()
    expect(page.get_by_text("1 of 6 done")).to_be_visible()
    page.reload()
    expect(page.get_by_role("checkbox", name=re.compile("Lock out"))).to_be_checked()
    expect(page.get_by_text("Not likely; perhaps damper actuator")).to_be_visible()
    expect(page.get_by_text("about $140 ($90 to $420)")).to_be_visible()
    expect(page.get_by_text("about a day, for parts or people")).to_be_visible()
    expect(page.get_by_text("Mixed air rises towards return air")).to_be_visible()
