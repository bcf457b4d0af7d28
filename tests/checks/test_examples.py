"""The example in each rule's manual is one that the rule finds, in both languages, with the entries that are shipped."""

import re
import tomllib
from datetime import date
from functools import cache

import pytest

from glossary.checks.registry import draft_rules, ids_of
from glossary.domain.validation import read_concept, read_pitfall
from glossary.i18n import translate
from glossary.matching.checking import Checking, compile_checking
from glossary.reports.rules import rule_pages
from glossary.text.languages import LANGUAGES, Reader
from glossary.text.wordlists import shipped_word_lists
from glossary.workflows.check import CheckOptions, check_text
from tests.checkings import SHIPPED, profiles, vocabulary

DAY = date(2026, 11, 26)
TEXT = re.compile(r'^text = "(?P<text>.+)"$', re.MULTILINE)
RULES = {rule: module for module in draft_rules() for rule in ids_of(module)[:1]}


def example(rule: str, lang: str) -> str:
    return translate(lang, rule_pages()[rule].example)


@cache
def checking() -> Checking:
    """The entries of which a term stands in some example, and the pitfalls on these: all shipped ones would take too long."""
    examples = " ".join(example(rule, lang) for rule in RULES for lang in LANGUAGES).casefold()
    files = [path.read_text("utf-8") for path in SHIPPED.glob("concepts/*/*.toml")]
    named = [tomllib.loads(text) for text in files if any(term.casefold() in examples for term in TEXT.findall(text))]
    concepts = {record["id"]: read_concept(record, LANGUAGES) for record in named}
    warnings = [tomllib.loads(path.read_text("utf-8")) for path in SHIPPED.glob("pitfalls/*.toml")]
    pitfalls = {record["id"]: read_pitfall(record, LANGUAGES) for record in warnings if {*record.get("concepts", ())} <= {*concepts}}
    return compile_checking(concepts, pitfalls, vocabulary(), shipped_word_lists())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rule", RULES)
def test_example_in_the_manual_is_found_by_its_rule_under_some_profile(rule: str, lang: str) -> None:
    options = [CheckOptions(profile=profile, reader=Reader.BOTH, candidates=True) for profile in profiles().values()]

    results = [check_text(checking(), example(rule, lang), option, today=DAY) for option in options]

    assert {*ids_of(RULES[rule])} & {found.rule for result in results for found in result.findings}
