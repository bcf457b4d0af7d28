"""A browser and a site to look at with it.

Chromium is the one that CHROMIUM names, else Debian's. Without one the tests are skipped; with REQUIRE_BROWSER=1 they fail.
"""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect
from waitress import create_server

from glossary.app import create_app
from tests.conftest import ROOT, settings_in

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--force-color-profile=srgb"]
TERMS = ROOT / "tests" / "fixtures" / "pages"
PATIENCE = 20_000
"""How long a page may take to come to what a test expects, in milliseconds: long, so that a busy machine fails nothing."""

expect.set_options(timeout=PATIENCE)

Open = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    if not CHROMIUM.exists():
        reason = f"there is no Chromium at {CHROMIUM}: install it, or name another one with CHROMIUM"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return {**browser_type_launch_args, "executable_path": str(CHROMIUM), "args": ARGUMENTS}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running site on the small termbase of the page tests."""
    home = tmp_path_factory.mktemp("site")
    settings = settings_in(home, TERMS)
    server = create_server(create_app(settings), host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=5)


@pytest.fixture
def messages() -> list[str]:
    """What the browser complained about."""
    return []


@pytest.fixture
def visit(browser: Browser, site: str, messages: list[str]) -> Iterator[Open]:
    """Opens a page of the site as a given reader would; fails at the end if the browser complained."""
    contexts: list[BrowserContext] = []

    def note(message: ConsoleMessage) -> None:
        # A status of 400 or 404 is what some of these pages are about.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            messages.append(f"{message.type}: {message.text}")

    def open_page(address: str, lang: str = "en", width: int = 1280, **options: Any) -> Page:
        locale = {"en": "en-GB", "ja": "ja-JP"}[lang]
        context = browser.new_context(locale=locale, viewport={"width": width, "height": 800}, base_url=site, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: messages.append(f"error: {error}"))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert messages == []
