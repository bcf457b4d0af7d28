"""English words, lemmas and spellings."""

import pytest

from glossary.text.english import acronyms_in, base_words, inflected_forms, lemmas, words
from glossary.text.normalise import fold
from glossary.text.wordlists import shipped_word_lists

LISTS = shipped_word_lists()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The attackers’ tools", ["the", "attackers", "tools"]),
        ("an attacker's e-mail", ["an", "attacker", "e", "mail"]),
        ("C2 & 5G", ["c2", "5g"]),
        ("暗号 AES-256", ["aes", "256"]),
        ("don't", ["don't"]),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert words(fold(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("vulnerabilities", ("vulnerability",)),
        ("patched systems", ("patch", "system")),
        ("written policies", ("write", "policy")),
        ("analyses", ("analysis",)),
        ("hijacking pentests", ("hijack", "pentest")),
        ("SBOMs and CVEs", ("sbom", "and", "cve")),
        ("organisations organized", ("organization", "organize")),
    ],
)
def test_lemmas(text: str, found: tuple[str, ...]) -> None:
    assert lemmas(text) == found


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("defence", "defense"),
        ("programmes", "programs"),
        ("organisation", "organization"),
        ("authorised", "authorized"),
        ("analysing", "analyzing"),
        ("behaviours", "behaviors"),
        ("catalogue", "catalog"),
        ("labelled", "labeled"),
        ("centre", "center"),
        ("artefact", "artifact"),
        ("licence", "license"),
        ("cypher", "cipher"),
    ],
)
def test_both_spellings_fold_to_one(british: str, american: str) -> None:
    assert (LISTS.respell(british), LISTS.respell(american)) == (american, american)


@pytest.mark.parametrize("word", ["hour", "four", "wise", "rogue", "tour", "tor", "our"])
def test_short_words_keep_their_spelling(word: str) -> None:
    assert LISTS.respell(word) == word


def test_inflected_forms_hold_either_spelling_and_plurals_of_acronyms() -> None:
    forms = inflected_forms({"authorise", "cve", "ai", "mouse"}, LISTS, {"cve", "ai"})
    asked = ["authorised", "authorized", "authorizing", "cves", "cve", "ai", "ais", "mice", "mouse", "be"]
    assert base_words(" ".join(asked), forms, LISTS) == [
        "authorize",
        "authorize",
        "authorize",
        "cve",
        "cve",
        "ai",
        "ai",
        "mouse",
        "mouse",
        "be",
    ]


def test_acronyms_have_two_capitals() -> None:
    assert acronyms_in("CVEs, DDoS attacks, AI and the NCSC’s Cyber Essentials Plus") == {"cve", "ddos", "ai", "ncsc"}
