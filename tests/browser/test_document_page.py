"""Files in a browser: dropped or chosen, shown with their findings, taken away again, with and without script."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from waitress import create_server

from glossary.app import create_app
from glossary.cli.serve import BUFFERS
from glossary.documents.registry import open_document
from glossary.store.migrate import upgrade
from glossary.text.languages import LANGUAGES
from glossary.web import documents
from tests.browser.conftest import Open
from tests.browser.test_check_page import WIDTHS, sheet, write
from tests.browser.test_display import OPTIONS
from tests.documents.word.build import commented, docx, p, table
from tests.web.drafting import drafting_settings

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NOTE = '<w:footnote w:id="2">' + p("See the NISC of 2027.") + "</w:footnote>"
WORD = docx(
    p("Plan for 2027", style="1")
    + p("In 2027 the NISC will lead. They tabled a whitelist.")
    + p("サーバを使い、サーバを止める。")
    + p("Both sides praised active cyber defence.", style="ListBullet")
    + table([p("Left" * 30), p("a whitelist")], [p("下"), p("認証")]),
    footnotes=NOTE,
    header=p("A header"),
)
LONG = docx("".join(p(f"In 2027 the NISC will lead group {number}, and they tabled a paper.") for number in range(4_000)))
FINDINGS = 7


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site that checks files, with a database for its jobs."""
    settings = drafting_settings(tmp_path_factory.mktemp("documents"))
    app = create_app(settings)
    with app.app_context():
        app.extensions["kakehashi"].snapshots.current()  # the shipped terms, before there is a database without any
    assert settings.database_path is not None
    upgrade(settings.database_path)
    server = create_server(app, host="127.0.0.1", port=0, threads=8, **BUFFERS)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=5)
    app.extensions[documents.EXTENSION].close()


def choose(page: Page, content: bytes = WORD, name: str = "計画 & plan.docx", label: str = "Open a file…") -> None:
    page.get_by_label(label).set_input_files({"name": name, "mimeType": WORD_TYPE, "buffer": content})


def test_chosen_word_file_is_shown_and_given_back_with_comments(visit: Open, tmp_path: Path) -> None:
    page = visit("/check")
    choose(page)
    expect(page.locator("h1")).to_have_text("計画 & plan.docx")
    expect(page.locator("#marked h3")).to_have_text("Plan for 2027")
    expect(page.locator("#marked td")).to_have_count(4)
    expect(page.locator(".card")).not_to_have_count(0)
    page.get_by_label("a comment at every place").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="File with comments").click()
    assert download.value.suggested_filename == "計画 & plan-checked.docx"
    copy = Path(download.value.path()).read_bytes()
    assert open_document(copy, name="a.docx").draft.text == open_document(WORD, name="a.docx").draft.text
    assert [words for words, _ in commented(copy)].count("whitelist") == 2
    with page.expect_download() as download:
        page.get_by_role("link", name="Report for printing").click()
    assert download.value.suggested_filename == "計画 & plan-findings.html"
    with page.expect_download() as download:
        page.get_by_role("link", name="JSON").click()
    assert download.value.suggested_filename == "計画 & plan-findings.json"


def test_dropped_word_file_is_sent(visit: Open) -> None:
    page = visit("/check")
    transfer = page.evaluate_handle(
        """(bytes) => { const data = new DataTransfer(); data.items.add(new File([new Uint8Array(bytes)], "a.docx")); return data; }""",
        list(WORD),
    )
    page.dispatch_event("body", "dragover", {"dataTransfer": transfer})
    page.dispatch_event("body", "drop", {"dataTransfer": transfer})
    expect(page.locator("h1")).to_have_text("a.docx")
    expect(page.locator("#marked .f")).not_to_have_count(0)


def test_of_several_dropped_files_none_is_opened(visit: Open) -> None:
    page = visit("/check")
    transfer = page.evaluate_handle(
        """() => { const data = new DataTransfer(); for (const name of ["a.docx", "b.md"]) data.items.add(new File(["x"], name)); return data; }"""
    )
    page.dispatch_event("body", "drop", {"dataTransfer": transfer})
    expect(page.locator("#problem")).to_have_text("Several files were dropped and none was opened: one file is checked at a time.")
    assert page.url.endswith("/check")
    assert sheet(page).inner_text().strip() == ""


def test_headings_of_a_file_stand_in_the_outline_of_the_page(visit: Open) -> None:
    page = visit("/check")
    choose(page, docx(p("First", style="1") + p("Deep", style="Outlined") + p("text") + p("Second", style="1")), "a.docx")
    expect(page.locator("h1")).to_have_text("a.docx")
    headings = page.locator("#marked").locator("h3, h4, h5, h6").evaluate_all("found => found.map(one => [one.localName, one.innerText])")
    assert headings == [["h3", "First"], ["h4", "Deep"], ["h3", "Second"]]


def test_text_that_is_not_in_utf_8_is_sent_as_a_file(visit: Open) -> None:
    page = visit("/check")
    choose(page, "サーバを使う。海外拠点では認証を必須とする。".encode("cp932"), "メモ.txt")
    expect(page.locator("#marked")).to_contain_text("認証")
    expect(page.locator(".file-notes")).to_contain_text("Shift_JIS")


def test_damaged_file_is_told_beside_the_field(visit: Open) -> None:
    page = visit("/check")
    choose(page, b"PK\x03\x04", "a.docx")
    expect(page.get_by_role("alert")).to_contain_text("a.docx is damaged")
    expect(page.locator("input[type=file]")).to_have_attribute("aria-invalid", "true")


def test_draft_is_not_lost_to_a_file_without_a_question(visit: Open) -> None:
    page = visit("/check")
    write(page, "They tabled it.", 1)
    page.once("dialog", lambda dialog: dialog.dismiss())
    choose(page)  # the browser asks whether to leave
    expect(page.locator("body.checking")).to_have_count(0)
    expect(sheet(page)).to_have_text("They tabled it.")
    page.once("dialog", lambda dialog: dialog.accept())
    choose(page)
    expect(page.locator("h1")).to_have_text("計画 & plan.docx")


def test_keys_and_words_open_cards(visit: Open) -> None:
    page = visit("/check")
    choose(page)
    expect(page.locator("body.keyed")).to_have_count(1)
    page.keyboard.press("F8")
    expect(page.locator(".card > details[open] .card-match")).to_have_text("NISC")
    expect(page.locator("#marked a.f:focus")).to_contain_text("NISC")
    page.keyboard.press("Shift+F8")
    expect(page.locator(".card > details[open] .card-n")).to_have_text(str(page.locator(".card").count()))
    page.locator("#marked a.f", has_text="tabled").click()
    expect(page.locator(".card > details[open] .card-match")).to_have_text("tabled")
    page.locator("#show-warning").uncheck()
    expect(page.locator(".card-warning:visible")).to_have_count(0)


def test_ignored_finding_of_a_file_stays_ignored_in_this_tab_and_can_be_shown_again(visit: Open) -> None:
    page = visit("/check")
    choose(page)
    expect(page.locator("body.keyed")).to_have_count(1)
    count = page.locator(".card").count()
    card = page.locator(".card", has_text="tabled").first
    card.locator("summary").first.click()
    card.get_by_text("Ignore…").click()
    card.get_by_label("It is a quotation").check()
    card.get_by_role("button", name="Ignore", exact=True).click()
    expect(page.locator(".card:visible")).to_have_count(count - 1)
    expect(page.locator("#marked a.f.off")).to_contain_text(["tabled"])
    expect(page.locator("#verdict")).to_contain_text(f"{count - 1} findings")
    with page.expect_download() as download:
        page.get_by_role("button", name="File with comments").click()
    assert "tabled" not in [words for words, _ in commented(Path(download.value.path()).read_bytes())]
    assert suppressed(page) == ["tabled"]
    page.reload()
    expect(page.locator(".card:visible")).to_have_count(count - 1)
    page.get_by_text("Ignored: 1").click()
    expect(page.locator(".ignored li")).to_contain_text("tabled False friend · It is a quotation · Here only")
    assert "tabled" not in page.evaluate("JSON.stringify({...sessionStorage, ...localStorage})")
    page.get_by_role("button", name="Show again").click()
    expect(page.locator(".card:visible")).to_have_count(count)
    expect(page.locator("#marked a.f.off")).to_have_count(0)
    assert suppressed(page) == []


def suppressed(page: Page) -> list[str]:
    """The words of the findings that the record for programs tells as suppressed."""
    with page.expect_download() as download:
        page.get_by_role("link", name="JSON").click()
    record = json.loads(Path(download.value.path()).read_bytes())
    return [finding["match"] for finding in record["findings"] if finding["suppressed"]]


def ignore(page: Page, words: str, scope: str) -> None:
    card = page.locator(".card", has_text=words).first
    card.locator("summary").first.click()
    card.get_by_text("Ignore…").click()
    card.get_by_label("Where?").select_option(scope)
    card.get_by_role("button", name="Ignore", exact=True).click()
    expect(page.locator("#ignored")).to_contain_text("Ignored:")


def test_what_is_ignored_in_one_file_is_told_in_all_others(visit: Open) -> None:
    page = visit("/check")
    one, other = docx(p("They tabled a whitelist.")), docx(p("They tabled a whitelist. More."))
    choose(page, one, "report.docx")
    expect(page.locator("body.keyed")).to_have_count(1)
    ignore(page, "whitelist", "draft")
    expect(page.locator(".card:visible")).to_have_count(1)
    ignore(page, "tabled", "here")
    expect(page.locator(".card:visible")).to_have_count(0)
    for name, content, count in (
        ("other.docx", one, 2),
        ("report.docx", other, 1),  # a later version: the sentence is known, what else there may be of the kind is not
        ("report.docx", one, 0),
    ):
        page.goto("/check")
        choose(page, content, name)
        expect(page.locator("h1")).to_have_text(name)
        expect(page.locator("body.keyed")).to_have_count(1)
        expect(page.locator(".card:visible")).to_have_count(count)
    page.goto("/check")
    write(page, "They tabled a whitelist.", 2)
    kept = page.evaluate("JSON.stringify({...sessionStorage, ...localStorage})")
    assert [word for word in ("report", "tabled", "whitelist") if word in kept] == []


def test_file_is_deleted_at_once(visit: Open) -> None:
    page = visit("/check")
    choose(page)
    expect(page.locator("h1")).to_have_text("計画 & plan.docx")
    address = page.url
    page.get_by_role("button", name="Delete now").click()
    expect(page.locator("#problem")).to_have_text("The file and all that was found in it were deleted.")
    page.goto(address)
    expect(page.locator("h1")).to_have_text("This file is not here any more")


def test_long_file_tells_its_progress_until_its_findings_are_there(visit: Open) -> None:
    page = visit("/check")
    choose(page, LONG, "long.docx")
    expect(page.locator("progress")).to_be_visible()
    expect(page.locator("#wait-said")).to_contain_text("%")
    expect(page.locator("#marked")).to_be_visible(timeout=60_000)
    expect(page.locator(".card-limit")).to_contain_text("All are marked in the text, and the report has them all.", timeout=30_000)
    last = page.locator("#marked a.f", has_text="NISC").last
    number = last.locator("sup").inner_text()
    assert int(number) > 4_000
    last.click()  # the card stands on another page
    expect(page.locator(".card > details[open] .card-n")).to_have_text(number, timeout=30_000)


def test_without_events_the_page_asks_now_and_then(visit: Open) -> None:
    page = visit("/check")
    page.route("**/progress", lambda route: route.fulfill(status=503))
    choose(page, LONG, "long.docx")
    expect(page.locator("#marked")).to_be_visible(timeout=60_000)


def test_file_is_checked_and_given_back_without_script(visit: Open) -> None:
    page = visit("/check", java_script_enabled=False)
    choose(page, label="Or a file")
    page.get_by_role("button", name="Check the draft").click()
    expect(page.locator("#marked h3")).to_have_text("Plan for 2027")
    page.locator("#marked a.f", has_text="tabled").click()
    expect(page.locator(".card > details[open] .card-match")).to_have_text("tabled")
    with page.expect_download() as download:
        page.get_by_role("button", name="File with comments").click()
    assert commented(Path(download.value.path()).read_bytes()) != []


def test_long_file_is_waited_for_without_script(visit: Open) -> None:
    page = visit("/check", java_script_enabled=False)
    choose(page, LONG, "long.docx", label="Or a file")
    page.get_by_role("button", name="Check the draft").click()
    expect(page.locator("#marked")).to_be_visible(timeout=60_000)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_files_violate_no_accessibility_rule_and_do_not_scroll_sideways(visit: Open, lang: str, scheme: str) -> None:
    page = visit("/check", lang, width=360 if scheme == "dark" else 1280, color_scheme=scheme)
    axe = Axe()
    found: dict[str, object] = {}

    def look(name: str) -> None:
        results = axe.run(page, options=OPTIONS)
        broken = [(rule["id"], [node["html"][:160] for node in rule["nodes"]]) for rule in results.response["violations"]]
        if broken:
            found[name] = broken
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found[f"{name}, {width}"] = "scrolls sideways"

    page.locator("input[type=file]").set_input_files({"name": "a.docx", "mimeType": WORD_TYPE, "buffer": WORD})
    expect(page.locator("h1")).to_have_text("a.docx")
    expect(page.locator("body.keyed")).to_have_count(1)
    page.keyboard.press("F8")
    expect(page.locator("#marked a.f:focus")).to_be_visible()
    # What the head of the page half covers while it scrolls has no size of its own.
    page.evaluate(
        "new Promise(seen => { scrollTo({ top: 0, behavior: 'instant' }); requestAnimationFrame(() => requestAnimationFrame(seen)); })"
    )
    look("file")
    address = page.url
    page.route("**/progress", lambda route: None)
    page.goto("/check")
    page.locator("input[type=file]").set_input_files({"name": "long.docx", "mimeType": WORD_TYPE, "buffer": LONG})
    expect(page.locator("progress")).to_be_visible()
    look("waiting")
    page.goto(address + "x")
    look("gone")
    page.goto("/check")
    page.locator("input[type=file]").set_input_files({"name": "a.docx", "mimeType": WORD_TYPE, "buffer": b"PK"})
    expect(page.locator("#problem-text")).to_be_visible()
    look("refused")
    assert found == {}
