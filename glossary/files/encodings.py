"""Text in whatever encoding it came: found, decoded, and written back in the same one.

Found in this order: a byte order mark, the escapes of ISO-2022-JP, UTF-16 by its zero bytes, UTF-8, then Shift_JIS (as Windows
writes it: cp932), EUC-JP and Windows-1252 by which of them gives the most plausible text. A wrong guess among the last three is
possible in texts of a few words.
"""

import codecs
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from glossary.errors import FileUndecodable

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_GUESSED = ("cp932", "euc_jp", "cp1252")
_SAFE = ("utf-8", "iso2022_jp")
_NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp932": "Shift_JIS",
    "euc_jp": "EUC-JP",
    "iso2022_jp": "ISO-2022-JP",
    "cp1252": "Windows-1252",
}
_ESCAPE = re.compile(rb"\x1b(?:\$[@B]|\([BJ])")
_KANA = re.compile("[\u3001-\u3011\u3041-\u3096\u30a1-\u30fc\uff01-\uff5e]")
_KANJI = re.compile("[\u4e00-\u9fff]")
_HALF_WIDTH = re.compile("[\uff61-\uff9f]")
_ALONE = re.compile("(?<![^\x00-\x7f])[\u2010-\u2026\u20ac\xa3\xa7\xa9\xae\xb0\xb7\xc0-\xff](?![^\x00-\x7f])")
_FOREIGN = re.compile("[^\x00-\x7f]")
_SAMPLE = 200_000
"""Characters that are weighed where an encoding has to be guessed."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was written: Python's name of the encoding, and the byte order mark it began with."""

    text: str
    encoding: str
    mark: bytes
    content: bytes

    @property
    def encoding_name(self) -> str:
        """The encoding as people call it."""
        return _NAMES[self.encoding]

    def can_write(self, text: str) -> bool:
        """Whether the encoding has all these characters."""
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            return False
        return True

    def splice(self, edits: Sequence[tuple[int, int, str]]) -> bytes:
        """The bytes with parts of the text replaced: edits as (start, end, new text), in order, without overlaps.

        What is not replaced keeps its bytes, also where an encoding has two ways to write a character; only ISO-2022-JP, in which a
        byte means what those before it switched to, is written anew.
        """
        if not edits:
            return self.content
        pieces: list[str] = []
        last = 0
        for start, end, text in edits:
            pieces += [self.text[last:start], text]
            last = end
        pieces.append(self.text[last:])
        if self.encoding == "iso2022_jp" or self.mark + self.text.encode(self.encoding) == self.content:
            return self.mark + "".join(pieces).encode(self.encoding)
        ends = self._byte_ends()
        cut = [0, *[place for start, end, _ in edits for place in (start, end)], len(self.text)]
        kept = [self.content[ends[start] : ends[end]] for start, end in zip(cut[::2], cut[1::2], strict=True)]
        fresh = [text.encode(self.encoding) for _, _, text in edits]
        return self.mark + b"".join(part for pair in zip(kept, [*fresh, b""], strict=True) for part in pair)

    def _byte_ends(self) -> list[int]:
        """Where in the bytes each place of the text stands."""
        decoder = codecs.getincrementaldecoder(self.encoding)()
        counts, length = [], 0
        for number in range(len(self.mark), len(self.content)):
            length += len(decoder.decode(self.content[number : number + 1]))
            counts.append(length)
        return [len(self.mark)] + [len(self.mark) + bisect_left(counts, place) + 1 for place in range(1, len(self.text) + 1)]


def decode(content: bytes, name: str) -> Decoded:
    """The text of a file. Raises FileUndecodable for bytes that are text in no known encoding."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            found = _decoded(content, encoding, mark)
            if found:
                return found
    candidates = ["utf-8"]
    if content.isascii() and _ESCAPE.search(content):
        candidates.insert(0, "iso2022_jp")
    if b"\x00" in content[:1000]:
        zeros = content[:1000:2].count(0), content[1:1000:2].count(0)
        candidates = ["utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"]
    for encoding in candidates:
        found = _decoded(content, encoding, b"")
        if found and (encoding in _SAFE or _plausibility(found.text) > 0):
            return found
    guesses = [found for encoding in _GUESSED if b"\x00" not in content[:1000] and (found := _decoded(content, encoding, b""))]
    best = max(guesses, key=lambda guess: _plausibility(guess.text), default=None)
    if best is None or _plausibility(best.text) <= 0:
        raise FileUndecodable(name=name, known=", ".join(dict.fromkeys(_NAMES.values())))
    return best


def _decoded(content: bytes, encoding: str, mark: bytes) -> Decoded | None:
    try:
        return Decoded(content[len(mark) :].decode(encoding), encoding, mark, content)
    except UnicodeDecodeError:
        return None


def _plausibility(text: str) -> float:
    """How much the characters beyond ASCII look like words: kana and accents that stand alone most, kanji less, half-width kana little."""
    sample = text[:_SAMPLE]
    foreign = len(_FOREIGN.findall(sample))
    if not foreign:
        return 1.0
    kana, kanji, half, alone = (len(pattern.findall(sample)) for pattern in (_KANA, _KANJI, _HALF_WIDTH, _ALONE))
    lost = foreign - kana - kanji - half - alone
    return (kana + 0.3 * kanji + 0.1 * half + 0.8 * alone - lost) / foreign
