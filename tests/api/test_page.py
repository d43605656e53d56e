from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import House

ASSET = "/assets/page-B2xk91aZ.js"


@pytest.fixture
def page(house: House, tmp_path: Path) -> TestClient:
    """A client of an application with a built page, without a token."""
    folder = tmp_path / "static"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>plantroom</title>")
    (folder / "service_worker.js").write_text("self.addEventListener('fetch', () => {})")
    (folder / "manifest.webmanifest").write_text("{}")
    (folder / ASSET.lstrip("/")).write_text("console.log(1)")
    (tmp_path / "secret.txt").write_text("secret")
    return house.client(page=folder)


def test_the_page_is_served_at_the_root(page: TestClient) -> None:
    response = page.get("/")

    assert response.status_code == 200
    assert "<title>plantroom</title>" in response.text


@pytest.mark.parametrize("path", ["/", "/index.html", "/service_worker.js", "/manifest.webmanifest"])
def test_the_page_is_asked_for_anew_each_time_and_not_sent_again(page: TestClient, path: str) -> None:
    response = page.get(path)

    assert response.headers["Cache-Control"] == "no-cache"
    again = page.get(path, headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.headers["Cache-Control"]) == (304, "no-cache")


def test_files_with_a_hash_in_their_name_are_kept_for_good(page: TestClient) -> None:
    response = page.get(ASSET)

    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["Content-Type"].startswith("text/javascript")


@pytest.mark.parametrize(
    "path",
    ["/v1/nothing", "/v1/", "/v1", "/assets/gone.js", "/nothing", "/../secret.txt", "/%2e%2e/secret.txt"],
)
@pytest.mark.parametrize("accept", ["text/html", "*/*"])
def test_an_unknown_address_is_a_problem_and_never_the_page(page: TestClient, path: str, accept: str) -> None:
    response = page.get(path, headers={"Accept": accept})

    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Cache-Control"] == "no-store"


def test_the_page_does_not_hide_which_method_an_address_takes(page: TestClient) -> None:
    response = page.post("/v1/session")

    assert (response.status_code, response.headers["Allow"]) == (405, "GET")


@pytest.mark.parametrize("folder", [None, Path("nowhere")])
def test_without_a_built_page_it_says_how_to_build_it(house: House, folder: Path | None) -> None:
    response = house.client(page=folder).get("/")

    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert "npm run build" in response.json()["detail"]


@pytest.mark.parametrize("path", ["/", ASSET, "/v1/session", "/nothing", "/healthz"])
def test_every_response_carries_the_security_headers(page: TestClient, path: str) -> None:
    headers = page.get(path).headers

    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_data_are_never_stored_on_the_way(house: House, maria: TestClient) -> None:
    assert maria.get("/v1/session").headers["Cache-Control"] == "no-store"
    assert house.client().get("/healthz").headers["Cache-Control"] == "no-store"


def test_a_failure_of_the_server_is_a_problem_that_tells_no_secret(house: House) -> None:
    def broken(_manager: str) -> None:
        raise RuntimeError("the secret path is /var/lib/secret")

    response = house.client("maria", manager=broken).get("/v1/session")
    assert response.status_code == 500
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "secret" not in response.text
