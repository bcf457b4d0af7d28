"""Phrases of the pitfall language against texts: inflection, spelling, gaps, classes, concepts, literals, capitals."""

import functools

import pytest

from glossary.domain.phrase import PhraseError
from glossary.domain.validation import mark, read_pitfall, unmark
from glossary.matching.checking import Checking, compile_checking
from glossary.matching.phrases import compile_phrase
from glossary.matching.places import CUE, Places
from glossary.matching.words import compile_words
from glossary.text.languages import LANGUAGES
from glossary.text.wordlists import shipped_word_lists
from tests.checkings import fixture_checking, flagged, passage, trigger_record, vocabulary

JAPANESE = [
    # every inflection, the ending taken along
    ("検討する", "速やかに⟦検討します⟧。"),
    ("検討する", "⟦検討した⟧が、⟦検討せず⟧。"),
    ("検討する", "⟦検討している⟧。⟦検討していた⟧。"),
    ("応じる", "必要に⟦応じてみる⟧。必要に⟦応じ⟧て見直す。"),
    ("検討する", "検討の結果"),
    ("努める", "⟦努めます⟧。⟦努めない⟧。⟦努め⟧、"),
    ("望ましい", "⟦望ましかった⟧。⟦望ましく⟧、"),
    ("前向きに検討する", "⟦前向きに検討されています⟧。前向きな検討。"),
    # spellings of one word, widths
    ("打ち合わせ", "⟦打合せ⟧と⟦打ち合わせ⟧と⟦打合わせ⟧。"),
    ("サーバー", "⟦ｻｰﾊﾞｰ⟧と⟦サーバ⟧。"),
    ("漏えい", "⟦漏洩⟧と⟦漏えい⟧。"),
    # word borders
    ("ポート", "サポート、⟦ポート⟧。"),
    # gaps never pass the end of the sentence
    ("対話…3始まる", "⟦対話がようやく始まった⟧。"),
    ("対話…3始まる", "対話は続く。始まったのは昨日。"),
    ("対話…3始まる", "対話が両国の間で静かに始まった。"),
    ("対談…始まる", "⟦対談が両国の間で静かに始まった⟧。"),
    # choices and options
    ("(利用者|顧客)の方式", "⟦利用者の方式⟧と⟦顧客の方式⟧と社員の方式。"),
    ("利用者[の]権限", "⟦利用者の権限⟧と⟦利用者権限⟧。"),
    # classes
    ("<number>件", "⟦三件⟧と⟦3件⟧と⟦１０件⟧と⟦1,000件⟧と用件。"),
    ("<verb>必要", "⟦守る必要⟧がある。防御の必要がある。"),
    # concepts, with their spellings
    ("{certificate-authority}を置く", "⟦認証局を置いた⟧。認証を置いた。"),
    ("{leak}を防ぐ", "⟦情報漏洩を防いだ⟧。"),
    # exactly these characters
    ('"CRD"', "⟦CRD⟧とｃｒｄとcrd。"),
    ("CRE", "⟦CRE⟧とcre。"),
    # leftmost, then longest
    ("(鍵|利用者の鍵|鍵の方式)", "⟦利用者の鍵⟧の方式"),
]
ENGLISH = [
    ("table the", "They ⟦tabled the⟧ motion, ⟦tabling the⟧ rest; tables. The"),
    ("make effort[s]", "We ⟦made efforts⟧ and ⟦make effort⟧; efforts made."),
    ("cyber safety", "⟦Cyber safety⟧, ⟦cyber-safety⟧, cyber unsafety."),
    ("offence", "⟦offence⟧ and ⟦offense⟧ and ⟦Offences⟧"),
    ("organise", "⟦organising⟧ ⟦organized⟧"),
    ("(will|should) move", "They ⟦will move⟧ it and ⟦should move⟧ it."),
    ("<number> billion", "⟦3 billion⟧, ⟦two billion⟧, ⟦1,000 billion⟧, £⟦3.5 billion⟧, a billion"),
    ("not … later", "⟦not today but later⟧. Not now. Later."),
    ("two {certificate}", "⟦two certificates⟧"),
    ("ACE", "The ⟦ACE⟧ is not an ace; ⟦ACE's⟧ aim."),
    ('"NCE"', "an ⟦NCE⟧, not Nce or NCEs"),
    ("the Agent", "⟦The Agent⟧ and ⟦the agent⟧"),
    ("the user's rights", "⟦the user’s rights⟧"),
]


@functools.cache
def trial_checking() -> Checking:
    """All phrases of this file in one termbase, each the trigger of a pitfall of its own, with the spellings of the dictionary."""
    checking = fixture_checking()
    pitfalls = {}
    for number, (lang, find) in enumerate(phrases()):
        record = trigger_record(lang=lang, find=[find]) | {"id": f"trial-{number}"}
        pitfalls[record["id"]] = read_pitfall(record, LANGUAGES)
    return compile_checking(checking.concepts, pitfalls, vocabulary(), shipped_word_lists())


def phrases() -> list[tuple[str, str]]:
    return [("ja", find) for find in dict.fromkeys(find for find, _ in JAPANESE)] + [("en", find) for find, _ in ENGLISH]


@pytest.mark.parametrize(("lang", "find", "text"), [("ja", *case) for case in JAPANESE] + [("en", *case) for case in ENGLISH])
def test_phrase_is_found_where_it_stands(lang: str, find: str, text: str) -> None:
    checking = trial_checking()
    name = f"trial-{phrases().index((lang, find))}"
    plain, _ = unmark(text)

    facts = checking.read(passage(plain, lang)).facts

    assert mark(plain, [fact.span for fact in facts if checking.triggers.triggers[fact.trigger].pitfall == name]) == text


def test_phrase_speaks_its_own_language_only() -> None:
    assert flagged("table the", lang="ja", find=["表"]) == "table the"


@pytest.mark.parametrize("phrase", ["…", "(a|b", "a)", "<noun", '"', "(a|(b|c))", "[…]"])
def test_phrase_that_cannot_be_read_is_refused(phrase: str) -> None:
    checking = fixture_checking()
    words, _ = compile_words(checking.concepts, {}, vocabulary(), shipped_word_lists(), with_spellings=False)

    with pytest.raises(PhraseError):
        compile_phrase(phrase, "en", words)


def test_places_that_were_packed_say_the_same() -> None:
    forms, hits = ("a", "b", "c"), [(0, 1, 0), (2, 3, 1), (4, 5, 0), (6, 7, 2)]
    fresh, packed = (Places(hits, forms, bytes((CUE, CUE, 0))) for _ in range(2))
    packed.pack()
    packed.pack()

    said = [[(surface in places.standing(), list(places.starts(surface))) for surface in "abd"] for places in (fresh, packed)]

    assert said[0] == said[1] == [(True, [0, 4]), (True, [2]), (False, [])]
