"""Checking files, and giving them back with what was found."""

from collections.abc import Sequence
from datetime import date

import pytest

from glossary.documents.document import Document
from glossary.documents.registry import open_document
from glossary.domain.finding import DraftFinding
from glossary.errors import TextTooLong
from glossary.text.languages import Reader
from glossary.workflows import documents
from glossary.workflows.check import CheckOptions, CheckResult, check_text
from glossary.workflows.documents import annotate_document, check_document, fix_document
from glossary.workflows.parts import PassageCache
from tests.checkings import TODAY, fixture_checking
from tests.documents.changing import passages, reasons
from tests.documents.word.build import commented, docx, p, part, r, table

BARE = "海外拠点では認証を必須とする。"
PO = """msgid ""
msgstr ""
"Language: en\\n"
"X-Source-Language: ja\\n"

msgid "国は製品を<b>認定</b>する。"
msgstr "The state accredits "
"products."

msgid "国は製品を認定する。"
msgstr ""
"""


def word(*paragraphs: str) -> Document:
    return open_document(docx("".join(paragraphs)), name="report.docx")


def checked(document: Document, **options: object) -> CheckResult:
    return check_document(fixture_checking(), document, CheckOptions(**options), today=TODAY)  # type: ignore[arg-type]


def said(findings: Sequence[DraftFinding]) -> list[tuple[str, str, str | None]]:
    return [(finding.rule, finding.match, finding.side) for finding in findings]


def test_file_of_text_is_judged_like_the_text_itself() -> None:
    text = f"---\ndate: 2020-01-01\n---\n\n# サーバ\n\n{BARE}\n\nサイバー即応センターが`サーバ`を担う。2026年のCRC。\n\n{BARE}\n"

    from_file = checked(open_document(text.encode(), name="a.md"))
    typed = check_text(fixture_checking(), text, CheckOptions(format="markdown"), today=TODAY)

    assert from_file == typed
    assert from_file.as_of == date(2020, 1, 1)


def test_parts_of_a_file_are_judged_as_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    document = word(*[p(f"{number}番。{BARE}サーバ、2026年のCRC。") for number in range(40)], table([p("サーバ"), p("認証。")]))
    whole = checked(document)
    monkeypatch.setattr(documents, "PART_LENGTH", 1)
    told: list[tuple[int, int]] = []

    apart = check_document(fixture_checking(), document, CheckOptions(), today=TODAY, progress=lambda *step: told.append(step))

    assert apart == whole
    assert [len(finding.places) for finding in whole.findings if finding.pitfall] == [41]
    assert len(told) == 43
    assert told == sorted(told)
    assert told[-1] == (len(document.draft.text), len(document.draft.text))


def test_what_is_masked_in_a_file_is_told_once_and_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    document = open_document(f"```\nサーバ\n```\n\n{BARE}`x`\n\n```\ny\n```\n\n{BARE}\n\n```\nz\n```\n".encode(), name="a.md")
    whole = checked(document)
    monkeypatch.setattr(documents, "PART_LENGTH", 1)

    assert checked(document) == whole
    assert [document.draft.text[slice(*piece.span)].strip("`\n") for piece in whole.masked] == ["サーバ", "x", "y", "z"]


def test_file_without_words_has_no_findings() -> None:
    result = checked(word(p("")))

    assert (result.findings, result.characters) == ((), 0)


def test_what_progress_raises_ends_the_check() -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check_document(fixture_checking(), word(p(BARE)), CheckOptions(), today=TODAY, progress=stop)


def test_pairs_of_a_bilingual_file_are_compared() -> None:
    document = open_document(PO.encode(), name="a.po")

    findings = checked(document).findings

    assert said(findings) == [("pair.pitfall", "accredits", "target")]
    (finding,) = findings
    assert (finding.pair, document.draft.text[slice(*finding.related[0])]) == (0, "認定</b>する")
    assert document.draft.text[slice(*finding.span)] == "accredits"


def test_pairs_in_other_languages_and_for_readers_at_home_are_not_compared() -> None:
    foreign = open_document(PO.replace("Language: en", "Language: fr").encode(), name="a.po")
    same = open_document(PO.replace("Language: en", "Language: ja").encode(), name="a.po")
    at_home = checked(open_document(PO.encode(), name="a.po"), reader=Reader.NONE)

    assert (checked(foreign).findings, checked(same).findings, at_home.findings) == ((), (), ())


def test_equal_pairs_have_names_of_their_own() -> None:
    entry = PO.split("\n\n")[1]
    twice = open_document(f'{PO}\nmsgctxt "two"\n{entry}\n'.encode(), name="a.po")

    findings = checked(twice).findings

    assert said(findings) == [("pair.pitfall", "accredits", "target")] * 2
    assert [finding.pair for finding in findings] == [0, 2]
    assert len({finding.fingerprint for finding in findings}) == 2


def test_cache_gives_the_same() -> None:
    cache = PassageCache()
    for content, name in ((PO.encode(), "a.po"), (docx(p(BARE)), "a.docx")):
        document = open_document(content, name=name)
        results = [check_document(fixture_checking(), document, CheckOptions(), today=TODAY, cache=found) for found in (None, cache, cache)]
        assert results[0] == results[1] == results[2]


def test_too_long_a_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MAX_DOCUMENT_LENGTH", 10)

    with pytest.raises(TextTooLong) as refused:
        checked(word(p(BARE)))

    assert refused.value.params == {"length": len(BARE) + 1, "limit": 10}


def test_file_over_the_limit_of_typed_drafts_is_checked() -> None:
    result = checked(open_document(b"x\n\n" * 400_000, name="a.txt"))

    assert result.characters == 1_200_000


def test_pitfall_is_told_once_at_its_first_place_with_the_number_of_places() -> None:
    document = word(p(BARE), p("サーバ"), p(r("認", properties="<w:b/>"), "証を見直す。"), table([p("全社で認証。")]))

    written = annotate_document(document, checked(document).findings, lang="en")

    assert written.unplaced == ()
    assert commented(written.content) == [
        (
            "認証",
            "ninsho (3 places)\nA UK reader understands: One thing.\nA Japanese reader understands: 別のもの。\nWrite it out.\n[pitfall.ambiguous]",
        ),
        ("サーバ", "サーバ is another spelling of サーバー\nWrite instead: サーバー\n[term.variant]"),
    ]


def test_every_place_has_its_comment_where_that_is_asked_for() -> None:
    document = word(p(BARE), p("認証を見直す。"))

    written = annotate_document(document, checked(document).findings, lang="en", every_place=True)

    assert [(words, text.split("\n")[0]) for words, text in commented(written.content)] == [
        ("認証", "ninsho (place 1 of 2)"),
        ("認証", "ninsho (place 2 of 2)"),
    ]


def test_what_is_said_again_of_other_words_is_said_once() -> None:
    document = word(p("古いサーバ。"), p("新しいサーバ。"))

    (comment,) = commented(annotate_document(document, checked(document).findings, lang="en").content)

    assert comment == ("サーバ", "サーバ is another spelling of サーバー (2 places)\nWrite instead: サーバー\n[term.variant]")


def test_comments_speak_the_language_of_the_reader() -> None:
    document = word(p(BARE))

    ((_, text),) = commented(annotate_document(document, checked(document).findings, lang="ja").content)

    assert text == "ninsho\n英国の読み手の理解：One thing.\n日本の読み手の理解：別のもの。\n書き分ける。\n[pitfall.ambiguous]"


def test_safe_fixes_are_tracked_changes() -> None:
    document = word(p(BARE), p("古いサーバを使う。"), p("サーバ"))
    findings = checked(document).findings

    annotated = annotate_document(document, findings, lang="en", fix=True)
    fixed = fix_document(document, findings)

    assert annotated.unplaced == ()
    assert [words for words, _ in commented(annotated.content)] == ["認証", "サーバー"]
    assert part(annotated.content).count("<w:del ") == part(annotated.content).count("<w:ins ") == 2
    assert passages(open_document(annotated.content, name="a.docx")) == [BARE, "古いサーバーを使う。", "サーバー"]
    assert passages(open_document(fixed.content, name="a.docx")) == [BARE, "古いサーバーを使う。", "サーバー"]
    assert part(fixed.content).count("<w:del ") == 2


def test_what_found_no_place_is_given_back_with_the_reason() -> None:
    document = open_document(f"{BARE}\n\nサーバ\n".encode("cp932"), name="a.txt")

    written = annotate_document(document, checked(document).findings, lang="en", fix=True)

    assert reasons(written) == ["this format carries no comments"] * 2
    assert written.content.decode("cp932") == f"{BARE}\n\nサーバー\n"


def test_file_without_findings_is_given_back_as_it_came() -> None:
    content = docx(p("よい文です。"))
    document = open_document(content, name="a.docx")

    assert annotate_document(document, checked(document).findings, lang="en", fix=True).content == content


def test_what_a_judged_part_lets_go_is_found_again_for_conditions_on_the_whole_document() -> None:
    paragraphs = [f"{number}番。{BARE}サーバ、CRC。" for number in range(30)]
    document = word(*map(p, paragraphs))
    cache = PassageCache()

    first = check_document(fixture_checking(), document, CheckOptions(), today=TODAY, cache=cache)
    typed = check_text(fixture_checking(), "\n".join(paragraphs) + "\n", CheckOptions(), today=TODAY, cache=cache)

    assert [(finding.rule, finding.span) for finding in first.findings] == [(finding.rule, finding.span) for finding in typed.findings]
    assert tuple(first.terms) == tuple(typed.terms)
