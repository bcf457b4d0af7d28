"""Finds rules by their file names. There is no list to keep: a rule is one file in a rule folder.

A rule module has a docstring with the sections *What · Why · Example · Instead* (the user's manual), a ``LEVEL`` and a
``judge`` function. A rule on drafts sees one part at a time, ``judge(view)``; one that weighs the whole draft also has
``collect(view)``, whose facts are kept with the part, and ``judge(draft, facts)``, each fact with its part's place.
Its id is its file name: the first underscore becomes a dot, the others hyphens.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from types import ModuleType

import glossary.checks.draft
import glossary.checks.segment
import glossary.checks.suppression
import glossary.checks.termbase

SECTIONS = ("What", "Why", "Example", "Instead")


def rule_id(module_name: str) -> str:
    """``term_no_preferred`` → ``term.no-preferred``."""
    family, _, mistake = module_name.rpartition(".")[2].partition("_")
    return f"{family}.{mistake.replace('_', '-')}"


def termbase_rules() -> Iterator[ModuleType]:
    """The modules of the rules on the termbase, sorted by id."""
    yield from _modules(glossary.checks.termbase)


@cache
def draft_rules() -> tuple[ModuleType, ...]:
    """The modules of the rules on drafts, sorted by id."""
    return tuple(_modules(glossary.checks.draft))


@cache
def segment_rules() -> tuple[ModuleType, ...]:
    """The modules of the rules on pairs of source and target, sorted by id."""
    return tuple(_modules(glossary.checks.segment))


@cache
def suppression_rules() -> tuple[ModuleType, ...]:
    """The modules of the rules on what is said to be ignored, sorted by id; they judge when all others have spoken."""
    return tuple(_modules(glossary.checks.suppression))


@cache
def all_rule_ids() -> tuple[str, ...]:
    """The ids of all rules that speak of drafts and pairs, sorted."""
    modules = (*draft_rules(), *segment_rules(), *suppression_rules())
    return tuple(sorted(rule for module in modules for rule in ids_of(module)))


def ids_of(module: ModuleType) -> tuple[str, ...]:
    """The ids under which a rule speaks: its own, or those that it lists in ``IDS``."""
    listed: tuple[str, ...] = getattr(module, "IDS", ())
    return listed or (rule_id(module.__name__),)


def _modules(folder: ModuleType) -> Iterator[ModuleType]:
    for module in sorted(pkgutil.iter_modules(folder.__path__), key=lambda found: found.name):
        yield importlib.import_module(f"{folder.__name__}.{module.name}")
