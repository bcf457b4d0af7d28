"""The neighbours of a concept: a list, and a map of the nearest ones as a drawing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from glossary.domain.concept import Concept
from glossary.errors import N_
from glossary.matching.compile import Snapshot
from glossary.web.directory import Directory, Relation
from glossary.web.measure import wrap
from glossary.web.names import Headwords, abbreviation, headwords

LABELS: Final[Mapping[Relation, str]] = {
    Relation.FORK: N_("not the same"),
    Relation.PREDECESSOR: N_("replaced"),
    Relation.SUCCESSOR: N_("replaced by"),
    Relation.BROADER: N_("broader"),
    Relation.NARROWER: N_("narrower"),
    Relation.RELATED: N_("related"),
}
LIST_LABELS: Final[Mapping[Relation, str]] = {
    Relation.FORK: N_("Not the same as"),
    Relation.PREDECESSOR: N_("Replaced"),
    Relation.SUCCESSOR: N_("Replaced by"),
    Relation.BROADER: N_("Broader"),
    Relation.NARROWER: N_("Narrower"),
    Relation.RELATED: N_("Related to"),
}

MAX_NEIGHBOURS: Final = 6
"""More boxes than this and the one in the middle make a drawing that nobody reads."""

_SIZE: Final = 14.5
_LINE: Final = 22.0
_PADDING: Final = 12.0
_GAP: Final = 16.0
_TEXT_MARGIN: Final = 18.0
_TOP: Final = 2.0
"""The frame of the drawing: room for the lines of the outer boxes."""

_RISE: Final = 34.0
"""Between the middle box and the one above or below it: room for a word."""

WIDTH: Final = 1000.0
_SIDE: Final = 268.0
_MIDDLE_X: Final = 378.0
_MIDDLE: Final = 244.0
_RIGHT_X: Final = 730.0
_BUS: Final = 14.0
"""How far from the middle box the lines to one side meet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A concept in the list of relations."""

    relation: Relation
    label: str
    headwords: Headwords


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A box of the map: lines of text as (class, language, y, text)."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[tuple[str, str, float, str], ...]
    neighbour: Neighbour | None = None

    @property
    def centre_x(self) -> float:
        """The middle of the box."""
        return self.x + self.width / 2

    @property
    def centre_y(self) -> float:
        """The middle of the box."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A line of the map with its word."""

    path: str
    label: str
    label_x: float
    label_y: float
    anchor: str
    is_fork: bool
    head: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationMap:
    """The drawing: boxes and lines in a field 1,000 units wide."""

    height: float
    middle: Node
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def find_neighbours(concept: Concept, snapshot: Snapshot, directory: Directory) -> tuple[Neighbour, ...]:
    """All neighbours, the most telling relation first."""
    return tuple(
        Neighbour(
            relation=relation,
            label=LIST_LABELS[relation],
            headwords=headwords(snapshot.concepts[other], directory.homonyms),
        )
        for other, relation in directory.neighbours(concept).items()
    )


def draw(concept: Concept, own: Headwords, neighbours: Sequence[Neighbour], snapshot: Snapshot) -> RelationMap | None:
    """The map of the nearest neighbours; None without any."""
    if not neighbours:
        return None

    def boxes(items: Sequence[Neighbour], width: float) -> list[Node]:
        return [_box(item.headwords, snapshot.concepts[item.headwords.id], item, width) for item in items]

    left, right, top, bottom = _places(neighbours[:MAX_NEIGHBOURS])
    middle, above, below = _box(own, concept, None, _MIDDLE), boxes(top, _MIDDLE), boxes(bottom, _MIDDLE)
    sides = boxes(left, _SIDE), boxes(right, _SIDE)
    half = max(map(_stack_height, sides)) / 2
    centre = max(middle.height / 2 + sum(node.height + _RISE for node in above), half)
    height = centre + max(middle.height / 2 + sum(node.height + _RISE for node in below), half)
    middle = _moved(middle, _MIDDLE_X, centre - middle.height / 2)
    upright = [_moved(node, _MIDDLE_X, middle.y - _TOP - _RISE - node.height) for node in above]
    upright += [_moved(node, _MIDDLE_X, middle.y - _TOP + middle.height + _RISE) for node in below]
    sideways = [node for side, x in zip(sides, (_TOP, _RIGHT_X), strict=True) for node in _stacked(side, x, centre)]
    return RelationMap(
        height=round(height + 2 * _TOP),
        middle=middle,
        nodes=(*upright, *sideways),
        edges=(*(_upright_edge(middle, node) for node in upright), *(_side_edge(middle, node) for node in sideways)),
    )


def _stacked(nodes: Sequence[Node], x: float, centre: float) -> list[Node]:
    """Boxes one below the other, around a height."""
    placed: list[Node] = []
    y = centre - _stack_height(nodes) / 2
    for node in nodes:
        placed.append(_moved(node, x, y))
        y += node.height + _GAP
    return placed


def _places(neighbours: Iterable[Neighbour]) -> tuple[list[Neighbour], list[Neighbour], list[Neighbour], list[Neighbour]]:
    """Left, right, top and bottom. What came before stands on the left, what is wider on top; the rest fills the sides evenly."""
    left: list[Neighbour] = []
    right: list[Neighbour] = []
    top: list[Neighbour] = []
    bottom: list[Neighbour] = []
    rest: list[Neighbour] = []
    for item in neighbours:
        if item.relation is Relation.BROADER and not top:
            top.append(item)
        elif item.relation is Relation.PREDECESSOR and len(left) < 3:
            left.append(item)
        elif item.relation is Relation.SUCCESSOR:
            right.append(item)
        else:
            rest.append(item)
    for item in rest:
        if item.relation is Relation.FORK and len(left) < 3 and len(left) <= len(right):
            left.append(item)
        elif len(right) < 3 and (len(right) <= len(left) or len(left) >= 3):
            right.append(item)
        elif len(left) < 3:
            left.append(item)
        else:
            bottom.append(item)
    return left, right, top, bottom[:1]


def _stack_height(nodes: Sequence[Node]) -> float:
    return sum(node.height for node in nodes) + _GAP * max(len(nodes) - 1, 0)


def _box(words: Headwords, concept: Concept, neighbour: Neighbour | None, width: float) -> Node:
    """A box in the size of its text, still at the origin. A long English name gives way to its abbreviation in a neighbour's box."""
    room = width - _TEXT_MARGIN
    lines: list[tuple[str, str, float, str]] = []
    english = words.en.spoken
    short = abbreviation(concept.sections[words.en.lang], words.en.term)
    if neighbour and short and len(wrap(english, _SIZE, room, 3)) > 2:
        english = short.text
    texts = [("node-en", words.en.lang, line) for line in wrap(english, _SIZE, room, 2)]
    texts += [("node-ja", words.ja.lang, line) for line in wrap(words.ja.spoken, _SIZE, room, 2)]
    for number, (style, lang, line) in enumerate(texts):
        lines.append((style, lang, _PADDING + _LINE * (number + 0.72), line))
    return Node(x=0, y=0, width=width, height=_PADDING * 2 + _LINE * len(texts) - 4, lines=tuple(lines), neighbour=neighbour)


def _moved(node: Node, x: float, y: float) -> Node:
    y = round(y + _TOP, 1)
    lines = tuple((style, lang, round(y + offset, 1), text) for style, lang, offset, text in node.lines)
    return Node(x=x, y=y, width=node.width, height=node.height, lines=lines, neighbour=node.neighbour)


def _side_edge(middle: Node, node: Node) -> Edge:
    """From the middle box along a common bus to the side of a box; an arrow where time passes."""
    relation = node.neighbour.relation if node.neighbour else Relation.RELATED
    is_left = node.x < middle.x
    own = middle.x if is_left else middle.x + middle.width
    bus = own - _BUS if is_left else own + _BUS
    end = node.x + node.width if is_left else node.x
    y = round(node.centre_y, 1)
    straight = abs(y - middle.centre_y) < 1
    path = f"M{own:g} {y:g}H{end:g}" if straight else f"M{own:g} {middle.centre_y:g}H{bus:g}V{y:g}H{end:g}"
    head = ""
    if relation is Relation.SUCCESSOR:
        head = f"M{end - 10:g} {y - 6:g}l10 6-10 6Z"
    elif relation is Relation.PREDECESSOR and straight:
        head = f"M{own - 10:g} {y - 6:g}l10 6-10 6Z"
    return Edge(
        path=path,
        label=LABELS[relation],
        label_x=round((bus + end) / 2, 1),
        label_y=y - 8,
        anchor="middle",
        is_fork=relation is Relation.FORK,
        head=head,
    )


def _upright_edge(middle: Node, node: Node) -> Edge:
    relation = node.neighbour.relation if node.neighbour else Relation.RELATED
    is_above = node.y < middle.y
    start, end = (middle.y, node.y + node.height) if is_above else (middle.y + middle.height, node.y)
    return Edge(
        path=f"M{middle.centre_x:g} {start:g}V{end:g}",
        label=LABELS[relation],
        label_x=middle.centre_x + 10,
        label_y=round((start + end) / 2 + 4.5, 1),
        anchor="start",
        is_fork=relation is Relation.FORK,
    )
