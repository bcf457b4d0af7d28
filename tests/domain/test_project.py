"""Patterns of paths, and what holds for a file when several parts of a project file speak of it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.domain.profile import Spacing, Style, Width
from glossary.domain.project import Allowance, PathRules, Project, any_matches, with_levels, with_style
from glossary.domain.statuses import Level
from glossary.domain.suppression import Suppression, SuppressionSource


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("docs/**", "docs/a/b.md", True),
        ("docs/**", "docs", False),
        ("docs/**", "other/docs/a.md", False),
        ("docs", "docs/a.md", True),
        ("docs", "other/docs/a.md", True),
        ("docs/", "other/docs/a.md", True),
        ("docs", "docs.md", False),
        ("/docs", "other/docs/a.md", False),
        ("*.md", "a/b/c.md", True),
        ("*.md", "a/b/c.mdx", False),
        ("docs/*.md", "docs/a/b.md", False),
        ("docs/**/b.md", "docs/b.md", True),
        ("docs/**/b.md", "docs/x/y/b.md", True),
        ("**/old/**", "a/old/b", True),
        ("a?.md", "ab.md", True),
        ("a*b*c", "aXbYbZc", True),
        ("a*b*c", "aXc", False),
        ("[ab].md", "a.md", False),
        ("文書/*.md", "文書/案.md", True),
        ("./docs/a.md", "docs/a.md", True),
    ],
)
def test_pattern_stands_for_paths(pattern: str, path: str, expected: bool) -> None:
    assert any_matches([pattern], path) is expected


@given(st.lists(st.sampled_from(["a", "b", "ab"]), min_size=1, max_size=5), st.data())
def test_pattern_made_of_a_path_stands_for_it(parts: list[str], data: st.DataObject) -> None:
    steps = [data.draw(st.sampled_from([part, "*", part[0] + "*", "**"])) for part in parts]

    assert any_matches(["/" + "/".join(steps)], "/".join(parts))


@pytest.mark.parametrize("pattern", ["*a" * 200, "/".join(["**"] * 50 + ["x"]), "/".join(["**", "a"] * 50)])
def test_hostile_pattern_takes_no_time(pattern: str) -> None:
    begun = time.perf_counter()

    assert not any_matches([pattern], "/".join(["a" * 100] * 100) + "/z")
    assert time.perf_counter() - begun < 1


def test_last_path_that_matches_stands_uppermost() -> None:
    project = Project(
        name="p",
        rules=PathRules(profile="a", reader="ja", levels={"term": Level.ERROR}),
        paths=(
            PathRules(files=("docs",), profile="b", levels={"term.variant": None}),
            PathRules(files=("docs/x.md",), reader="none"),
        ),
    )

    assert project.rules_for("other.md") == PathRules(profile="a", reader="ja", levels={"term": Level.ERROR})
    assert project.rules_for("docs/x.md") == PathRules(profile="b", reader="none", levels={"term": Level.ERROR, "term.variant": None})


def test_level_of_a_family_takes_the_place_of_those_of_its_rules() -> None:
    lower = {"term.variant": Level.ERROR, "style.width": Level.WARNING}

    assert with_levels(lower, {"term": None}) == {"style.width": Level.WARNING, "term": None}


def test_allowance_without_files_holds_everywhere() -> None:
    here, everywhere = (
        Allowance(suppression=Suppression(source=SuppressionSource.PROJECT, reason=reason), files=files)
        for reason, files in (("here", ("docs",)), ("everywhere", ()))
    )
    project = Project(name="p", allowed=(here, everywhere))

    assert (project.allowances_for("docs/a"), project.allowances_for("a")) == ((here, everywhere), (everywhere,))


def test_style_of_the_project_stands_over_that_of_the_profile_where_it_gives_an_answer() -> None:
    lower = Style(width=Width.HALF, spacing=Spacing.NONE, leaves=("Web サイト",))

    assert with_style(lower, Style(spacing=Spacing.SPACE, kanji=True, leaves=("DNS サーバ",))) == Style(
        width=Width.HALF, spacing=Spacing.SPACE, kanji=True, leaves=("Web サイト", "DNS サーバ")
    )


def test_path_can_take_kanji_back() -> None:
    assert with_style(Style(kanji=True), Style(kanji=False)).kanji is False
    assert with_style(Style(kanji=True), Style()).kanji is True
