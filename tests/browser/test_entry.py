"""The page of a concept under the hands: keys, copying, the list of keys."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

CLIPBOARD = ["clipboard-read", "clipboard-write"]


def clipboard(page: Page) -> str:
    expect(page.locator("#said")).to_have_text("Copied" if page.locator("html").get_attribute("lang") == "en" else "コピーしました")
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


@pytest.mark.parametrize(("key", "text"), [("e", "cyber posture"), ("j", "サイバー態勢"), ("b", "cyber posture\tサイバー態勢")])
def test_single_keys_copy(visit: Open, key: str, text: str) -> None:
    page = visit("/c/posture", permissions=CLIPBOARD)
    page.keyboard.press(key)
    assert clipboard(page) == text
    expect(page.locator("#said")).to_have_text("Copied")


def test_copied_japanese_holds_no_reading(visit: Open) -> None:
    page = visit("/c/national-cybersecurity-office", "ja", permissions=CLIPBOARD)
    page.get_by_role("button", name="日本語をコピー").click()
    assert clipboard(page) == "国家サイバー統括室"


def test_term_is_copied_with_its_source(visit: Open) -> None:
    page = visit("/c/posture", permissions=CLIPBOARD)
    page.get_by_role("button", name="Copy with source").click()
    first, source, here = clipboard(page).splitlines()
    assert (first, source) == ("cyber posture = サイバー態勢", "Two names for one policy, Institute of Examples, https://example.org/paper")
    assert here.endswith("/c/posture")


def test_refused_copy_is_told(visit: Open) -> None:
    page = visit("/c/posture")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error()) } })")
    page.keyboard.press("e")
    expect(page.locator("#said")).to_have_text("The browser did not allow copying.")


def test_keys_do_nothing_in_fields_or_with_modifiers(visit: Open) -> None:
    page = visit("/c/national-cybersecurity-office", permissions=CLIPBOARD)
    page.locator("#finder-q").focus()
    page.keyboard.type("ej?b/")
    expect(page.locator("#finder-q")).to_have_value("ej?b/")
    page.evaluate("document.activeElement.blur()")
    for key in ("Control+e", "Alt+j", "Shift+B"):
        page.keyboard.press(key)
    expect(page.locator("#said")).to_have_text("")
    expect(page.locator("#keys")).to_be_hidden()


def test_no_key_acts_during_a_conversion(visit: Open) -> None:
    page = visit("/c/posture", permissions=CLIPBOARD)
    for event in ("{ key: 'e', isComposing: true }", "{ key: 'e', keyCode: 229 }"):
        page.evaluate(f"document.dispatchEvent(new KeyboardEvent('keydown', {event}))")
    page.wait_for_timeout(100)
    expect(page.locator("#said")).to_have_text("")


def test_key_list_opens_and_switches_single_keys_off(visit: Open) -> None:
    page = visit("/c/posture", permissions=CLIPBOARD)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.get_by_label("Single-key shortcuts").uncheck()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.reload()
    page.keyboard.press("e")
    page.keyboard.press("?")
    expect(page.locator("#said")).to_have_text("")
    expect(page.locator("#keys")).to_be_hidden()
    page.get_by_role("button", name="Keyboard").click()
    page.get_by_label("Single-key shortcuts").check()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("e")
    assert clipboard(page) == "cyber posture"


def test_name_of_a_day_is_asked_by_form(visit: Open) -> None:
    page = visit("/c/national-cybersecurity-office")
    page.get_by_label("Name in use on").fill("2014-06-01")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("output")).to_contain_text("On 1 June 2014: National Information Security Center")


def test_map_gives_way_to_a_list_on_narrow_screens(visit: Open) -> None:
    page = visit("/c/national-cybersecurity-office")
    full = page.locator("ul.relations").first
    expect(page.locator("svg.map")).to_be_visible()
    expect(full).to_be_hidden()
    page.set_viewport_size({"width": 700, "height": 800})
    expect(page.locator("svg.map")).to_be_hidden()
    expect(full).to_be_visible()


def test_map_boxes_hold_their_text(visit: Open) -> None:
    page = visit("/c/national-cybersecurity-office")
    overflowing = page.evaluate(
        """[...document.querySelectorAll('svg.map .node')].filter((node) => {
            const box = node.querySelector('rect').getBBox();
            const text = node.querySelector('text').getBBox();
            return text.x < box.x || text.x + text.width > box.x + box.width || text.y < box.y || text.y + text.height > box.y + box.height;
        }).map((node) => node.textContent)"""
    )
    assert overflowing == []


def test_proposal_goes_from_problems_to_a_file(visit: Open) -> None:
    page = visit("/propose?term=patch%20window")
    page.get_by_role("button", name="Check and make the file").click()
    expect(page.locator(".notice-fork")).to_contain_text("missing or wrong")
    for name, text in {
        "en_definition": "agreed time in which systems may be changed",
        "ja_term": "適用時間帯",
        "ja_reading": "てきようじかんたい",
        "ja_definition": "システムの変更が認められた時間",
    }.items():
        page.locator(f"#{name}").fill(text)
    page.locator("#domain").select_option("policy")
    page.get_by_role("button", name="Check and make the file").click()
    expect(page.locator("#done")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "patch-window.toml"
