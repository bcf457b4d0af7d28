"""The manual of the rules as pages."""

import re

import pytest
from flask.testing import FlaskClient

from glossary.domain.statuses import PitfallKind
from glossary.i18n import translate
from glossary.reports.rules import rule_ids, rule_pages
from glossary.text.languages import LANGUAGES
from glossary.web.assets import FOLDER
from glossary.web.rules import FAMILY_NAMES, KIND_LINES, rule_line, rule_name, rule_number
from tests.web.markup import Element, read


def page(client: FlaskClient, address: str, lang: str = "en", status: int = 200) -> Element:
    response = client.get(address, headers={"Accept-Language": lang})
    assert response.status_code == status
    return read(response.get_data(as_text=True))


def test_list_names_every_rule_with_its_level_and_one_line(client: FlaskClient) -> None:
    rows = page(client, "/rules").one("main").all("li")
    told = {row.one(class_="mono").text: (row.one("a").attributes["href"], row.one(class_="level").text) for row in rows}
    levels = {"error": "Error", "warning": "Warning", "information": "Information"}
    assert told == {rule.id: (f"/rules/{rule.id}", levels[rule.level]) for rule in rule_pages().values()}
    lines = {row.one(class_="mono").text: row.one("p").text.removesuffix(" Only when candidates are asked for.") for row in rows}
    assert lines == {rule.id: " ".join(rule_line(rule).split()) for rule in rule_pages().values()}


def test_rules_that_need_asking_say_so(client: FlaskClient) -> None:
    rows = page(client, "/rules").one("main").all("li")
    asked = {row.one(class_="mono").text for row in rows if "Only when candidates are asked for." in row.text}
    assert asked == {rule.id for rule in rule_pages().values() if rule.on_request}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rule", rule_ids())
def test_page_of_a_rule_is_its_manual(client: FlaskClient, rule: str, lang: str) -> None:
    manual = rule_pages()[rule]
    main = page(client, f"/rules/{rule}", lang).one("main")
    assert main.one("h1").text == translate(lang, rule_name(rule))
    told = [entry.one("dd").text for entry in main.one(class_="manual").all("div")[:4]]
    wanted = [translate(lang, text) for text in (manual.what, manual.why, manual.example, manual.instead)]
    assert told == [" ".join(text.split()) for text in wanted]


def test_page_of_a_kind_lists_its_pitfalls(client: FlaskClient) -> None:
    main = page(client, "/rules/pitfall.ambiguous").one("main")
    assert main.one("h2").text == "1 pitfall of this kind"
    assert [link.attributes["href"] for link in main.one(class_="rule-list").all("a")] == ["/pitfalls/ninsho"]
    assert page(client, "/rules/pitfall.number").one("main").all(class_="rule-list") == []
    assert page(client, "/rules/term.variant").one("main").all(class_="rule-list") == []


def test_every_rule_and_family_has_a_name_in_words() -> None:
    assert [rule for rule in rule_ids() if rule_name(rule) == rule] == []
    assert set(FAMILY_NAMES) == {rule.partition(".")[0] for rule in rule_ids()}


def test_every_kind_has_a_line_of_its_own() -> None:
    assert set(KIND_LINES) == set(PitfallKind)
    assert len(set(KIND_LINES.values())) == len(PitfallKind)


@pytest.mark.parametrize("id", ["none", "TERM.VARIANT", "term.variant ", "pitfall.", "<script>", "%00", "用語", "a" * 3_000])
def test_unknown_rule_is_told_with_the_way_to_all(client: FlaskClient, id: str) -> None:
    main = page(client, f"/rules/{id}", status=404).one("main")
    assert main.one("h1").text.startswith("There is no rule ")
    assert main.one(class_="state").all("a")[0].attributes["href"] == "/rules"
    assert main.all("script") == []


def test_filters_reach_every_rule() -> None:
    sheet = (FOLDER / "check.css").read_text("utf-8")
    reached = {int(number) for number in re.findall(r"#by-(\d+):not\(:checked\)\) :is\(", sheet)}
    assert {rule_number(rule) for rule in rule_ids()} <= reached
