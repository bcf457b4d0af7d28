"""``GET /api/v1/rules``: the manual of the rules."""

from flask.testing import FlaskClient

from glossary.checks.registry import draft_rules, ids_of, segment_rules, suppression_rules
from glossary.i18n import translate
from tests.api.conftest import problem

IDS = sorted(rule for module in (*draft_rules(), *segment_rules(), *suppression_rules()) for rule in ids_of(module))


def test_every_rule_is_listed_in_the_order_of_ids(client: FlaskClient) -> None:
    rules = client.get("/api/v1/rules").get_json()["rules"]

    assert [rule["id"] for rule in rules] == IDS
    assert {"term.variant", "name.renamed", "pitfall.ambiguous", "pitfall.katakana-english", "pair.pitfall", "pair.sense"} <= set(IDS)


def test_rule_is_the_same_alone(client: FlaskClient) -> None:
    rules = client.get("/api/v1/rules").get_json()["rules"]

    assert [client.get(f"/api/v1/rules/{rule['id']}").get_json() for rule in rules] == rules


def test_rule_tells_its_manual_in_both_languages(client: FlaskClient) -> None:
    rule = client.get("/api/v1/rules/term.superseded").get_json()

    what = "a term that the termbase marks as superseded, without dates (names with dates are name.renamed)."
    assert rule["what"] == {"en": what, "ja": translate("ja", what)}
    assert set(rule) == {"id", "level", "title", "what", "why", "example", "instead", "on_request", "links"}
    assert (rule["level"], rule["on_request"]) == ("warning", False)
    assert rule["links"] == {"self": "/api/v1/rules/term.superseded", "page": "/rules/term.superseded"}


def test_rule_that_guesses_says_that_it_runs_on_request(client: FlaskClient) -> None:
    assert client.get("/api/v1/rules/term.near-miss").get_json()["on_request"] is True


def test_unknown_rule_is_not_found(client: FlaskClient) -> None:
    assert client.get("/api/v1/rules/term.nothing").get_json() == problem(
        "not-found", 404, "There is nothing under that id", "There is no rule term.nothing.", params={"kind": "rule", "id": "term.nothing"}
    )


def test_rules_have_entity_tags(client: FlaskClient) -> None:
    for address in ("/api/v1/rules", "/api/v1/rules/term.variant"):
        tag = client.get(address).headers["ETag"]

        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
