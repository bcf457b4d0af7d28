"""The map of a concept's neighbours."""

import itertools

import pytest

from glossary.matching.compile import Snapshot
from glossary.web.directory import Directory, Relation
from glossary.web.names import headwords
from glossary.web.neighbours import MAX_NEIGHBOURS, WIDTH, Node, RelationMap, draw, find_neighbours

CONCEPTS = (
    "national-cybersecurity-office",
    "information-security-centre",
    "active-defence-uk",
    "certification",
    "cabinet-secretariat",
    "posture",
)


def drawn(snapshot: Snapshot, index: Directory, name: str) -> RelationMap:
    concept = snapshot.concepts[name]
    found = draw(concept, headwords(concept, index.homonyms), find_neighbours(concept, snapshot, index), snapshot)
    assert found is not None
    return found


def overlap(one: Node, other: Node) -> bool:
    return one.x < other.x + other.width and other.x < one.x + one.width and one.y < other.y + other.height and other.y < one.y + one.height


def test_relations_are_found_in_both_directions(snapshot: Snapshot, index: Directory) -> None:
    assert dict(index.neighbours(snapshot.concepts["incident-readiness-centre"])) == {
        "information-security-centre": Relation.PREDECESSOR,
        "national-cybersecurity-office": Relation.SUCCESSOR,
    }
    assert dict(index.neighbours(snapshot.concepts["certification"])) == {
        "authentication": Relation.FORK,
        "national-cybersecurity-office": Relation.RELATED,
    }


@pytest.mark.parametrize("name", CONCEPTS)
def test_boxes_never_overlap_and_stay_inside(snapshot: Snapshot, index: Directory, name: str) -> None:
    plan = drawn(snapshot, index, name)
    boxes = [plan.middle, *plan.nodes]
    assert [pair for pair in itertools.combinations(boxes, 2) if overlap(*pair)] == []
    assert all(box.x >= 0 and box.x + box.width <= WIDTH and box.y >= 0 and box.y + box.height <= plan.height for box in boxes)


@pytest.mark.parametrize("name", CONCEPTS)
def test_each_neighbour_has_a_box_and_a_line(snapshot: Snapshot, index: Directory, name: str) -> None:
    plan = drawn(snapshot, index, name)
    wanted = [neighbour.headwords.id for neighbour in find_neighbours(snapshot.concepts[name], snapshot, index)][:MAX_NEIGHBOURS]
    assert sorted(node.neighbour.headwords.id for node in plan.nodes if node.neighbour) == sorted(wanted)
    assert len(plan.edges) == len(plan.nodes)
    assert all(0 <= edge.label_x <= WIDTH and 0 <= edge.label_y <= plan.height for edge in plan.edges)


def test_names_of_a_box_stand_in_their_language(snapshot: Snapshot, index: Directory) -> None:
    plan = drawn(snapshot, index, "cabinet-secretariat")
    assert [(lang, text) for _, lang, _, text in plan.middle.lines] == [("en", "Cabinet Secretariat"), ("ja", "内閣官房")]


def test_concept_without_neighbours_has_no_map(snapshot: Snapshot, index: Directory) -> None:
    concept = snapshot.concepts["posture"]
    assert draw(concept, headwords(concept, index.homonyms), (), snapshot) is None
