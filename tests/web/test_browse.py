"""Browsing."""

from flask.testing import FlaskClient

from tests.web.markup import Element, read


def browse(client: FlaskClient, lang: str = "en", **parameters: str) -> Element:
    response = client.get("/browse", query_string=parameters, headers={"Accept-Language": lang})
    return read(response.get_data(as_text=True)).one("main")


def rows(main: Element) -> list[tuple[str, list[str]]]:
    """The groups: their initial and the first column of their rows."""
    return [
        (body.one("th", class_="group").text, [row.one("th", scope="row").one("a").text for row in body.all("tr")])
        for body in main.all("tbody")
    ]


def test_kana_row_leads_with_japanese_in_dictionary_order(client: FlaskClient) -> None:
    main = browse(client, kana="な")
    assert main.one("h2", id_="lst").text == "な row: 6 concepts"
    assert rows(main) == [
        ("な", ["内閣官房", "内閣官房情報セキュリティセンター", "内閣サイバーセキュリティセンター"]),
        ("に", ["認証", "認証"]),
        ("の", ["能動的サイバー防御"]),
    ]
    assert [head.text for head in main.one("thead").all("th")] == ["Japanese", "English", "Domain", "Pitfalls"]


def test_letter_leads_with_english(client: FlaskClient) -> None:
    main = browse(client, letter="A")
    assert rows(main) == [("A", ["active cyber defence", "active cyber defence", "authentication"])]
    assert [cell.text for cell in main.all("span", class_="q")] == ["(Japan)", "(UK)"]


def test_first_page_follows_the_interface_language(client: FlaskClient) -> None:
    assert browse(client).one("h2", id_="lst").text.startswith("A: ")
    assert browse(client, "ja").one("h2", id_="lst").text.startswith("あ行")


def test_domain_is_sorted_in_the_interface_language(client: FlaskClient) -> None:
    assert rows(browse(client, domain="assurance")) == [("A", ["authentication"]), ("C", ["certification"])]
    assert rows(browse(client, "ja", domain="assurance")) == [("に", ["認証", "認証"])]


def test_indexes_count_and_link_only_what_is_there(client: FlaskClient) -> None:
    main = browse(client)
    kana, letters = main.all("ul", class_="index-strip")
    assert [link.attributes["aria-label"] for link in kana.all("a")] == [
        "あ row, 1",
        "か row, 1",
        "さ row, 2",
        "な row, 6",
    ]
    assert [item.text for item in kana.all("span")] == ["た", "は", "ま", "や", "ら", "わ"]
    assert [link.text for link in letters.all("a")] == ["A", "C", "N"]
    assert [(item.one("a").text, item.one(class_="count").text) for item in main.one("ul", class_="index-domains").all("li")] == [
        ("Policy", "4"),
        ("Institutions", "4"),
        ("Assurance", "2"),
    ]


def test_only_those_with_a_pitfall(client: FlaskClient) -> None:
    main = browse(client, letter="C")
    assert main.one("a", class_="button").text == "Only those with a pitfall: 1"
    only = browse(client, letter="C", pitfalls="1")
    assert rows(only) == [("C", ["certification"])]
    assert only.one("a", class_="button").attributes["href"] == "/browse?letter=C"


def test_empty_letter_says_so(client: FlaskClient) -> None:
    main = browse(client, letter="X")
    assert main.all("table") == []
    assert main.one("p", class_="state-line").text == "No concept stands here. Choose another row, letter or domain above."
