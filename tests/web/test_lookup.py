"""The search page."""

import pytest
from flask.testing import FlaskClient

from glossary.domain.lookup import Hit, Match, MatchKind
from glossary.domain.span import Span
from glossary.matching.compile import Snapshot
from glossary.web.lookup import why
from tests.web.markup import Element, read


def look_up(client: FlaskClient, query: str, lang: str = "en", **parameters: str) -> Element:
    response = client.get("/lookup", query_string={"q": query, **parameters}, headers={"Accept-Language": lang})
    return read(response.get_data(as_text=True))


def links(root: Element) -> list[str]:
    return [link.attributes["href"] for head in root.all("h2", class_="hit-terms") for link in head.all("a")]


def test_hit_has_both_languages_side_by_side(client: FlaskClient) -> None:
    hit = look_up(client, "cyber exercise").all("li", class_="hit")[0]
    assert hit.one(class_="hit-en").text == "cyber exercise"
    assert hit.one(class_="hit-en").lang == "en"
    assert hit.one(class_="hit-ja").text == "サイバー演習 サイバーえんしゅう"
    assert hit.one(class_="hit-ja").lang == "ja"
    assert [definition.lang for definition in hit.all("p", class_="hit-def")] == ["en", "ja"]
    assert hit.one(class_="eq").text == "means the same as"
    assert hit.one(class_="domain").text == "Policy"


def test_matched_part_of_a_reading_is_marked(client: FlaskClient) -> None:
    hit = look_up(client, "サイバーえん").all("li", class_="hit")[0]
    assert [mark.text for mark in hit.one(class_="hit-ja").all("mark")] == ["サイバーえん"]
    assert hit.one(class_="why").text == "Reading begins サイバーえんしゅう"
    assert [mark.text for mark in hit.one(class_="why").all("b")] == ["サイバーえん"]


def test_homonyms_are_told_apart_by_country(client: FlaskClient) -> None:
    hits = look_up(client, "active cyber defence").all("li", class_="hit")[:2]
    assert sorted(hit.one(class_="hit-en").text for hit in hits) == [
        "active cyber defence (Japan) ACD",
        "active cyber defence (UK) ACD",
    ]
    assert {hit.one(class_="flag").text for hit in hits} == {"One name, two things"}


def test_pitfall_of_the_query_stands_above_the_hits(client: FlaskClient) -> None:
    notice = look_up(client, "active cyber defence").one("div", class_="notice")
    assert notice.text == "One name, two things See this pitfall"
    assert notice.one("a").attributes["href"] == "/pitfalls/two-active-defences"


def test_discouraged_form_says_what_to_write(client: FlaskClient) -> None:
    meta = look_up(client, "National Cyber Control Office").all(class_="hit-meta")[0]
    assert meta.one(class_="status").text == "Deprecated"
    assert meta.all(class_="instead")[0].text == "write National Cybersecurity Office"


def test_replaced_body_names_its_successor(client: FlaskClient) -> None:
    hit = look_up(client, "内閣サイバーセキュリティセンター").all("li", class_="hit")[0]
    assert [note.text for note in hit.all(class_="instead")] == ["replaced by National Cybersecurity Office"]


def test_names_are_those_of_the_day_asked_for(client: FlaskClient) -> None:
    root = look_up(client, "国家サイバー統括室", as_of="2024-05-01")
    assert root.one(class_="results-count").text.endswith("on 1 May 2024")
    hit = root.all("li", class_="hit")[0]
    assert hit.one(class_="hit-ja").text.startswith("内閣サイバーセキュリティセンター")
    assert next(note.text for note in hit.all(class_="instead")) == "by way of National Cybersecurity Office"


def test_filters_keep_what_was_chosen(client: FlaskClient) -> None:
    root = look_up(client, "にんしょう", **{"from": "ja", "domain": "assurance", "as_of": "2026-01-31"})
    assert [option.attributes["value"] for option in root.all("option") if "selected" in option.attributes] == ["ja", "assurance"]
    assert root.one("input", name_="as_of").attributes["value"] == "2026-01-31"
    assert sorted(links(root)) == ["/c/authentication", "/c/certification"]


def test_nothing_found_gives_near_misses_and_a_way_to_propose(client: FlaskClient) -> None:
    state = look_up(client, "certifikazionn").one("div", class_="state")
    assert state.one(class_="state-lead").text == "No concept for certifikazionn."
    assert "/c/certification" in [link.attributes["href"] for link in state.one("ul", class_="near").all("a")]
    assert state.all("a", class_="button")[0].attributes["href"] == "/propose?term=certifikazionn"


def test_nothing_near_is_never_an_empty_page(client: FlaskClient) -> None:
    state = look_up(client, "@@@@@").one("div", class_="state")
    assert [link.text for link in state.all("a", class_="button")] == ["Propose this term", "Browse"]
    assert [label.text for label in state.all(class_="state-label")] == ["Central terms of the termbase"]
    assert "Nothing in the termbase is spelled like it." in state.text


def test_empty_query_shows_examples(client: FlaskClient) -> None:
    root = look_up(client, "  ")
    assert root.one(class_="state-lead").text == "Type a term in either language."
    assert len(root.one("dl", class_="tries").all("a")) == 5


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"q": "a" * 501}, "501"),
        ({"q": "a", "from": "fr"}, "fr is not a value of from. Use one of: en, ja."),
        ({"q": "a", "as_of": "2026-02-30"}, "2026-02-30 is no date."),
    ],
)
def test_wrong_parameter_is_told_at_the_field(client: FlaskClient, parameters: dict[str, str], sentence: str) -> None:
    response = client.get("/lookup", query_string=parameters)
    assert response.status_code == 400
    root = read(response.get_data(as_text=True))
    assert sentence in root.one(class_="field-error").text
    assert root.one("input", id_="q").attributes["aria-invalid"] == "true"
    assert root.one("input", id_="q").attributes["value"] == parameters["q"][:500]


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"


@pytest.mark.parametrize("name", ["q", "from", "domain", "as_of", "lang", "all"])
def test_hostile_input_stays_text(client: FlaskClient, name: str) -> None:
    text = client.get("/lookup", query_string={"q": "NISC", name: HOSTILE}).get_data(as_text=True)
    root = read(text)
    assert root.all("img") == []
    assert [script for script in root.all("script") if not script.attributes.get("src")] == []
    assert "49" not in root.one("main").text


def hit(snapshot: Snapshot, kind: MatchKind, form: str, *spans: Span, concept: str = "certification", lang: str = "ja") -> Hit:
    found = snapshot.concepts[concept]
    return Hit(concept=found, score=1.0, match=Match(kind=kind, lang=lang, term=found.sections[lang].terms[-1], form=form, spans=spans))


@pytest.mark.parametrize(
    ("kind", "form", "word"),
    [
        (MatchKind.READING, "にんしょう", "Reading"),
        (MatchKind.PREFIX, "にんしょう", "Reading begins"),
        (MatchKind.SUBSTRING, "にんしょう", "In the reading"),
        (MatchKind.PREFIX, "認証", "Begins with"),
        (MatchKind.SUBSTRING, "認証", "Contains"),
        (MatchKind.TYPO, "認証", "Close spelling"),
        (MatchKind.ROMAJI, "にんしょう", "Rōmaji reading"),
        (MatchKind.TEXT, "製品が要求事項を満たすことを第三者が証明すること", "In the definition"),
        (MatchKind.TEXT, "製品について用いる。", "In the usage note"),
    ],
)
def test_reason_of_a_match(snapshot: Snapshot, kind: MatchKind, form: str, word: str) -> None:
    assert why(hit(snapshot, kind, form, Span(0, 2))) == word


def test_reason_of_an_abbreviation(snapshot: Snapshot) -> None:
    assert why(hit(snapshot, MatchKind.EXACT, "ACD", Span(0, 3), concept="active-defence-uk", lang="en")) == "Abbreviation"


def test_word_of_a_usage_note_is_shown_in_its_place(client: FlaskClient) -> None:
    hit = next(item for item in look_up(client, "mention").all("li", class_="hit") if "National" in item.one(class_="hit-en").text)
    assert hit.one(class_="why").text == "In the usage note Spell it out at first mention. Before 1 July 2025 write NISC."
    assert [mark.text for mark in hit.one(class_="why").all("b")] == ["mention"]


def test_word_of_a_definition_is_marked_there(client: FlaskClient) -> None:
    hit = look_up(client, "ministries").all("li", class_="hit")[0]
    assert hit.one(class_="why").text == "In the definition"
    assert "ministries" in [mark.text for mark in hit.all("mark")]
