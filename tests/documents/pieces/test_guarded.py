"""Documents of which only areas can be changed: many fixes in one area are written in time by their number."""

import re
import time

import pytest

from glossary.documents.registry import open_document
from glossary.domain.change import Replacement
from glossary.domain.span import Span

SECONDS = 4.0
"""A wide margin for busy machines: what goes wrong here takes hours."""

COUNT = 6_000
LINES = "".join(f"このサーバは{number}番\n" for number in range(COUNT))
SIDE = '<tmx><header srclang="en"/><body><tu><tuv xml:lang="ja"><seg>{}</seg></tuv></tu></body></tmx>'
LONG = {
    "a.md": LINES,
    "a.html": f"<p>{LINES}</p>",
    "a.tmx": SIDE.format("このサーバは<ph/>" * COUNT),
    "a.po": 'msgid "a"\nmsgstr ""\n' + '"このサーバは番"\n' * COUNT,
    "a.srt": f"1\n00:00:01,000 --> 00:00:02,000\n{LINES * 3}",
}


@pytest.mark.parametrize("name", LONG)
def test_fixes_in_one_area_take_time_by_their_number(name: str) -> None:
    document = open_document(LONG[name].encode(), name=name)
    places = [Span(*match.span()) for match in re.finditer("サーバ", document.draft.text)]
    started = time.process_time()

    written = document.write([Replacement(place, "サーバー") for place in places])

    assert time.process_time() - started < SECONDS
    assert written.unplaced == ()
    assert written.content.decode() == LONG[name].replace("サーバ", "サーバー")


def test_replacement_over_areas_and_one_beside_them_are_told_apart() -> None:
    document = open_document(b"One.\n\nTwo.\n\n```\ncode\n```\n", name="a.md")

    written = document.write([Replacement(Span(2, 8), "x"), Replacement(Span(17, 19), "x")])

    assert [str(left.reason) for left in written.unplaced] == [
        "the place reaches over more than one paragraph",
        "the place lies outside the text",
    ]
