"""A served case and a real browser."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from tests.publishing.web.served import Served, serve

from tarjih.publishing.commands.demo import make_sample

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def sample_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample case; whoever changes it works on a copy (`served_copy`)."""
    folder = tmp_path_factory.mktemp("web") / "sample"
    make_sample(folder)
    return folder


@pytest.fixture(scope="session")
def served(sample_case: Path) -> Iterator[Served]:
    """The sample case behind a real server; it is not to be changed."""
    yield from serve(sample_case)


@pytest.fixture
def served_copy(sample_case: Path, tmp_path: Path) -> Iterator[Served]:
    """A copy of the sample case behind a server, to be changed by one test."""
    yield from serve(Path(shutil.copytree(sample_case, tmp_path / "sample")))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or the one that TARJIH_CHROMIUM names, or else Playwright's own."""
    found = os.environ.get("TARJIH_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 860})
    yield made
    made.close()
