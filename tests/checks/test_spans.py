"""Every position is a span of the text exactly as it was given, whatever stands in it; UTF-16 positions are JavaScript's."""

from itertools import pairwise

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from glossary.domain.span import Span
from glossary.reports.findings import UTF16, finding_record, offsets_in
from glossary.workflows.check import apply_safe_fixes
from tests.checkings import check

PIECES = [
    "サーバ", "ｻｰﾊﾞ", "情報漏洩", "認証", "利用者", "安全保証", "ブラックリスト", "CRC", "2026年", "ACD", "table the", "3 billion",
    "cyber defense", "blacklists", "基幹インフラ（critical infrastructure）", "前向きに検討します。", "証明所", "機微技術流出",
    "😀", "𠮷", "👨‍👩‍👧", "e\u0301", "か\u3099", "ﾊﾟ", "㌔", "ﬁ", "ẞ", "İ", "\u200b", "\u00ad", "\ufe0f", "\u3000", " ", "\t", "\n", "\r\n", "\r",
    "\u2028", "\x0c", "\ud83d", "\udc00", "\x00", "-", "—", "・", "。", "、", "「", "」", "“", "”", "(", ")", "`", "*", "_", "[", "](x)", "|", "#", ">",
    "http://a.b/c", "a@b.cd", "<b>", "---\n", "\\", "~~", "1.", "サ", "バ", "の", "を", "a", "Z", "9",
]  # fmt: skip

texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=25).map("".join)
formats = st.sampled_from(["plain", "markdown"])
relaxed = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])


def javascript_slice(text: str, start: int, end: int) -> str:
    """``text.slice(start, end)`` in JavaScript, lone surrogates included."""
    return text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")


@relaxed
@given(texts, formats)
@example("😀𠮷ｻｰﾊﾞ\r\nサーバ", "plain")
@example("\ud83d サーバ \udc00", "plain")
@example("か\u3099サーバ\ufe0fと㌔サーバ", "plain")
@example("> サーバ\n\n| サーバ | a\\|サーバ |\n|--|--|\n| *サー*バ | 認証 |\n", "markdown")
@example("サー\nバ、**サー**バ、サ\u00adーバ", "markdown")
def test_match_is_the_slice_of_the_text(text: str, format: str) -> None:
    result = check(text, format=format, candidates=True)

    for finding in result.findings:
        assert text[finding.span.start : finding.span.end] == finding.match != ""
        assert finding.span == finding.places[0]
        assert list(finding.places) == sorted(finding.places)
        for span in (*finding.places, *finding.related, *(suggestion.span for suggestion in finding.suggestions)):
            assert 0 <= span.start < span.end <= len(text)
    for use in result.terms:
        assert 0 <= use.span.start < use.span.end <= len(text)
    for piece in result.masked:
        assert 0 <= piece.span.start <= piece.span.end <= len(text)


@relaxed
@given(texts, formats)
@example("😀𠮷ｻｰﾊﾞ 𠮷サーバ", "plain")
def test_utf16_position_gives_the_same_words_in_javascript(text: str, format: str) -> None:
    place = offsets_in(text, UTF16)

    for finding in check(text, format=format).findings:
        record = finding_record(finding, place)
        assert javascript_slice(text, record["start"], record["end"]) == finding.match
        assert record["places"] == [[place(span.start), place(span.end)] for span in finding.places]


@relaxed
@given(texts, formats)
def test_safe_fixes_applied_twice_equal_once(text: str, format: str) -> None:
    once = apply_safe_fixes(text, check(text, format=format).findings)
    twice = apply_safe_fixes(once, check(once, format=format).findings)

    assert twice == once


@relaxed
@given(texts, formats)
def test_no_finding_on_a_spelling_lies_inside_a_longer_term(text: str, format: str) -> None:
    result = check(text, format=format)

    for finding in result.findings:
        if finding.rule.startswith("term."):
            longer = [use.span for use in result.terms if use.span.contains(finding.span) and use.span != finding.span]
            assert longer == []


@relaxed
@given(texts, formats)
def test_one_finding_for_each_pitfall_and_fingerprints_that_differ(text: str, format: str) -> None:
    findings = check(text, format=format).findings

    pitfalls = [(finding.rule, finding.pitfall) for finding in findings if finding.pitfall]
    assert len(set(pitfalls)) == len(pitfalls)
    prints = [finding.fingerprint for finding in findings]
    assert len(set(prints)) == len(prints)


@relaxed
@given(st.text(alphabet="サーバ認証利用者a😀 。\n", max_size=60))
def test_terms_never_overlap(text: str) -> None:
    spans = [use.span for use in check(text).terms]

    assert not any(one.overlaps(other) for one, other in pairwise(spans))
    assert all(isinstance(span, Span) for span in spans)
