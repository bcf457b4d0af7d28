"""Text that was made to take time: formats read it in time that grows with its length only."""

import time

import pytest

from glossary.documents.registry import open_document

SECONDS = 4.0
"""A wide margin for busy machines: what goes wrong here takes hours."""

LENGTH = 300_000
PO = 'msgid "a"\nmsgstr "'
UNIT = '<xliff version="1.2"><file source-language="en" target-language="ja"><body><trans-unit id="1"><source>'
END = "</source></trans-unit></body></file></xliff>"
HOSTILE = {
    "zeros behind a percent sign": ("a.po", PO + "%" + "0" * LENGTH + '"\n'),
    "percent signs": ("a.po", PO + "%0" * (LENGTH // 2) + '"\n'),
    "names of variables": ("a.po", PO + "%(" + "a" * LENGTH + '"\n'),
    "open braces": ("a.po", PO + "{{" * (LENGTH // 2) + '"\n'),
    "open tags": ("a.po", PO + "<a " * (LENGTH // 3) + '"\n'),
    "quotes that are not closed": ("a.po", PO + '\\"' * (LENGTH // 2)),
    "lines of a string": ("a.po", PO + '"\n' + '"a"\n' * (LENGTH // 4)),
    "header without end": ("a.po", 'msgid ""\nmsgstr "' + "a" * LENGTH + '"\n'),
    "lines of a cue": ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\n" + "a\n" * (LENGTH // 2)),
    "timings": ("a.srt", "1\n" + "00:00:01,000 --> 00:00:02,000\n" * (LENGTH // 30)),
    "tags in a cue": ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<v " * (LENGTH // 3)),
    "signs in a cue": ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "&amp" * (LENGTH // 4)),
    "words before a colon": ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "a " * (LENGTH // 2)),
    "inline elements": ("a.xlf", UNIT + "a<x/>" * (LENGTH // 5) + END),
    "references": ("a.xlf", UNIT + "&lt;" * (LENGTH // 4) + END),
    "units": ("a.xlf", UNIT + '</source></trans-unit><trans-unit id="2"><source>a' * (LENGTH // 50) + END),
    "white space": ("a.xlf", UNIT + " \n" * (LENGTH // 2) + END),
    "backticks without end": ("a.md", "a " + "`" * (LENGTH // 2) + "b" * (LENGTH // 2)),
    "backticks of many lengths": ("a.md", "a " + "b".join("`" * number for number in range(1, 700))),
    "comments without end": ("a.md", "a " + "<!--" * (LENGTH // 4)),
    "comments behind one that ends": ("a.md", "a <!-- b -->" + "<!--" * (LENGTH // 4)),
    "links without end": ("a.md", "a " + "[b](" * (LENGTH // 4)),
    "brackets in a link": ("a.md", "a [b](" + "()" * (LENGTH // 2)),
    "tags without end in Markdown": ("a.md", "a " + "<a " * (LENGTH // 3)),
    "spaces before the end of a heading": ("a.md", "# a" + " " * LENGTH + "b #"),
    "sides": ("a.tmx", "<tmx><header/><body><tu>" + '<tuv xml:lang="ja"><seg>a</seg></tuv>' * (LENGTH // 37) + "</tu></body></tmx>"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_reading_takes_time_by_length_only(kind: str) -> None:
    name, text = HOSTILE[kind]
    content = text.encode()
    started = time.process_time()

    open_document(content, name=name)

    assert time.process_time() - started < SECONDS
