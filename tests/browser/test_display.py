"""Themes, widths and access for everybody, on every page in both languages."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from glossary.text.languages import LANGUAGES
from tests.browser.conftest import Open
from tests.web.addresses import VIEWS

WIDTHS = (320, 360, 800, 1280, 1600)
FAILURES = ("/c/national-cyber-security-office", "/lookup?q=a&from=fr")
EVERYTHING = (*VIEWS, *FAILURES)
LIGHT, DARK = "rgb(250, 249, 245)", "rgb(22, 24, 27)"
OPTIONS = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_violates_accessibility_rules(visit: Open, lang: str, scheme: str) -> None:
    page = visit("/about", lang, width=360 if scheme == "dark" else 1280, color_scheme=scheme)
    axe = Axe()
    found = {}
    for address in EVERYTHING:
        page.goto(address)
        results = axe.run(page, options=OPTIONS)
        broken = [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in results.response["violations"]]
        if broken:
            found[address] = broken
    assert found == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_scrolls_sideways(visit: Open, lang: str) -> None:
    page = visit("/about", lang)
    wide = []
    for address in EVERYTHING:
        page.goto(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append((address, width))
    assert wide == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_targets_are_large_enough_for_fingers(visit: Open, lang: str) -> None:
    page = visit("/about", lang, width=360, has_touch=True)
    small = []
    for address in ("/", "/lookup?q=ACD", "/browse", "/c/posture", "/propose"):
        page.goto(address)
        small += page.evaluate(
            """[...document.querySelectorAll('button, select, input:not([type=hidden])')]
                .filter((item) => item.checkVisibility() && item.getBoundingClientRect().height > 0)
                .map((item) => item.closest('label') ?? item)
                .filter((item) => item.getBoundingClientRect().height < 24)
                .map((item) => item.outerHTML.slice(0, 80))"""
        )
    assert small == []


@pytest.mark.parametrize(("scheme", "paper"), [("light", LIGHT), ("dark", DARK)])
def test_theme_follows_the_system(visit: Open, scheme: str, paper: str) -> None:
    page = visit("/about", color_scheme=scheme)
    expect(page.locator("body")).to_have_css("background-color", paper)


def test_theme_is_chosen_at_once_and_kept(visit: Open) -> None:
    page = visit("/about", color_scheme="light")
    page.get_by_label("Dark").check()
    expect(page.locator("body")).to_have_css("background-color", DARK)
    expect(page.get_by_role("button", name="Remember")).to_be_hidden()
    page.goto("/pitfalls")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("body")).to_have_css("background-color", DARK)
    page.get_by_label("System").check()
    expect(page.locator("body")).to_have_css("background-color", LIGHT)
    page.goto("/about")
    expect(page.locator("body")).to_have_css("background-color", LIGHT)


def test_theme_is_kept_without_script(visit: Open) -> None:
    page = visit("/pitfalls?kind=ambiguous", color_scheme="light", java_script_enabled=False)
    keep = page.get_by_role("button", name="Remember")
    expect(keep).to_be_hidden()
    page.get_by_label("Dark").check()
    expect(page.locator("body")).to_have_css("background-color", DARK)
    keep.click()
    expect(page).to_have_url(re.compile(r"/pitfalls\?kind=ambiguous"))
    expect(page.locator("body")).to_have_css("background-color", DARK)
    expect(keep).to_be_hidden()


def test_without_script_nothing_is_offered_that_needs_it(visit: Open) -> None:
    page = visit("/c/posture", java_script_enabled=False)
    expect(page.get_by_role("button")).to_have_count(1)
    expect(page.get_by_role("button")).to_have_accessible_name("Look up")
