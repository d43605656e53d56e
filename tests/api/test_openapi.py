from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest

from api.problems import Problem
from tests.api.conftest import House

SUCCESS = ("200", "201")


@pytest.fixture
def description(house: House) -> dict[str, Any]:
    described: dict[str, Any] = house.client().get("/v1/openapi.json").json()
    return described


def operations(description: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def examples(description: dict[str, Any], content: dict[str, Any]) -> list[Any]:
    kept = description["components"]["examples"]
    named = [
        kept[example["$ref"].removeprefix("#/components/examples/")] if "$ref" in example else example
        for example in content.get("examples", {}).values()
    ]
    values = [example["value"] for example in named]
    return [*values, content["example"]] if "example" in content else values


def check(description: dict[str, Any], schema: dict[str, Any], value: Any) -> None:
    whole = {**schema, "components": description["components"]}
    jsonschema_rs.validator_for(whole, validate_formats=True).validate(value)


def test_it_is_openapi_3_1_and_needs_no_token(description: dict[str, Any]) -> None:
    assert description["openapi"].startswith("3.1")
    assert set(description["paths"]) == {
        "/v1/session",
        "/v1/managers/{manager}/next-action",
        "/v1/managers/{manager}/next-action/events",
        "/v1/managers/{manager}/history",
        "/v1/recommendations/{recommendation}",
        "/v1/recommendations/{recommendation}/answers",
        "/v1/rooms",
        "/v1/complaints",
        "/healthz",
        "/readyz",
    }


def test_every_operation_has_an_id_a_tag_that_is_explained_and_words(description: dict[str, Any]) -> None:
    explained = {tag["name"] for tag in description["tags"]}
    found = list(operations(description))

    assert len({operation["operationId"] for _, operation in found}) == len(found)
    for name, operation in found:
        assert set(operation["tags"]) <= explained, name
        assert operation["summary"], name
        assert operation["description"], name


def test_every_data_operation_needs_a_token(description: dict[str, Any]) -> None:
    for name, operation in operations(description):
        if "/v1/" in name:
            assert operation["security"] == [{"token": []}], name
            assert "401" in operation["responses"], name
            assert "404" in operation["responses"], name
        else:
            assert "security" not in operation, name


def test_every_error_is_a_problem_with_an_example_that_fits(description: dict[str, Any]) -> None:
    for name, operation in operations(description):
        for status, response in operation["responses"].items():
            if int(status) < 400:
                continue
            [(media_type, content)] = response["content"].items()
            assert media_type == "application/problem+json", (name, status)
            check(description, content["schema"], content["example"])
            assert Problem.model_validate(content["example"]).status == int(status)


def test_every_success_has_an_example_that_fits_its_schema(description: dict[str, Any]) -> None:
    for name, operation in operations(description):
        for status in SUCCESS:
            for media_type, content in operation["responses"].get(status, {}).get("content", {}).items():
                assert examples(description, content), (name, status)
                if media_type == "application/json":
                    for example in examples(description, content):
                        check(description, content["schema"], example)


@pytest.mark.parametrize(
    ("path", "examples_there"),
    [("/v1/recommendations/{recommendation}/answers", 6), ("/v1/complaints", 2)],
)
def test_every_example_of_what_is_sent_fits_its_schema(
    description: dict[str, Any], path: str, examples_there: int
) -> None:
    content = description["paths"][path]["post"]["requestBody"]["content"]["application/json"]

    assert len(examples(description, content)) == examples_there
    for example in examples(description, content):
        check(description, content["schema"], example)


def test_an_example_that_lacks_a_field_would_be_noticed(description: dict[str, Any]) -> None:
    content = description["paths"]["/v1/session"]["get"]["responses"]["200"]["content"]["application/json"]
    [example] = examples(description, content)
    del example["timezone"]

    with pytest.raises(jsonschema_rs.ValidationError):
        check(description, content["schema"], example)


def test_every_reference_leads_somewhere(description: dict[str, Any]) -> None:
    def references(part: Any) -> Iterator[str]:
        if isinstance(part, dict):
            for name, value in part.items():
                if name == "$ref":
                    yield value
                yield from references(value)
        elif isinstance(part, list):
            for value in part:
                yield from references(value)

    used = set(references(description))
    for kind in ("schemas", "examples"):
        place = f"#/components/{kind}/"
        named = {reference.removeprefix(place) for reference in used if reference.startswith(place)}
        assert named == set(description["components"][kind])
