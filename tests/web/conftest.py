"""The built page, served with the headers of the API, and a phone to look at it with."""

import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from api.headers import SECURITY_HEADERS, cache_control
from hatch_build import build_page
from tests.conftest import REPOSITORY, requires
from tests.web import documents
from tests.web.fake_api import TOKEN, FakeApi

LAUNCH = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def page_folder() -> Path:
    """The page, built from the sources as they are now."""
    return build_page(REPOSITORY)


@pytest.fixture(scope="session")
def address(page_folder: Path) -> Iterator[str]:
    """Where the page is served, with the content security policy that the API sends."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, directory=str(page_folder))

        def end_headers(self) -> None:
            for name, value in SECURITY_HEADERS.items():
                self.send_header(name, cache_control(self.path, 200) if name == "Cache-Control" else value)
            super().end_headers()

        def log_message(self, *_: object) -> None: ...

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = requires("chromium", "chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(LAUNCH))
        yield running
        running.close()


@pytest.fixture
def api() -> FakeApi:
    return FakeApi()


@pytest.fixture
def new_phone(browser: Browser, address: str) -> Iterator[Callable[..., BrowserContext]]:
    """Make a phone: a browser context with its own memory and a clock on Monday morning."""
    phones: list[BrowserContext] = []

    def make(api: FakeApi, *, signed_in: bool = True, **options: Any) -> BrowserContext:
        settings = {"viewport": PHONE, "locale": "en-US", "service_workers": "block"} | options
        phone = browser.new_context(base_url=address, **settings)
        phone.set_default_timeout(5000)
        phone.clock.install(time=documents.NOW)
        if signed_in:
            phone.add_init_script(f"if (location.host) localStorage['plantroom.token'] ??= '\"{TOKEN}\"'")
        api.serve(phone)
        phones.append(phone)
        return phone

    yield make
    for phone in phones:
        phone.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained of: exceptions, refused scripts and styles. Every test leaves it empty."""
    return []


@pytest.fixture
def page(new_phone: Callable[..., BrowserContext], api: FakeApi, complaints: list[str]) -> Iterator[Page]:
    """A phone in hand, not yet opened."""
    opened = new_phone(api).new_page()
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on(
        "console",
        lambda message: (
            message.type == "error"
            and "Failed to load" not in message.text
            and complaints.append(message.text)
        ),
    )
    yield opened
    assert complaints == []
