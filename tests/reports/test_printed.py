"""The report that is kept and printed: everything in one file, everything escaped, both languages."""

import re
from html.parser import HTMLParser

from glossary.documents.registry import open_document
from glossary.domain.concept import Source
from glossary.reports.checked import Checked, Unread
from glossary.reports.printed import printed_report
from glossary.workflows.check import CheckOptions
from glossary.workflows.documents import annotate_document, check_document
from tests.checkings import TODAY, fixture_checking
from tests.documents.word.build import docx, p, table

BARE = "海外拠点では認証を必須とする。"
HANDBOOK = Source(key="handbook", title="A <b>handbook</b>", publisher="Us & them", url="https://example.org/?a=1&b=2")


class Seen(HTMLParser):
    """The tags, the words by language, and the words that are marked."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.marked: list[str] = []
        self.foreign: list[str] = []
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        found = dict(attrs)
        self.links += [value for name in ("href", "src") if (value := found.get(name))]
        if tag not in ("meta", "link", "br"):
            self._open.append((tag, found))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][0] == "mark":
            self.marked.append(data)
        if self._open and self._open[-1][1].get("class") == "foreign":
            self.foreign.append(data)


def checked(content: bytes, name: str) -> Checked:
    document = open_document(content, name=name)
    result = check_document(fixture_checking(), document, CheckOptions(), today=TODAY)
    written = annotate_document(document, result.findings, lang="en")
    return Checked(
        name=name,
        document=document,
        findings=result.findings,
        suppressed=result.suppressed,
        as_of=result.as_of,
        characters=result.characters,
        terms=len(result.terms),
        unplaced=written.unplaced,
    )


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page.partition("</style>")[2]).split())


def test_report_shows_each_finding_with_its_place_words_and_reasons() -> None:
    content = docx(p(BARE) + table([p("サーバ"), p("認証。")]))

    page = printed_report([checked(content, "report.docx")], "en", sources={"handbook": HANDBOOK})
    seen, text = Seen(page), words(page)

    assert seen.marked == ["認証", "サーバ"]
    assert "1 ▲ Warning paragraph 1 pitfall.ambiguous" in text
    assert "2 ● Information paragraph 2, in a table term.variant" in text
    assert "Also at paragraph 3, in a table" in text
    assert seen.foreign == ["書き分ける。", "「サーバ」は「サーバー」の別の表記です"]
    assert seen.links == [HANDBOOK.url] * text.count("Us &amp; them")


def test_report_speaks_the_language_of_its_reader() -> None:
    page = printed_report([checked(docx(p("サーバ")), "report.docx")], "ja", sources={})

    assert '<html lang="ja">' in page
    assert "「サーバ」は「サーバー」の別の表記です" in words(page)
    assert Seen(page).foreign == ["サーバ is another spelling of サーバー"]


def test_report_needs_nothing_from_elsewhere_and_runs_nothing() -> None:
    seen = Seen(printed_report([checked(docx(p(BARE)), "report.docx")], "en", sources={}))

    assert (set(seen.tags) & {"script", "img", "link", "iframe", "object", "base"}, seen.links) == (set(), [])


def test_texts_of_the_file_are_text_whatever_they_hold() -> None:
    content = "<script>alert(1)</script>古いサーバを更新する。<img src=x onerror=alert(1)>".encode()

    page = printed_report(
        [checked(content, "<script>.txt")], "en", sources={"handbook": HANDBOOK}, unread=[Unread(name="<img>", reason="</p><script>")]
    )

    seen = Seen(page)
    assert set(seen.tags) & {"script", "img"} == set()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_long_text_is_cut_around_the_words() -> None:
    page = printed_report([checked(("あ" * 200 + "サーバ" + "い" * 200).encode(), "a.txt")], "en", sources={})

    assert f"…{'あ' * 80} サーバ {'い' * 80}…" in words(page)


def test_what_found_no_place_and_what_the_file_says_is_told() -> None:
    text = words(printed_report([checked("サーバ".encode("cp932"), "a.txt")], "en", sources={}))

    assert "About the file read as Shift_JIS" in text
    assert "Not in the annotated copy 1 comment could not be placed: this format carries no comments (1:1)" in text


def test_clean_file_and_unread_file_are_told() -> None:
    text = words(printed_report([checked(b"Fine.", "a.txt")], "en", sources={}, unread=[Unread(name="b.docx", reason="It is damaged.")]))

    assert "b.docx It is damaged. a.txt" in text
    assert text.endswith("No findings.")


def test_suppressed_findings_are_folded_away_with_the_reason() -> None:
    content = "サーバを置く。\n\n<!-- glossary: ignore term.variant サーバ: a <b>name</b> -->\n\nサーバを使う。\n".encode()

    page = printed_report([checked(content, "a.md")], "en", sources={})

    told, fold = page.partition("<details>")[::2]
    assert Seen(told + "</section></main></body></html>").marked == ["サーバ"]
    assert words("</style>" + fold.partition("</details>")[0]) == (
        "1 finding suppressed (1 by a comment in the draft) ● Information line 5, column 1 term.variant サーバ を使う。 "
        "サーバ is another spelling of サーバー suppressed by a comment in the draft: a &lt;b&gt;name&lt;/b&gt;"
    )


def test_report_on_several_files_begins_with_an_index_and_the_totals() -> None:
    files = [checked(BARE.encode(), "a.txt"), checked(f"{BARE}サーバ。".encode(), "b & c.txt")]

    page = printed_report(files, "en", sources={}, unread=[Unread(name="z.docx", reason="z.docx is damaged.")])

    rows = [re.sub(r"<[^>]*>", " ", row).split() for row in re.findall(r"<tr>.*?</tr>", page)]
    assert rows == [
        ["File", "■", "Error", "▲", "Warning", "●", "Information"],
        ["z.docx", "not", "checked"],
        ["a.txt", "0", "1", "0"],
        ["b", "&amp;", "c.txt", "0", "1", "1"],
        ["Total", "0", "2", "1"],
    ]
    assert "2 files checked · 1 file could not be checked" in page
    links = [link.removeprefix("#") for link in Seen(page).links if link.startswith("#")]
    assert sorted(links) == sorted(re.findall(r'<h2 id="((?:file|unread)-\d+)">', page)) == ["file-1", "file-2", "unread-1"]
    assert "<nav" not in printed_report(files[:1], "en", sources={})
