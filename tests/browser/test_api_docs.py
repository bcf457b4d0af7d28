"""The page that shows the description of the interface: it works under our policy, asks no other host, and can be used by all."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import Open


def test_a_request_can_be_tried_on_the_page(visit: Open, site: str) -> None:
    page = visit("/about")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto("/api/docs")
    operation = page.locator("#operations-Look-up-look_up_one")
    operation.locator(".opblock-summary-control").click()
    operation.locator("button.execute").click()

    expect(operation.locator(".live-responses-table .response-col_status").nth(1)).to_have_text("200")
    assert [address for address in asked if not address.startswith((site, "data:", "blob:"))] == []
    assert [rule["id"] for rule in Axe().run(page).response["violations"]] == []


def test_page_is_accessible_and_says_its_policy(visit: Open) -> None:
    page = visit("/api/docs")

    expect(page.get_by_text("within version 1 fields are only ever added")).to_be_visible()
    described = page.request.get("/api/v1/openapi.json").json()["paths"]
    expect(page.locator(".opblock")).to_have_count(sum(len(methods) for methods in described.values()))
    assert [rule["id"] for rule in Axe().run(page).response["violations"]] == []


def test_page_without_javascript_leads_to_the_description(visit: Open) -> None:
    page = visit("/api/docs", java_script_enabled=False)

    expect(page.get_by_role("link", name="openapi.json").first).to_be_visible()
    expect(page.get_by_text("A script shows the description of the interface here.")).to_be_visible()
