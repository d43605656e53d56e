"""The description of the API, put right where FastAPI describes what cannot happen."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.examples import SHOWN
from api.problems import Problem

TAGS = [
    {"name": "session", "description": "Whose phone this is."},
    {"name": "next action", "description": "The one thing to do now, and why."},
    {"name": "answers", "description": "What the manager says of it."},
    {"name": "recommendations", "description": "One recommendation with its evidence."},
    {"name": "history", "description": "What was shown, answered and found."},
    {"name": "complaints", "description": "What people feel in rooms, readings or not."},
    {"name": "health", "description": "For whoever operates this; needs no token."},
]
_SCHEMAS = "#/components/schemas/"


def describe(app: FastAPI) -> None:
    """Let ``app.openapi()`` tell every error as a problem, and none that a route cannot give."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _described(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _described(app: FastAPI) -> dict[str, Any]:
    document = get_openapi(
        title=app.title,
        version=app.version,
        openapi_version=app.openapi_version,
        description=app.description,
        routes=app.routes,
        tags=app.openapi_tags,
    )
    for operations in document["paths"].values():
        for operation in operations.values():
            # FastAPI adds its own 422 to every route with a parameter, also where any text will do.
            invalid = operation["responses"].get("422", {}).get("content", {})
            if "application/json" in invalid:
                del operation["responses"]["422"]
    schemas = document["components"]["schemas"]
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    problem = Problem.model_json_schema(ref_template=_SCHEMAS + "{model}")
    schemas.update(problem.pop("$defs"))
    schemas["Problem"] = problem
    document["components"]["examples"] = {name: {"value": value} for name, value in SHOWN.items()}
    return document
