"""Marking a draft: every character is shown once, whatever the findings."""

from hypothesis import given
from hypothesis import strategies as st

from glossary.domain.span import Span
from glossary.domain.statuses import Level
from glossary.text.languages import ENGLISH
from glossary.web.cards import Card, Place
from glossary.web.marks import marked_lines, strip_marks

TEXTS = st.text(alphabet="ab 😀𠮷認証\n\u0301", max_size=40)


def card(name: str, level: Level, *spans: Span) -> Card:
    """A card with nothing but places."""
    places = tuple(Place(f"t-{name}" + (f"-{number}" if number else ""), span, 1) for number, span in enumerate(spans))
    return Card(
        id=name,
        key=name,
        group=name,
        number=1,
        level=level,
        level_word="",
        rule="",
        rule_name="",
        rule_number=1,
        match="",
        lang=ENGLISH,
        told={},
        fixes=(),
        places=places,
        pitfall=None,
        concepts=(),
        sources=(),
    )


@st.composite
def drafts(draw: st.DrawFn) -> tuple[str, list[Card]]:
    text = draw(TEXTS)
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda pair: Span(min(pair), max(pair)))
    found = draw(st.lists(st.tuples(st.sampled_from(list(Level)), st.lists(spans, min_size=1, max_size=3)), max_size=6))
    return text, [card(f"f{number}", level, *places) for number, (level, places) in enumerate(found)]


@given(drafts())
def test_marked_lines_hold_the_text_and_each_place_once(draft: tuple[str, list[Card]]) -> None:
    text, cards = draft
    lines = marked_lines(text, cards, ENGLISH)
    assert "\n".join("".join(piece.text for piece in line.pieces) for line in lines) == text
    anchors = [anchor for line in lines for piece in line.pieces for anchor in piece.anchors]
    assert len(set(anchors)) == len(anchors)
    marked = [piece for line in lines for piece in line.pieces if piece.card]
    assert all(piece.text for piece in marked)


@given(drafts())
def test_strip_marks_stay_on_the_strip(draft: tuple[str, list[Card]]) -> None:
    text, cards = draft
    marks = strip_marks(len(text), cards)
    assert len(marks) == sum(len(found.places) for found in cards)
    assert all(0 <= mark.y <= 988 and mark.x + mark.width == 16 for mark in marks)


def test_words_over_a_line_break_are_marked_on_both_lines() -> None:
    found = card("a", Level.WARNING, Span(2, 7))
    first, second = marked_lines("a bc\nde f", [found], ENGLISH)
    assert [(piece.text, piece.anchors) for piece in first.pieces if piece.card] == [("bc", ("t-a",))]
    assert [(piece.text, piece.anchors) for piece in second.pieces if piece.card] == [("de", ())]


def test_finding_under_a_graver_one_keeps_its_anchor() -> None:
    under, over = card("b", Level.WARNING, Span(0, 9)), card("a", Level.ERROR, Span(4, 9))
    (line,) = marked_lines("one words", [under, over], ENGLISH)
    assert [(piece.text, piece.card.id if piece.card else "", piece.anchors) for piece in line.pieces] == [
        ("one ", "", ()),
        ("words", "a", ("t-a", "t-b")),
    ]
