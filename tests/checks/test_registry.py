"""Rules are found by their files."""

import pytest

from glossary.checks.registry import draft_rules, ids_of, rule_id, segment_rules, suppression_rules, termbase_rules
from glossary.domain.statuses import PitfallKind
from glossary.reports.rules import read_manual, rule_pages


@pytest.mark.parametrize(
    ("module", "rule"),
    [("a.b.term_near_miss", "term.near-miss"), ("name_renamed", "name.renamed"), ("term_no_preferred", "term.no-preferred")],
)
def test_id_is_the_name_of_the_file(module: str, rule: str) -> None:
    assert rule_id(module) == rule


def test_no_two_rules_share_an_id() -> None:
    ids = [rule for module in (*draft_rules(), *segment_rules(), *suppression_rules(), *termbase_rules()) for rule in ids_of(module)]

    assert len(set(ids)) == len(ids)


def test_pitfall_rule_speaks_under_an_id_for_each_kind() -> None:
    (module,) = (module for module in draft_rules() if module.__name__.endswith(".pitfall"))

    assert ids_of(module) == tuple(f"pitfall.{kind.value.lower().replace(' ', '-')}" for kind in PitfallKind)
    assert len(PitfallKind) == 12


@pytest.mark.parametrize(
    "module", [*draft_rules(), *segment_rules(), *suppression_rules()], ids=lambda module: module.__name__.rpartition(".")[2]
)
def test_manual_has_a_page_for_every_id_with_every_section(module: object) -> None:
    title, sections = read_manual(module)

    assert title.endswith(".")
    assert set(sections) == {"What", "Why", "Example", "Instead"}
    for rule in ids_of(module):
        page = rule_pages()[rule]
        assert (page.title, page.what, page.on_request) == (title, sections["What"], getattr(module, "ON_REQUEST", False))
