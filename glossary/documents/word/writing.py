"""Writes comments and changes into the parts of a Word document that were read.

Runs are cut where a change begins or ends, the middle first; then comments are anchored between them, then words are replaced. So a
comment on words that are replaced too stands around both the old and the new ones.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from glossary.documents.document import AUTHOR, OUTSIDE, Plan
from glossary.documents.pieces.spread import ACROSS, NOT_ONLY_WORDS
from glossary.documents.word import names as n
from glossary.documents.word.atoms import Atom
from glossary.documents.word.comments import Comments
from glossary.documents.word.runs import Runs
from glossary.documents.word.texts import fill
from glossary.domain.change import Change, Comment, Replacement, Unplaced
from glossary.domain.message import Message
from glossary.domain.span import Span
from glossary.files.xml import Element, clean, empty_copy

_WORDS = frozenset({n.RUN_PROPERTIES, n.TEXT, n.TAB, n.BREAK, n.RETURN, n.HARD_HYPHEN, n.SOFT_HYPHEN, n.RENDERED_BREAK})
"""What a run may hold that is replaced."""

_Placed = TypeVar("_Placed", Comment, Replacement)


_MANY = 30
"""Changes in one paragraph from which its runs are cut before anything is placed."""

_FIRST_ID = 900_000_000
"""The numbers of tracked changes start here: Word counts its own from 0, and renumbers all when it saves."""


@dataclass(slots=True)
class _Batch:
    """Changes whose places touch one another: they are placed together."""

    span: Span
    comments: list[Comment] = field(default_factory=list)
    replacements: list[Replacement] = field(default_factory=list)


class Writer:
    """One writing of one document. It is shown the atoms of each paragraph once they are read, and places what stands there."""

    def __init__(self, plan: Plan, comments: Comments) -> None:
        self.unplaced = list(plan.unplaced)
        self._batches = _batches((*plan.comments, *plan.replacements))
        self._comments = comments
        self.touched: set[str] = set()
        self._date = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._next_id = _FIRST_ID
        self._runs = Runs([])

    @property
    def changed(self) -> bool:
        """Whether anything was placed."""
        return bool(self.touched)

    def settle(self, atoms: list[Atom], length: int) -> list[Atom]:
        """Place the changes whose places are wholly read; while one reaches further, all atoms are asked for again."""
        whole = 0
        while whole < len(self._batches) and self._batches[whole].span.end <= length:
            whole += 1
        if whole < len(self._batches) and self._batches[whole].span.start <= length and atoms:
            return atoms
        self._runs = Runs(atoms)
        if whole >= _MANY:
            for place in _middle_first([batch.span.start for batch in self._batches[:whole]]):
                self._runs.cut(place)
        for batch in self._batches[:whole]:
            self._place(batch.comments, batch.replacements)
        del self._batches[:whole]
        self._runs = Runs([])
        return []

    def _place(self, comments: Sequence[Comment], replacements: Sequence[Replacement]) -> None:
        anchored = list(self._allowed(comments))
        replaced = list(self._allowed(replacements))
        places = {place for _, span in (*anchored, *replaced) for place in span}
        for place in _middle_first(sorted(places)):
            self._runs.cut(place)
        for comment, span in anchored:
            self._anchor(comment, span)
        for replacement, span in replaced:
            reason = self._replace(replacement, span)
            if reason is not None:
                self.unplaced.append(Unplaced(replacement, reason))

    def mend(self, boxes: Sequence[tuple[Element, Element]]) -> None:
        """Let the second rendering of each text box say what the first does, where anything was placed."""
        for box, twin in boxes if self.changed else ():
            if list(box.itertext()) != list(twin.itertext()):
                twin[:] = [deepcopy(child) for child in box]

    def save(self) -> None:
        """Write the comments, once all is placed. The parts that were touched are the caller's to write."""
        self._comments.save()

    def _allowed(self, changes: Sequence[_Placed]) -> Iterator[tuple[_Placed, tuple[int, int]]]:
        """The changes that their places can carry, with spans that cut nothing that is one piece."""
        for change in changes:
            atoms = self._runs.within(*change.span) or self._beside(change)
            reason = _refusal(change, atoms)
            if reason is not None:
                self.unplaced.append(Unplaced(change, reason))
            else:
                yield change, self._runs.widened(*change.span)

    def _beside(self, change: Change) -> list[Atom]:
        """Where a change of no words can stand: behind the atom that ends there, else before the one that begins there."""
        atoms = self._runs.touching(change.span.start) if change.span.start == change.span.end else []
        return [atom for atom in atoms if _refusal(change, [atom]) is None][:1] or atoms[:1]

    def _anchor(self, comment: Comment, span: tuple[int, int]) -> None:
        atoms = self._runs.within(*span)
        start, end, reference = self._comments.add(comment.text, self._date)
        if atoms:
            atoms[0].run.addprevious(start)
            atoms[-1].run.addnext(end)
        else:
            atoms = self._beside(comment)
            _put(start, atoms[0], behind=atoms[0].end <= span[0])
            start.addnext(end)
        end.addnext(reference)
        self.touched.add(atoms[0].ground.part)

    def _replace(self, replacement: Replacement, span: tuple[int, int]) -> Message | None:
        atoms = self._runs.within(*span)
        runs = list(dict.fromkeys(atom.run for atom in atoms))
        if any(child.tag not in _WORDS for run in runs for child in run):
            return NOT_ONLY_WORDS
        if not atoms:
            atoms = self._beside(replacement)
            self._insert(atoms[0].run, replacement, behind=atoms[0].end <= span[0])
        elif replacement.tracked:
            self._insert(runs[-1], replacement, like=runs[0])
            for run in runs:
                self._delete(run)
        else:
            fill(runs[0], clean(replacement.text))
            for run in runs[1:]:
                _remove(run)
        self.touched.add(atoms[0].ground.part)
        return None

    def _insert(self, beside: Element, replacement: Replacement, *, like: Element | None = None, behind: bool = True) -> None:
        """A new run with these words beside another one, with the formatting of the run that it is to be like."""
        text = clean(replacement.text)
        if not text:
            return
        run = beside.makeelement(n.RUN, {})
        properties = (beside if like is None else like).find(n.RUN_PROPERTIES)
        if properties is not None:
            run.append(deepcopy(properties))
        fill(run, text)
        if replacement.tracked:
            wrapper = self._tracking(n.INSERTED, beside)
            wrapper.append(run)
            beside, run = _free_of_insertion(beside, behind), wrapper
        if behind:
            beside.addnext(run)
        else:
            beside.addprevious(run)

    def _delete(self, run: Element) -> None:
        """Mark a run as deleted, where it stands."""
        wrapper = self._tracking(n.DELETED, run)
        run.addprevious(wrapper)
        wrapper.append(run)
        for text in run.findall(n.TEXT):
            text.tag = n.DELETED_TEXT

    def _tracking(self, tag: str, beside: Element) -> Element:
        self._next_id += 1
        return beside.makeelement(tag, {n.ID: str(self._next_id), n.w("author"): AUTHOR, n.w("date"): self._date})


def _batches(changes: Sequence[Change]) -> list[_Batch]:
    """The changes in batches whose places do not touch one another, in order."""
    batches: list[_Batch] = []
    for change in sorted(changes, key=lambda change: change.span):
        if not batches or change.span.start > batches[-1].span.end:
            batches.append(_Batch(change.span))
        batch = batches[-1]
        batch.span = Span(batch.span.start, max(batch.span.end, change.span.end))
        if isinstance(change, Comment):
            batch.comments.append(change)
        else:
            batch.replacements.append(change)
    return batches


def _middle_first(places: Sequence[int]) -> Iterator[int]:
    """Sorted places, the middle before both halves: one by one, what is left of a long run would be copied for each of them."""
    halves = [(0, len(places))]
    while halves:
        start, end = halves.pop()
        if start < end:
            middle = (start + end) // 2
            yield places[middle]
            halves += [(start, middle), (middle + 1, end)]


def _refusal(change: Change, atoms: Sequence[Atom]) -> Message | None:
    """Why a change cannot stand on these atoms, None where it can."""
    if not atoms:
        return OUTSIDE
    grounds = {atom.ground for atom in atoms}
    if isinstance(change, Comment):
        parents = {atom.paragraph.getparent() for atom in atoms}
        return next((ground.no_comment for ground in grounds if ground.no_comment), None) or (ACROSS if len(parents) > 1 else None)
    if len({atom.paragraph for atom in atoms}) > 1:
        return ACROSS
    if any(atom.run.tag != n.RUN or (not atom.cuts and atom.node.tag not in _WORDS) for atom in atoms):
        return NOT_ONLY_WORDS
    return next((ground.no_replacement for ground in grounds if ground.no_replacement), None)


def _free_of_insertion(beside: Element, behind: bool) -> Element:
    """Where a tracked insertion can stand: insertions never stand in one another, so the one around ``beside`` is divided."""
    around = beside.getparent()
    if around is None or around.tag != n.INSERTED:
        return beside
    rest = empty_copy(around)
    for sibling in list(beside.itersiblings()):
        rest.append(sibling)
    if not behind:
        rest.insert(0, beside)
    if len(rest):
        around.addnext(rest)
    return around if behind else rest


def _put(mark: Element, atom: Atom, *, behind: bool) -> None:
    if behind:
        atom.run.addnext(mark)
    else:
        atom.run.addprevious(mark)


def _remove(run: Element) -> None:
    parent = run.getparent()
    if parent is not None:
        parent.remove(run)
