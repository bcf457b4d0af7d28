"""The pages of pitfalls."""

from dataclasses import replace

from flask.testing import FlaskClient

from glossary.matching.compile import Snapshot
from glossary.text.languages import ENGLISH, LANGUAGES
from glossary.web.directory import Directory
from glossary.web.pitfalls import card
from tests.web.markup import Element, read


def main(client: FlaskClient, address: str, lang: str = "en") -> Element:
    return read(client.get(address, headers={"Accept-Language": lang}).get_data(as_text=True)).one("main")


def titles(page: Element) -> list[str]:
    return [item.one("h2").text for item in page.all("li", class_="trap")]


def test_list_shows_both_words_and_both_readers(client: FlaskClient) -> None:
    page = main(client, "/pitfalls")
    assert titles(page) == [
        "active cyber defence against アクティブ・サイバー・ディフェンス・能動的サイバー防御",
        "authentication, certification against 認証",
        "Is the list closed? against 「等」は例示か限定か",
    ]
    assert [title.text for title in page.all("p", class_="trap-title")] == ["One name, two things"]
    first, second, _ = page.all("dl", class_="readings")
    assert [row.text for row in first.all("div")] == [
        "A UK reader understands Free services that protect the public.",
        "A Japanese reader understands A policy that reaches the servers of attackers.",
        "Write instead Name the country: the UK’s or Japan’s active cyber defence.「英国の」「日本の」を添える。",
    ]
    assert second.all("div")[1].text == "A Japanese reader understands 「認証」は利用者にも製品にも使う。"


def test_names_that_are_the_same_on_both_sides_give_way_to_the_title(snapshot: Snapshot, index: Directory) -> None:
    pitfall = snapshot.pitfalls["two-active-defences"]
    sections = snapshot.concepts["active-defence-uk"].sections
    same = replace(snapshot.concepts["active-defence-uk"], sections=dict.fromkeys(sections, sections[ENGLISH]))
    alike = replace(snapshot, concepts={same.id: same})

    assert card(replace(pitfall, concepts=(same.id,)), alike, index).words == {lang: (pitfall.title[lang],) for lang in LANGUAGES}
    assert card(replace(pitfall, concepts=(same.id,)), snapshot, index).words != {lang: (pitfall.title[lang],) for lang in LANGUAGES}


def test_kinds_are_counted_and_filter(client: FlaskClient) -> None:
    page = main(client, "/pitfalls?kind=ambiguous")
    assert titles(page) == ["authentication, certification against 認証"]
    assert page.one(class_="results-count").text == "Showing 1 of 3"
    assert [(box.attributes["value"], "checked" in box.attributes) for box in page.all("input", type_="checkbox")] == [
        ("divergent-concept", False),
        ("ambiguous", True),
        ("scope", False),
    ]


def test_language_of_the_draft_filters(client: FlaskClient) -> None:
    assert titles(main(client, "/pitfalls?writing=ja"))[0] == "authentication, certification against 認証"
    assert len(titles(main(client, "/pitfalls?writing=ja"))) == 2
    assert len(titles(main(client, "/pitfalls?writing=en"))) == 1


def test_no_pitfall_left_says_so(client: FlaskClient) -> None:
    page = main(client, "/pitfalls?kind=ambiguous&writing=en")
    assert page.one(class_="state-lead").text == "No pitfall is of this kind and in this language."
    assert page.one(class_="state").one("a").attributes["href"] == "/pitfalls"


def test_sentences_are_marked_where_they_mislead(client: FlaskClient) -> None:
    page = main(client, "/pitfalls/two-active-defences")
    sections = {part.all("h2")[0].text: part for part in page.all("section")}
    alone = sections["Misleading"]
    assert [item.text for item in alone.all("li")] == [
        "Both sides praised marked: active cyber defence.",
        "英国はmarked: 能動的サイバー防御を実施している。",
    ]
    assert [mark.classes for mark in alone.all(class_="f")] == [{"f", "f-warning"}] * 2
    pairs = sections["Misleading translation"].all("p")
    assert [part.lang for part in pairs] == ["en", "ja"]
    assert [item.text for item in sections["Clear"].all("li")] == ["Japan’s active cyber defence has a basis in law."]


def test_pitfall_names_its_concepts_and_sources(client: FlaskClient) -> None:
    page = main(client, "/pitfalls/ninsho")
    sections = {part.all("h2")[0].text: part for part in page.all("section")}
    assert [link.attributes["href"] for link in sections["Concepts"].all("a")] == ["/c/authentication", "/c/certification"]
    assert len(sections["Sources"].all("li")) == 1
    link = next(link for link in page.all("a") if link.text == "JSON")
    assert client.get(link.attributes["href"]).get_json()["id"] == "ninsho"
