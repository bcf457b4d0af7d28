"""A small termbase for drafts, compiled once, and how to check with it: real word lists, real dictionary, few terms.

``tests/fixtures/drafts`` holds the terms and pitfalls; word lists and profiles are the shipped ones.
"""

import functools
import shutil
from datetime import date
from pathlib import Path

from glossary.domain.concept import Concept, LanguageSection, Term
from glossary.domain.profile import Profile
from glossary.domain.statuses import EntryStatus, Jurisdiction
from glossary.domain.validation import mark, read_pitfall
from glossary.formats.extra import read_extra_terms
from glossary.formats.house import read_lexicon_tables, read_profiles, read_termbase
from glossary.matching.checking import Checking, compile_checking
from glossary.text.languages import LANGUAGES
from glossary.text.passage import Passage
from glossary.text.vocabulary import Vocabulary, read_vocabulary
from glossary.text.wordlists import shipped_word_lists
from glossary.workflows.check import CheckOptions, CheckResult, check_text
from tests.conftest import ROOT

TERMS = ROOT / "tests" / "fixtures" / "drafts"
SHIPPED = ROOT / "terms"
TODAY = date(2026, 11, 25)


@functools.cache
def vocabulary() -> Vocabulary:
    return read_vocabulary(read_lexicon_tables(SHIPPED))


@functools.cache
def profiles() -> dict[str, Profile]:
    return read_profiles(SHIPPED)


@functools.cache
def fixture_checking() -> Checking:
    termbase = read_termbase(TERMS)
    return compile_checking(termbase.concepts, termbase.pitfalls, vocabulary(), shipped_word_lists())


def checking_with(*records: dict[str, object]) -> Checking:
    """The fixture's checking with extra terms."""
    extra = read_extra_terms(records)
    return fixture_checking().extended(extra.concepts, extra.pitfalls)


def concept_of(concept: str, lang: str, *terms: Term, jurisdiction: Jurisdiction | None = None) -> Concept:
    """A concept with terms in one language, as entries are when nothing else about them matters."""
    sections = {lang: LanguageSection(definition="x", terms=terms)}
    return Concept(id=concept, domain="bodies", entry_status=EntryStatus.APPROVED, jurisdiction=jurisdiction, sections=sections)


def check(text: str, checking: Checking | None = None, *, profile: str = "default", **options: object) -> CheckResult:
    """Check a draft on a fixed day."""
    return check_text(checking or fixture_checking(), text, CheckOptions(profile=profiles()[profile], **options), today=TODAY)


def passage(text: str, lang: str = "ja") -> Passage:
    return Passage(text, lang, vocabulary())


def terms_in(text: str, lang: str = "ja", checking: Checking | None = None) -> list[str]:
    """The recognised terms of a text as they stand in it, overlapping ones too."""
    read = passage(text, lang)
    return [text[hit.start : hit.end] for hit in (checking or fixture_checking()).read(read).terms]


def write_terms(folder: Path) -> Path:
    """The fixture as a whole terms folder, with the shipped word lists and profiles."""
    shutil.copytree(TERMS, folder, dirs_exist_ok=True)
    for name in ("lexicon", "profiles"):
        shutil.copytree(SHIPPED / name, folder / name, dirs_exist_ok=True)
    return folder


def trigger_record(**trigger: object) -> dict[str, object]:
    """A pitfall with one trigger, and senses where there are any, as its file would have it."""
    senses = trigger.pop("senses", ())
    lang = str(trigger["lang"])
    return {
        "id": "trial",
        "kind": "ambiguous",
        "level": "warning",
        "concepts": ["authentication"],
        "sources": ["handbook"],
        "reads": {"en": "One thing.", "ja": "別のもの。"},
        "write": {"en": "Write it out.", "ja": "書き分ける。"},
        "trigger": [trigger],
        "bad": [{lang: "⟦x⟧"}],
        "good": [{lang: "y"}],
    } | ({"sense": senses} if senses else {})


def flagged(text: str, **trigger: object) -> str:
    """The text with ⟦marks⟧ where a trigger's facts stand."""
    pitfall = read_pitfall(trigger_record(**trigger), LANGUAGES)
    checking = fixture_checking().extended({}, {pitfall.id: pitfall})
    facts = checking.read(passage(text, str(trigger["lang"]))).facts
    return mark(text, {fact.span for fact in facts if checking.triggers.triggers[fact.trigger].pitfall == pitfall.id})
