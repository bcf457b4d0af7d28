"""Findings as one types: the page's script sends the draft, or of a long one the lines that changed, and gets new cards back.

The lines of a long draft stay in memory for a while under a name that only the page knows and that is itself kept as a keyed
hash. They are never written anywhere; one page cannot ask for another's.
"""

import hashlib
import json
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

import msgspec
from flask import Response, current_app, render_template, request

from glossary import context
from glossary.errors import N_, TextTooLong, UnknownValue
from glossary.i18n import render_error, translate
from glossary.reports.findings import UTF16, offsets_in
from glossary.text.languages import Reader
from glossary.web.cards import Card
from glossary.web.drafts import MAX_BODY_BYTES, check_options, clean
from glossary.web.results import Mark, known_marks, results_of
from glossary.web.site import pages
from glossary.workflows.check import MAX_TEXT_LENGTH, check_text

EXTENSION: Final = "kakehashi-sheets"

MAX_KEPT_CHARACTERS: Final = 4_000_000
LIFETIME: Final = 1_800
"""Seconds for which the lines of a draft are kept after its last check."""

MIN_NAME, MAX_NAME = 16, 64
"""Characters in a page's name for its draft."""

PARTS: Final = ("verdict", "filters", "fixes", "state", "ignored", "foot", "used")
"""The parts of the page that an answer replaces, each a template ``check/<part>.html``."""


class Block(msgspec.Struct):
    """A line of the draft: its number in the page, and its text unless the server has it."""

    id: int
    text: str | None = None


class Asked(msgspec.Struct):
    """What the script sends: the text, or the lines of the draft that the page calls ``name``."""

    options: dict[str, str] = {}
    text: str | None = None
    name: str = ""
    blocks: list[Block] = []
    have: list[str] = []
    ignored: list[Mark] = []


@dataclass(slots=True)
class Sheet:
    """The lines of one draft by their numbers."""

    lines: dict[int, str] = field(default_factory=dict)
    size: int = 0
    used: float = 0.0


class Sheets:
    """The lines of long drafts under work: in memory, ``capacity`` characters of all drafts together, for half an hour. Safe for threads."""

    def __init__(self, capacity: int = MAX_KEPT_CHARACTERS, clock: Callable[[], float] = time.monotonic) -> None:
        self._capacity, self._clock = capacity, clock
        self._key = secrets.token_bytes(32)
        self._lock = threading.Lock()
        self._kept: OrderedDict[bytes, Sheet] = OrderedDict()

    def compose(self, name: str, blocks: Sequence[Block]) -> str | None:
        """The whole draft; None where a line is needed that is not known (any more).

        Raises TextTooLong before it is put together: a small request can name one long line again and again.
        """
        key = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), key=self._key, digest_size=16).digest()
        with self._lock:
            self._forget_old()
            known = self._kept[key].lines if key in self._kept else {}
            lines: dict[int, str] = {}
            for block in blocks:
                line = block.text if block.text is not None else lines.get(block.id, known.get(block.id))
                if line is None:
                    return None
                lines[block.id] = line
            length = sum(len(lines[block.id]) for block in blocks)
            if length > MAX_TEXT_LENGTH:
                raise TextTooLong(length=length, limit=MAX_TEXT_LENGTH)
            self._keep(key, lines)
        return "".join(lines[block.id] for block in blocks)

    def _keep(self, key: bytes, lines: dict[int, str]) -> None:
        size = sum(map(len, lines.values())) + 50 * len(lines)
        self._kept.pop(key, None)
        if size <= self._capacity:
            self._kept[key] = Sheet(lines, size, self._clock())
        while sum(sheet.size for sheet in self._kept.values()) > self._capacity:
            self._kept.popitem(last=False)

    def _forget_old(self) -> None:
        oldest = self._clock() - LIFETIME
        while self._kept and next(iter(self._kept.values())).used < oldest:
            self._kept.popitem(last=False)


def sheets() -> Sheets:
    """The store of this application."""
    found: Sheets | None = current_app.extensions.get(EXTENSION)
    if found is None:
        found = current_app.extensions.setdefault(EXTENSION, Sheets())  # of two threads that come first, one makes that of both
    return found


@pages.post("/check/live")
def check_live() -> Response:
    """Check a draft and answer with what changed: places, the cards that the page does not have, the other parts."""
    request.max_content_length = MAX_BODY_BYTES
    try:
        asked = msgspec.convert(json.loads(request.get_data(cache=False)), Asked)
    except (ValueError, RecursionError):
        return _refusal(N_("The request could not be read."), HTTPStatus.BAD_REQUEST)
    if asked.text is None and not MIN_NAME <= len(asked.name) <= MAX_NAME:
        return _refusal(N_("The request could not be read."), HTTPStatus.BAD_REQUEST)
    try:
        text = sheets().compose(asked.name, asked.blocks) if asked.text is None else asked.text
        if text is None:
            return _refusal("", HTTPStatus.CONFLICT)
        return _json(_answer(clean_lines(text), asked))
    except TextTooLong as error:
        return _refusal(render_error(context.language(), error), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    except UnknownValue as error:
        return _refusal(render_error(context.language(), error), HTTPStatus.BAD_REQUEST)


def clean_lines(text: str) -> str:
    """The text as the check page holds it. Positions stay: a carriage return, which no page can hold alone, becomes a line feed."""
    return clean(text.replace("\r\n", " \n"))


def _answer(text: str, asked: Asked) -> Mapping[str, object]:
    options = check_options({name: clean(value) for name, value in asked.options.items()})
    services = context.services()
    result = check_text(context.checking(), text, options, today=context.today(), cache=services.passages)
    results = results_of(text, result, options.reader or Reader(options.profile.reader), known_marks(asked.ignored))
    place = offsets_in(text, UTF16)
    have = set(asked.have)
    return {
        "lang": results.lang,
        "findings": [_record(card, place) for card in results.cards],
        "cards": {
            card.key: render_template("check/card.html", card=card, read_only=False) for card in results.cards if card.key not in have
        },
        "parts": {part: render_template(f"check/{part}.html", results=results, samples=()) for part in PARTS},
    }


def _record(card: Card, place: Callable[[int], int]) -> Mapping[str, object]:
    return {
        "id": card.id,
        "key": card.key,
        "level": card.level.value,
        "rule": card.rule_number,
        "places": [[place(found.span.start), place(found.span.end)] for found in card.places],
        "fixes": [[place(fix.span.start), place(fix.span.end), fix.text, fix.safe] for fix in card.fixes],
    }


def _refusal(problem: str, status: HTTPStatus) -> Response:
    return _json({"problem": translate(context.language(), problem)}, status)


def _json(record: Mapping[str, object], status: HTTPStatus = HTTPStatus.OK) -> Response:
    return Response(json.dumps(record, ensure_ascii=False), status, mimetype="application/json")
