"""The house rules that no linter knows: vocabulary outside code, languages by name, sizes, reasons for inline imports."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from glossary.checks.registry import SECTIONS, rule_id, termbase_rules
from glossary.config import SETTINGS
from glossary.text.languages import LANGUAGES
from tests.conftest import ROOT

PACKAGE = ROOT / "glossary"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "_data" not in path.parts and "migrations" not in path.parts)
MAX_LINES = 400
JAPANESE = re.compile("[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]")
"""Letters of Japanese words: no punctuation, no signs."""
JAPANESE_ALLOWED = {"scripts.py", "kana.py", "normalise.py", "romaji.py", "gojuon.py", "linebreak.py", "ruby.py", "encodings.py"}
"""Modules that spell out character classes and kana tables; no words."""


def names(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """The string literals of a module that are no docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body and isinstance(node.body[0], ast.Expr)
    }
    statements = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation | statements:
            yield node.lineno, node.value


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_module_stays_small_enough_to_read(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MAX_LINES


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_module_holds_no_japanese_words(path: Path) -> None:
    if path.name in JAPANESE_ALLOWED:
        pytest.skip("spells out character classes")
    assert [(line, text) for line, text in strings(path) if JAPANESE.search(text)] == []


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_module_names_languages_through_the_language_module(path: Path) -> None:
    if path == PACKAGE / "text" / "languages.py":
        pytest.skip("the one place")
    assert [(line, text) for line, text in strings(path) if text in LANGUAGES] == []


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_inline_import_gives_a_reason(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    tree = ast.parse("\n".join(lines))
    inline = {
        node.lineno
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    bare = [line for line in sorted(inline) if not re.search(r"# inline: (slow import|optional dependency)", lines[line - 1])]
    assert bare == []


def test_rooms_have_no_drawers() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "data", "info"}
    assert [path for path in names(MODULES) if Path(path).stem in drawers] == []


@pytest.mark.parametrize("module", list(termbase_rules()), ids=lambda module: rule_id(module.__name__))
def test_rule_is_documented(module: object) -> None:
    documentation = module.__doc__ or ""
    assert [section for section in SECTIONS if f"\n{section}: " not in documentation] == []


def test_readme_names_every_setting() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [setting.variable for setting in SETTINGS if setting.variable not in readme] == []


def test_locks_name_no_index() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        lines = (ROOT / lock).read_text("utf-8").splitlines()
        assert [line for line in lines if "://" in line or line.startswith("--")] == []
