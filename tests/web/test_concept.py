"""The page of a concept."""

import pytest
from flask.testing import FlaskClient

from glossary.text.languages import LANGUAGES
from tests.web.markup import Element, read


def concept(client: FlaskClient, name: str, lang: str = "en", **parameters: str) -> Element:
    response = client.get(f"/c/{name}", query_string=parameters, headers={"Accept-Language": lang})
    return read(response.get_data(as_text=True)).one("article")


def section(entry: Element, heading: str) -> Element:
    return next(part for part in entry.all("section") if part.all("h2") and part.all("h2")[0].text == heading)


def test_head_has_both_names_and_the_sign_between(client: FlaskClient) -> None:
    head = concept(client, "national-cybersecurity-office").one("h1")
    english, japanese = head.all(class_="headword")
    assert (english.lang, english.text) == ("en", "National Cybersecurity Office")
    assert [(ruby.one("rt").text, ruby.text) for ruby in japanese.all("ruby")] == [
        ("こっか", "国家（こっか）"),
        ("とうかつしつ", "統括室（とうかつしつ）"),
    ]
    assert head.one(class_="eq-exact").text == "means the same as"


def test_narrower_rendering_shows_in_the_sign_and_in_words(client: FlaskClient) -> None:
    entry = concept(client, "active-defence-uk")
    assert entry.one("h1").one(class_="eq-overlapping").text == "means roughly the same as"
    facts = {row.one("dt").text: row.one("dd").text for row in entry.one("dl", class_="margin").all("div")}
    assert facts == {
        "Domain": "Policy",
        "Jurisdiction": "UK",
        "Legal effect": "Administrative measure",
        "Equivalence": "Narrower rendering",
        "Approved": "22 November 2026",
    }


def test_pitfall_comes_before_the_definition(client: FlaskClient) -> None:
    entry = concept(client, "active-defence-japan")
    headings = [heading.text for heading in entry.all("h2")]
    assert headings == [
        "Pitfall: Divergent concept One name, two things",
        "Terms",
        "Definition",
        "Usage",
        "Examples",
        "Related",
        "Sources",
    ]
    rows = entry.one("section", class_="pitfall").all("div", class_="pair")
    assert [[row.one("h3").text, *(part.text for part in row.all("p"))] for row in rows] == [
        ["A UK reader understands", "Free services that protect the public.", "公衆を守る無償のサービス。"],
        ["A Japanese reader understands", "A policy that reaches the servers of attackers.", "攻撃元のサーバーに到達する政策。"],
        ["Write instead", "Name the country: the UK’s or Japan’s active cyber defence.", "「英国の」「日本の」を添える。"],
    ]


def test_reading_told_by_its_own_reader_only_leaves_the_other_column_empty(client: FlaskClient) -> None:
    rows = concept(client, "certification").one("section", class_="pitfall").all("div", class_="pair")
    assert [part.text for part in rows[0].all("p")] == ["Authentication is of a user, certification of a product.", ""]
    assert [part.text for part in rows[1].all("p")] == ["", "「認証」は利用者にも製品にも使う。"]


def test_terms_stand_by_status_and_hidden_ones_do_not(client: FlaskClient) -> None:
    english, japanese = section(concept(client, "national-cybersecurity-office"), "Terms").all("ul", class_="terms")
    assert [(item.one(class_="status").text, item.one(class_="term-text").text) for item in english.all("li")] == [
        ("Preferred", "National Cybersecurity Office"),
        ("Admitted", "NCO"),
        ("Deprecated", "National Cyber Control Office"),
    ]
    assert [tag.text for tag in english.all(class_="tag")] == ["Official name", "acronym"]
    assert japanese.one("li").one(class_="yomi").text == "こっかサイバーとうかつしつ"


@pytest.mark.parametrize(
    ("lang", "notes"),
    [
        ("en", ["A literal rendering of 統括 that the office does not use.", "Write National Cybersecurity Office."]),
        ("ja", ["「統括」の直訳であり、当局は用いていない。", "National Cybersecurity Officeと書く。"]),
    ],
)
def test_discouraged_form_gives_its_reason_to_the_reader(client: FlaskClient, lang: str, notes: list[str]) -> None:
    english = section(concept(client, "national-cybersecurity-office", lang), "Terms" if lang == "en" else "用語").all(
        "ul", class_="terms"
    )[0]
    assert [note.text for note in english.all("li")[2].all(class_="term-note")] == notes


def test_regions_are_tags(client: FlaskClient) -> None:
    english = section(concept(client, "active-defence-uk"), "Terms").all("ul", class_="terms")[0]
    assert [[tag.text for tag in item.all(class_="tag")] for item in english.all("li")] == [
        ["en-GB"],
        ["en-US", "spelling variant"],
        ["acronym"],
    ]


def test_markup_in_an_entry_stays_text(client: FlaskClient) -> None:
    entry = concept(client, "posture")
    definition, usage = section(entry, "Definition"), section(entry, "Usage")
    assert definition.all("p")[0].text == 'state of readiness as seen from <outside> & "inside"'
    assert usage.all("b") == []


def test_states_of_an_entry_are_said(client: FlaskClient) -> None:
    notes = {
        name: [note.text for note in concept(client, name).all("p", class_="notice")]
        for name in ("cyber-exercise", "posture", "incident-readiness-centre", "certification")
    }
    assert notes == {
        "cyber-exercise": ["This entry is a draft: the pair was not yet seen in a source."],
        "posture": ["This entry is a proposal that was not yet decided on."],
        "incident-readiness-centre": ["Replaced by National Cybersecurity Office 国家サイバー統括室."],
        "certification": [],
    }


def test_names_over_time_follow_the_chain(client: FlaskClient) -> None:
    history = section(concept(client, "national-cybersecurity-office"), "Names over time")
    shared = "Another body had the same abbreviation."
    long = "National center of Incident readiness and Strategy for Cybersecurity"
    assert [item.text for item in history.one("ol", class_="timeline").all("li")] == [
        "25 April 2005 – 8 January 2015 National Information Security Center NISC 内閣官房情報セキュリティセンター " + shared,
        f"9 January 2015 – 30 June 2025 {long} NISC 内閣サイバーセキュリティセンター {shared}",
        "since 1 July 2025 National Cybersecurity Office NCO 国家サイバー統括室 In use now.",
    ]
    assert [text.text for text in history.one("svg", class_="axis").all("text", class_="axis-year")] == ["2005", "2015", "2025"]


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        ("2014-06-01", "On 1 June 2014: National Information Security Center 内閣官房情報セキュリティセンター"),
        ("2025-07-01", "On 1 July 2025: National Cybersecurity Office 国家サイバー統括室"),
        ("1999-01-01", "On 1 January 1999: no name is recorded."),
    ],
)
def test_name_in_use_on_a_day(client: FlaskClient, day: str, answer: str) -> None:
    assert concept(client, "national-cybersecurity-office", as_of=day).one("output").text == answer


def test_undated_concept_has_no_history(client: FlaskClient) -> None:
    assert concept(client, "certification").all("ol", class_="timeline") == []


def test_relations_stand_in_the_map_and_in_a_list(client: FlaskClient) -> None:
    related = section(concept(client, "national-cybersecurity-office"), "Related")
    nodes = related.one("svg", class_="map").all("a")
    listed = related.one("ul", class_="relations").all("li") if len(related.all("ul", class_="relations")) == 1 else None
    full, rest = related.all("ul", class_="relations")
    assert listed is None
    assert len(nodes) == 6
    assert len(full.all("li")) == 7
    assert [item.one("a").attributes["href"] for item in rest.all("li")] == [full.all("li")[6].one("a").attributes["href"]]
    assert [node.attributes["aria-label"] for node in nodes][:1] == ["Broader: Cabinet Secretariat 内閣官房"]


def test_relation_is_seen_from_both_sides(client: FlaskClient) -> None:
    related = section(concept(client, "cabinet-secretariat"), "Related")
    assert [item.text for item in related.one("ul", class_="relations").all("li")] == [
        "Narrower National Cybersecurity Office 国家サイバー統括室"
    ]


def test_sources_are_linked_with_the_day_they_were_read(client: FlaskClient) -> None:
    items = section(concept(client, "national-cybersecurity-office"), "Sources").all("li")
    assert [item.text for item in items] == [
        "国家サイバー統括室の設置について 内閣官房, 1 July 2025 read on 20 November 2026",
        "A book without an address Example Press",
    ]
    assert items[0].one("a").attributes == {"href": "https://example.org/office", "lang": "ja", "rel": "external noopener noreferrer"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_copy_buttons_hold_what_they_copy(client: FlaskClient, lang: str) -> None:
    copies = {
        button.attributes.get("data-key", ""): button.attributes["data-copy"] for button in concept(client, "posture", lang).all("button")
    }
    assert {key: text for key, text in copies.items() if key} == {
        "e": "cyber posture",
        "j": "サイバー態勢",
        "b": "cyber posture\tサイバー態勢",
    }
    texts = [button.attributes["data-copy"] for button in concept(client, "posture", lang).all("button")]
    assert texts[-2:] == [
        "http://localhost/c/posture",
        "cyber posture = サイバー態勢\nTwo names for one policy, Institute of Examples, https://example.org/paper\nKakehashi, http://localhost/c/posture",
    ]


def test_entry_links_to_its_json(client: FlaskClient) -> None:
    link = next(link for link in concept(client, "posture").all("a") if link.text == "JSON")
    assert client.get(link.attributes["href"]).get_json()["id"] == "posture"
