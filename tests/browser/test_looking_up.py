"""Looking up with a keyboard, as people do."""

import re

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Open


def field(page: Page):  # type: ignore[no-untyped-def]
    return page.get_by_label("Look up a term")


def test_results_replace_results_while_typing(visit: Open) -> None:
    page = visit("/")
    expect(field(page)).to_be_focused()
    page.keyboard.type("cyber exer")
    expect(page.locator(".hit").first).to_contain_text("サイバー演習")
    expect(page).to_have_url(re.compile(r"/lookup\?q=cyber"))
    expect(page).to_have_title(re.compile("“cyber exer”"))
    expect(page.locator(".start")).to_have_count(0)
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("authentication")
    expect(page.locator(".hit").first).to_contain_text("認証")
    expect(field(page)).to_be_focused()
    assert page.evaluate("history.length") == 2


def test_language_switch_follows_what_was_typed(visit: Open) -> None:
    page = visit("/lookup")
    field(page).fill("posture")
    expect(page.locator(".hit")).to_have_count(1)
    page.get_by_role("link", name="日本語").click()
    expect(page).to_have_url(re.compile(r"q=posture.*lang=ja"))
    expect(page.locator("html")).to_have_attribute("lang", "ja")
    expect(page.locator(".hit")).to_have_count(1)
    page.get_by_role("link", name="一覧").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "ja")


def test_nothing_is_asked_in_the_middle_of_a_conversion(visit: Open) -> None:
    page = visit("/lookup")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    field(page).focus()
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "にんしょう", "selectionStart": 5, "selectionEnd": 5})
    page.wait_for_timeout(400)
    assert [url for url in asked if "/lookup" in url] == []
    session.send("Input.insertText", {"text": "認証"})
    expect(page.locator(".hit")).to_have_count(2)


def test_filters_act_at_once(visit: Open) -> None:
    page = visit("/lookup?q=ACD")
    expect(page.locator(".hit")).to_have_count(2)
    page.get_by_label("Domain").select_option("assurance")
    expect(page.locator(".state-lead")).to_have_text("No concept for ACD.")
    expect(page).to_have_url(re.compile("domain=assurance"))


def test_too_long_a_query_is_told_at_the_field(visit: Open) -> None:
    page = visit("/lookup?q=ACD")
    field(page).fill("a" * 501)
    expect(page.locator("#q-error")).to_contain_text("501")
    expect(page.locator(".hit")).to_have_count(0)
    field(page).fill("ACD")
    expect(page.locator(".hit")).to_have_count(2)
    expect(page.locator("#q-error")).not_to_contain_text("501")


def test_arrows_enter_and_escape(visit: Open) -> None:
    page = visit("/lookup?q=ACD")
    links = page.locator(".hit-terms a")
    field(page).focus()
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(field(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/c/active-defence-"))
    page.go_back()
    expect(links).to_have_count(2)


def test_slash_finds_the_field_everywhere(visit: Open) -> None:
    for address in ("/", "/lookup?q=ACD", "/c/posture", "/pitfalls"):
        page = visit(address)
        page.locator("h1").first.wait_for(state="attached")
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("/")
        expect(page.locator("[data-search]")).to_be_focused()
        expect(page.locator("[data-search]")).to_have_value("ACD" if "ACD" in address else "")


def test_without_script_the_form_asks(visit: Open) -> None:
    page = visit("/", java_script_enabled=False)
    field(page).fill("にんしょう")
    page.locator("form.lookup button").click()
    expect(page).to_have_url(re.compile(r"/lookup\?q="))
    expect(page.locator(".hit")).to_have_count(2)
    page.locator(".hit-terms a").first.click()
    expect(page.locator("article.entry")).to_be_visible()


def test_address_holds_only_what_was_chosen(visit: Open) -> None:
    page = visit("/lookup")
    field(page).fill("ACD")
    expect(page.locator(".hit")).to_have_count(2)
    expect(page).to_have_url(re.compile(r"/lookup\?q=ACD$"))
    page.get_by_role("button", name="Look up").click()
    expect(page).to_have_url(re.compile(r"/lookup\?q=ACD$"))


def test_waiting_is_shown_only_after_a_while(visit: Open) -> None:
    page = visit("/lookup")
    held: list[Route] = []
    page.route("**/lookup?*", lambda route: held.append(route))
    waiting = page.locator(".waiting")
    field(page).fill("ACD")
    expect(page.locator("form.htmx-request")).to_have_count(1)
    expect(waiting).to_be_hidden()
    expect(waiting).to_be_visible()
    held[0].continue_()
    expect(page.locator(".hit")).to_have_count(2)
    expect(waiting).to_be_hidden()


def test_lost_connection_is_told_and_loses_nothing(visit: Open, messages: list[str]) -> None:
    page = visit("/lookup?q=ACD")
    page.route("**/lookup?*", lambda route: route.abort())
    field(page).fill("authentication")
    expect(page.locator("#q-error")).to_have_text("The site did not answer. The results below are the last ones.")
    expect(page.locator(".hit")).to_have_count(2)
    page.unroute("**/lookup?*")
    field(page).fill("posture")
    expect(page.locator(".hit")).to_have_count(1)
    expect(page.locator("#q-error")).to_have_text("")
    messages.clear()  # the browser's own word on the lost connection


def test_failing_site_is_told_in_place_of_results(visit: Open) -> None:
    page = visit("/lookup?q=ACD")
    page.route("**/lookup?*", lambda route: route.fulfill(status=500, content_type="text/html", body=FAILURE))
    field(page).fill("posture")
    expect(page.locator("#answer")).to_have_text("Something went wrong on our side.")
    page.unroute("**/lookup?*")
    field(page).fill("ACD")
    expect(page.locator(".hit")).to_have_count(2)


FAILURE = '<!DOCTYPE html><title>x</title><main><div class="failure" id="answer">Something went wrong on our side.</div></main>'
