"""The page's built files, at the root."""

from pathlib import Path

from fastapi import FastAPI

from api.problems import ProblemError


def serve_page(app: FastAPI, folder: Path | None) -> None:
    """Serve the built page in ``folder`` at "/"; without one, say how to build it.

    Only files that exist are served: an unknown address is a 404 problem, under /v1 and elsewhere, and
    never the page in its place.
    """
    if folder is not None and (folder / "index.html").is_file():
        app.frontend("/", directory=folder, fallback=None, check_dir=True)
        return

    @app.get("/", include_in_schema=False)
    def not_built() -> None:
        detail = (
            "The page is not built. Installing plantroom builds it (make demo does that); "
            "while working on it, run npm ci && npm run build in web/."
        )
        raise ProblemError(404, "page-not-built", detail)
