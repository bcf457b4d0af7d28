"""Checking a draft in a browser: findings as one types, at the right words, with keys, files and without script."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Request, Route, expect
from waitress import create_server

from glossary.app import create_app
from glossary.text.languages import ENGLISH, JAPANESE, LANGUAGES
from tests.browser.conftest import Open
from tests.browser.test_display import OPTIONS
from tests.web.drafting import drafting_settings

ENGLISH_DRAFT = "In 2027 the NISC will lead.\n\nThey tabled a whitelist. Both sides praised active cyber defence."
JAPANESE_DRAFT = "😀𠮷の海外拠点では認証を必須とする。\nサーバを使い、サーバを止める。"
DRAFTS = {ENGLISH: ENGLISH_DRAFT, JAPANESE: JAPANESE_DRAFT}
MARKS = {
    ENGLISH: {"error": ["NISC"], "warning": ["tabled", "whitelist", "active cyber defence"], "information": []},
    JAPANESE: {"error": ["認証"], "warning": [], "information": ["サーバ", "サーバ"]},
}
WIDTHS = (320, 360, 800, 1280, 1600)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site that can check drafts."""
    server = create_server(create_app(drafting_settings(tmp_path_factory.mktemp("drafting"))), host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=5)


def sheet(page: Page) -> Locator:
    return page.locator("#sheet")


def marked(page: Page) -> dict[str, list[str]]:
    """The words under each kind of line, in the order of the text."""
    found: dict[str, list[str]] = page.evaluate(
        """() => Object.fromEntries(['error', 'warning', 'information'].map((level) => [level,
            [...(CSS.highlights.get('finding-' + level) ?? [])].map((range) => range.toString())]))"""
    )
    return found


def wait_until(page: Page, holds: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for what no locator can see. Playwright's own `wait_for_function` asks again with `eval`, which the site's policy forbids."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"still not so after {seconds} s"
        page.wait_for_timeout(50)


def write(page: Page, text: str, cards: int, *, by_key: bool = False) -> None:
    """Write a text, line by line or key by key, and wait for its findings."""
    sheet(page).click()
    for number, line in enumerate(text.split("\n")):
        if number:
            page.keyboard.press("Enter")
        (page.keyboard.type if by_key else page.keyboard.insert_text)(line)
    expect(page.locator(".card")).to_have_count(cards)


def text_of(page: Page) -> str:
    return page.evaluate("document.querySelector('#sheet').innerText").rstrip("\n")  # type: ignore[no-any-return]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_findings_appear_at_the_right_words_while_typing(visit: Open, lang: str) -> None:
    page = visit("/check", lang)
    write(page, DRAFTS[lang], sum(map(len, MARKS[lang].values())), by_key=True)
    assert marked(page) == MARKS[lang]
    assert text_of(page) == DRAFTS[lang]
    expect(sheet(page)).to_be_focused()
    expect(sheet(page)).to_have_attribute("lang", lang)
    assert page.url.endswith("/check")


def test_lines_follow_the_words_while_more_is_typed(visit: Open) -> None:
    page = visit("/check")
    write(page, ENGLISH_DRAFT, 4)
    page.route("**/check/live*", lambda route: None)
    page.keyboard.press("Control+Home")
    page.keyboard.type("😀 At the start: ")
    assert marked(page) == MARKS[ENGLISH]


def test_all_findings_go_when_the_text_goes(visit: Open) -> None:
    page = visit("/check")
    write(page, ENGLISH_DRAFT, 4)
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    expect(page.locator(".card")).to_have_count(0)
    expect(page.locator("#summary")).to_be_hidden()
    expect(page.locator("#state")).to_contain_text("Check this sample")
    assert marked(page) == {"error": [], "warning": [], "information": []}


def test_nothing_is_asked_in_the_middle_of_a_conversion(visit: Open) -> None:
    page = visit("/check", JAPANESE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    sheet(page).click()
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "かいがいきょてんではにんしょう", "selectionStart": 15, "selectionEnd": 15})
    page.wait_for_timeout(700)
    page.keyboard.press("F8")
    assert [url for url in asked if "/check/live" in url] == []
    session.send("Input.insertText", {"text": "海外拠点では認証を必須とする。"})
    expect(page.locator(".card")).to_have_count(1)
    assert marked(page)["error"] == ["認証"]


def test_suggestion_is_applied_and_can_be_undone(visit: Open) -> None:
    page = visit("/check")
    write(page, ENGLISH_DRAFT, 4)
    card = page.locator(".card", has_text="tabled")
    card.locator("summary").first.click()
    card.get_by_role("button", name="put off").click()
    expect(page.locator(".card")).to_have_count(3)
    assert text_of(page) == ENGLISH_DRAFT.replace("tabled", "put off")
    expect(page.locator("#said")).to_have_text("Applied.")
    sheet(page).focus()
    page.keyboard.press("Control+Z")
    expect(page.locator(".card")).to_have_count(4)
    assert text_of(page) == ENGLISH_DRAFT


def test_safe_fixes_are_applied_together(visit: Open) -> None:
    page = visit("/check")
    write(page, JAPANESE_DRAFT, 3)
    page.get_by_role("button", name="Apply the 2 safe fixes").click()
    expect(page.locator(".card")).to_have_count(1)
    assert text_of(page) == JAPANESE_DRAFT.replace("サーバ", "サーバー")
    expect(page.locator("#fixes")).to_be_empty()


def test_keys_lead_through_the_findings(visit: Open) -> None:
    page = visit("/check")
    write(page, ENGLISH_DRAFT, 4)
    steps = []
    for key in ("F8", "F8", "F8", "Shift+F8", "Shift+F8", "Shift+F8"):
        page.keyboard.press(key)
        opened = page.locator(".card > details[open] .card-match")
        steps.append((page.evaluate("getSelection().toString()"), opened.inner_text()))
    assert steps == [(words, words) for words in ("NISC", "tabled", "whitelist", "tabled", "NISC", "active cyber defence")]
    page.keyboard.press("Shift+F8")
    page.keyboard.press("Shift+F8")
    expect(page.locator("#said")).to_contain_text("Tabled: now, or later?")
    page.keyboard.press("Alt+2")
    expect(page.locator(".card")).to_have_count(3)
    assert text_of(page) == ENGLISH_DRAFT.replace("tabled", "put off")


def test_ignored_finding_is_listed_with_its_reason_and_can_be_shown_again(visit: Open) -> None:
    page = visit("/check")
    write(page, ENGLISH_DRAFT, 4)
    page.keyboard.press("F8")
    page.keyboard.press("F8")
    page.keyboard.press("Alt+I")
    card = page.locator(".card", has_text="tabled")
    expect(card.get_by_label("It is meant this way")).to_be_focused()
    card.get_by_label("It is a quotation").check()
    card.get_by_role("button", name="Ignore", exact=True).click()
    expect(page.locator(".card")).to_have_count(3)
    page.keyboard.press("F8")
    expect(page.locator(".card > details[open] .card-match")).to_have_text("whitelist")
    page.get_by_text("Ignored: 1").click()
    expect(page.locator(".ignored li")).to_contain_text("tabled False friend · It is a quotation · Here only")
    assert marked(page)["warning"] == ["whitelist", "active cyber defence"]
    assert "tabled" not in page.evaluate("JSON.stringify({...sessionStorage, ...localStorage})")
    page.get_by_role("button", name="Show again").click()
    expect(page.locator(".card")).to_have_count(4)
    expect(page.locator(".ignored")).to_have_count(0)


def test_finding_is_ignored_in_the_whole_draft(visit: Open) -> None:
    page = visit("/check")
    write(page, JAPANESE_DRAFT, 3)
    card = page.locator(".card", has_text="サーバ").first
    card.locator("summary").first.click()
    card.get_by_text("Ignore…").click()
    card.get_by_label("Where?").select_option("draft")
    card.get_by_role("button", name="Ignore", exact=True).click()
    expect(page.locator(".card")).to_have_count(1)
    expect(page.get_by_text("Ignored: 2")).to_be_visible()


def test_what_is_ignored_in_a_draft_is_told_again_in_the_next(visit: Open) -> None:
    page = visit("/check")

    def ignore_in_draft() -> None:
        card = page.locator(".card", has_text="tabled")
        card.locator("summary").first.click()
        card.get_by_text("Ignore…").click()
        card.get_by_label("Where?").select_option("draft")
        card.get_by_role("button", name="Ignore", exact=True).click()
        expect(page.locator(".card")).to_have_count(3)

    write(page, ENGLISH_DRAFT, 4)
    ignore_in_draft()
    page.keyboard.press("Control+End")
    page.locator("#lang-switch").click()  # the same draft, on the page in the other language
    expect(page.locator("html")).to_have_attribute("lang", JAPANESE)
    expect(page.locator(".card")).to_have_count(3)
    page.locator("#lang-switch").click()
    expect(page.locator("html")).to_have_attribute("lang", ENGLISH)
    expect(page.locator(".card")).to_have_count(3)
    sheet(page).focus()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    expect(page.locator(".card")).to_have_count(0)
    write(page, ENGLISH_DRAFT, 4)
    ignore_in_draft()
    drop(page, "note.txt", ENGLISH_DRAFT + "\nMore.")
    expect(page.locator("#verdict")).to_contain_text("4 findings")
    ignore_in_draft()
    page.goto("/check")
    write(page, ENGLISH_DRAFT, 4)
    ignore_in_draft()
    page.goto("/check?sample=en")
    expect(page.locator("#verdict")).to_be_visible()
    expect(page.locator("#ignored")).to_be_empty()


def test_findings_are_filtered_by_level_and_by_rule(visit: Open) -> None:
    page = visit("/check")
    write(page, ENGLISH_DRAFT, 4)
    page.get_by_label("Warning 3").uncheck()
    assert marked(page) == {**MARKS[ENGLISH], "warning": []}
    expect(page.locator(".card:visible")).to_have_count(1)
    expect(page.locator(".strip:not(.read) rect:visible")).to_have_count(1)
    page.get_by_label("Warning 3").check()
    page.locator(".by-rule summary").click()
    page.locator(".by-rule").get_by_label("False friend 1").uncheck()
    assert marked(page)["warning"] == ["whitelist", "active cyber defence"]
    expect(page.locator(".card:visible")).to_have_count(3)
    page.keyboard.press("Escape")
    expect(page.locator(".by-rule fieldset")).to_be_hidden()
    sheet(page).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" More.")
    expect(page.locator("#verdict")).to_have_text("4 findings in 17 words")
    assert marked(page)["warning"] == ["whitelist", "active cyber defence"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sample_is_checked_at_once(visit: Open, lang: str) -> None:
    page = visit("/check", lang)
    page.locator(f".samples a[href*='sample={lang}']").first.click()
    expect(page.locator(".card")).not_to_have_count(0)
    expect(sheet(page)).to_contain_text("NISC" if lang == ENGLISH else "内閣サイバーセキュリティセンター")
    # The server wrote the cards; the lines come with the first live check.
    wait_until(page, lambda: any(marked(page).values()))


def drop(page: Page, name: str, content: str, kind: str = "") -> None:
    transfer = page.evaluate_handle(
        "([name, content]) => { const data = new DataTransfer(); data.items.add(new File([content], name)); return data; }", [name, content]
    )
    page.dispatch_event("body", "dragover", {"dataTransfer": transfer})
    page.dispatch_event("body", "drop", {"dataTransfer": transfer})


def test_dropped_file_is_read_in_the_browser_and_checked(visit: Open) -> None:
    page = visit("/check")
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request))
    drop(page, "note.md", "In 2027 the NISC will lead `NISC`.\r\nThe end.\r\n")
    expect(page.locator(".card")).to_have_count(1)
    assert text_of(page) == "In 2027 the NISC will lead `NISC`.\nThe end."
    expect(page.locator("select[name=format]")).to_have_value("markdown")
    assert {request.headers["content-type"] for request in sent if request.method == "POST"} == {"application/json"}


def test_chosen_file_replaces_the_draft_and_can_be_undone(visit: Open) -> None:
    page = visit("/check")
    write(page, "They tabled it.", 1)
    page.get_by_label("Open a file…").set_input_files(
        {"name": "a.txt", "mimeType": "text/plain", "buffer": "海外拠点では認証を必須とする。".encode()}
    )
    expect(page.locator(".card-match")).to_have_text("認証")
    sheet(page).focus()
    page.keyboard.press("Control+Z")
    expect(page.locator(".card-match")).to_have_text("tabled")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.odt", b"PK", "Files of this kind cannot be opened. Paste the text, or save it as one of: .docx .dotx"),
        ("a.txt", b" \n", "a.txt holds no text, so there is nothing to check. Choose another file."),
        ("a.docx", b"a" * (15 * 1024 * 1024 + 1), "The file is larger than 15 MB, so it was not sent."),
    ],
)
def test_file_that_cannot_be_opened_leaves_the_draft_alone(visit: Open, name: str, data: bytes, said: str) -> None:
    page = visit("/check")
    write(page, "They tabled it.", 1)
    page.get_by_label("Open a file…").set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": data})
    expect(page.get_by_role("alert")).to_contain_text(said)
    assert text_of(page) == "They tabled it."


def test_words_strip_and_card_lead_to_each_other(visit: Open) -> None:
    page = visit("/check")
    write(page, ENGLISH_DRAFT, 4)
    box = page.evaluate(
        "() => { const box = [...CSS.highlights.get('finding-warning')][0].getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; }"
    )
    page.mouse.click(*box)
    expect(page.locator(".card > details[open] .card-match")).to_have_text("tabled")
    expect(sheet(page)).to_be_focused()
    page.locator(".strip:not(.read) a").first.click()
    expect(page.locator(".card > details[open] .card-match")).to_have_text("NISC")
    assert page.evaluate("getSelection().toString()") == "NISC"
    page.locator(".card", has_text="whitelist").locator("summary").first.click()
    page.locator(".card", has_text="whitelist").get_by_text("Show in text").click()
    assert page.evaluate("getSelection().toString()") == "whitelist"


def test_narrow_screen_shows_what_stands_at_the_caret(visit: Open) -> None:
    page = visit("/check", width=360, has_touch=True)
    write(page, ENGLISH_DRAFT, 4)
    page.keyboard.press("F8")
    peek = page.locator(".peek")
    expect(peek).to_contain_text("NISC")
    peek.click()
    expect(page.locator(".card > details[open] .card-body")).to_be_in_viewport()


def test_card_stays_open_while_the_rest_of_the_draft_changes(visit: Open) -> None:
    page = visit("/check")
    write(page, ENGLISH_DRAFT, 4)
    card = page.locator(".card", has_text="whitelist")
    card.locator("summary").first.click()
    card.evaluate("(card) => { card.dataset.seen = 'yes'; }")
    sheet(page).focus()
    page.keyboard.press("Control+Home")
    page.keyboard.type("They tabled the rest. ")
    expect(page.locator("#verdict")).to_have_text("4 findings in 20 words")
    expect(page.locator(".card > details[open] .card-match")).to_have_text("whitelist")
    expect(card).to_have_attribute("data-seen", "yes")
    expect(card.locator(".card-n")).to_have_text("3")


def test_options_act_at_once(visit: Open) -> None:
    page = visit("/check")
    write(page, ENGLISH_DRAFT, 4)
    page.get_by_label("Readers").select_option("none")
    expect(page.locator(".card")).to_have_count(2)
    page.get_by_label("Date of the draft").fill("2014-05-01")
    expect(page.locator("#foot")).to_contain_text("Names are judged as of 1 May 2014.")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_other_language_keeps_the_draft_and_its_options(visit: Open, lang: str) -> None:
    page = visit("/check", lang)
    write(page, ENGLISH_DRAFT, 4)
    page.locator("select[name=reader]").select_option("none")
    expect(page.locator(".card")).to_have_count(2)
    page.locator("#lang-switch").click()
    expect(page.locator("html")).not_to_have_attribute("lang", lang)
    expect(page.locator(".card")).to_have_count(2)
    assert text_of(page) == ENGLISH_DRAFT
    expect(page.locator("select[name=reader]")).to_have_value("none")
    assert "NISC" not in page.url
    assert page.evaluate("document.cookie").find("NISC") == -1
    page.locator("#lang-switch").click()
    expect(page.locator("html")).to_have_attribute("lang", lang)
    assert text_of(page) == ENGLISH_DRAFT


def test_long_draft_sends_only_the_lines_that_changed(visit: Open) -> None:
    page = visit("/check")
    sent: list[Any] = []
    page.on("request", lambda request: sent.append(json.loads(request.post_data or "")) if "/check/live" in request.url else None)
    lines = [f"Line {number} says nothing of interest to anybody.\n" for number in range(600)]
    drop(page, "long.txt", "".join(lines) + ENGLISH_DRAFT)
    expect(page.locator(".card")).to_have_count(4)
    assert marked(page) == MARKS[ENGLISH]
    first = sent[-1]
    assert len(first["blocks"]) == 603
    sheet(page).focus()
    page.keyboard.press("Control+Home")
    page.keyboard.type("They tabled it. ")
    expect(page.locator("#verdict")).to_have_text("4 findings in 4,819 words")
    assert [block["text"] for block in sent[-1]["blocks"] if "text" in block] == ["They tabled it. " + lines[0]]
    assert marked(page)["warning"] == ["tabled", "tabled", "whitelist", "active cyber defence"]


def test_long_draft_in_blocks_is_marked_at_the_right_words(visit: Open) -> None:
    page = visit("/check")
    body = "".join(f"Line {number} 😀 is dull.\n\n\n" + ("They tabled it.\n" if number % 50 == 0 else "") for number in range(300))
    drop(page, "long.txt", body + ENGLISH_DRAFT)
    expect(page.locator(".card")).to_have_count(4)
    assert marked(page) == {**MARKS[ENGLISH], "warning": ["tabled"] * 7 + ["whitelist", "active cyber defence"]}
    assert page.locator("#sheet > div").count() > 10
    page.keyboard.press("F8")
    page.keyboard.press("Alt+1")
    expect(page.locator(".card")).to_have_count(4)
    assert "They put forward it.\nLine 1 😀" in page.evaluate("document.querySelector('#sheet').innerText")


def test_long_draft_is_sent_again_where_the_server_has_forgotten_it(visit: Open) -> None:
    page = visit("/check")
    drop(page, "long.txt", "Nothing of interest to anybody in this line.\n" * 600)
    expect(page.locator("#verdict")).to_contain_text("No findings")
    forgetful = [True]

    def answer(route: Route) -> None:
        if forgetful.pop() if forgetful else False:
            route.fulfill(status=409, content_type="application/json", body='{"problem": ""}')
        else:
            route.continue_()

    page.route("**/check/live*", answer)
    sheet(page).focus()
    page.keyboard.press("Control+Home")
    page.keyboard.type("They tabled it. ")
    expect(page.locator(".card")).to_have_count(1)


def test_answer_that_does_not_come_is_told_and_the_text_is_safe(visit: Open) -> None:
    page = visit("/check")
    page.route("**/check/live*", lambda route: route.abort())
    sheet(page).click()
    page.keyboard.type("They tabled it.")
    expect(page.get_by_role("alert")).to_have_text(
        "The check did not answer. Your text is unchanged; press “Check the draft” to try again."
    )
    assert text_of(page) == "They tabled it."
    page.unroute("**/check/live*")
    page.get_by_role("button", name="Check the draft").click()
    expect(page.locator(".card")).to_have_count(1)
    expect(page.get_by_role("alert")).to_be_empty()


def test_draft_is_kept_nowhere_in_the_browser(visit: Open) -> None:
    page = visit("/check")
    write(page, "zzqxsecret and the NISC in 2027.", 1)
    kept = page.evaluate("JSON.stringify([location.href, document.cookie, {...sessionStorage}, {...localStorage}])")
    assert "zzqxsecret" not in kept
    page.reload()
    assert text_of(page) == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_form_works_without_script(visit: Open, lang: str) -> None:
    page = visit("/check", lang, java_script_enabled=False)
    page.locator("textarea").fill(DRAFTS[ENGLISH])
    page.locator("#check button[type=submit]").click()
    expect(page.locator(".marked .f")).to_have_count(4)
    link = page.locator(".marked .f", has_text="tabled")
    link.click()
    expect(page.locator(".card > details[open] .card-match")).to_have_text("tabled")
    expect(page.locator(".ignore summary:visible")).to_have_count(0)
    page.locator("#show-warning").uncheck()
    expect(page.locator(".card:visible")).to_have_count(1)
    page.locator("#show-warning").check()
    page.locator(".card > details[open] button.fix").last.click()
    expect(page.locator(".marked")).to_contain_text("They put off a whitelist")
    expect(page.locator(".marked .f")).to_have_count(3)


def test_file_is_checked_without_script(visit: Open) -> None:
    page = visit("/check", java_script_enabled=False)
    page.get_by_label("Or a file").set_input_files({"name": "a.md", "mimeType": "text/markdown", "buffer": JAPANESE_DRAFT.encode()})
    page.get_by_role("button", name="Check the draft").click()
    expect(page.locator(".marked .f")).to_have_count(3)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_at_work_violates_no_accessibility_rule(visit: Open, lang: str, scheme: str) -> None:
    page = visit("/check", lang, width=360 if scheme == "dark" else 1280, color_scheme=scheme)
    axe = Axe()
    found = {}

    def look(name: str) -> None:
        results = axe.run(page, options=OPTIONS)
        broken = [(rule["id"], [node["html"][:160] for node in rule["nodes"]]) for rule in results.response["violations"]]
        if broken:
            found[name] = broken

    look("empty")
    write(page, ENGLISH_DRAFT + "\n" + JAPANESE_DRAFT, 7)
    look("findings")
    page.keyboard.press("F8")
    page.keyboard.press("F8")
    page.keyboard.press("Alt+I")
    page.locator(".card > details[open] .card-other summary").click()
    page.locator(".by-rule summary").click()
    look("card, ignore and filter open")
    page.keyboard.press("Escape")
    page.locator(".card > details[open] .ignore-form button").click()
    expect(page.locator(".card")).to_have_count(6)
    page.locator(".ignored summary").click()
    look("ignored")
    sheet(page).focus()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("Nothing to see.")
    expect(page.locator(".notice-good")).to_be_visible()
    look("clean")
    assert found == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_page_at_work_does_not_scroll_sideways(visit: Open, lang: str) -> None:
    page = visit("/check", lang)
    write(page, ENGLISH_DRAFT + "\n" + JAPANESE_DRAFT + "\n" + "x" * 300, 7)
    page.keyboard.press("F8")
    page.locator(".by-rule summary").click()
    wide = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(width)
    assert wide == []
