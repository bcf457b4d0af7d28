"""The project file of a draft: which one holds, and what it makes of the options."""

import os
from datetime import date
from pathlib import Path

import pytest

from glossary.domain.project import Allowance, PathRules, Project
from glossary.domain.statuses import Level
from glossary.domain.suppression import Suppression, SuppressionSource
from glossary.errors import InvalidProject, UnreadableFile
from glossary.text.languages import Reader
from glossary.workflows.project import FILE_NAME, Given, expired, find_project, load_project, options_for
from tests.checkings import profiles

TODAY = date(2026, 11, 26)


def allowance(reason: str, until: date | None = None, files: tuple[str, ...] = ()) -> Allowance:
    return Allowance(suppression=Suppression(source=SuppressionSource.PROJECT, reason=reason, until=until), files=files)


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give files away")
def test_outside_of_a_repository_only_an_own_file_counts(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    path.write_text("", "utf-8")
    os.chown(path, 12345, 12345)

    assert find_project(tmp_path) is None

    (tmp_path / ".git").mkdir()
    assert find_project(tmp_path) == path

    os.chown(tmp_path / ".git", 12345, 12345)
    assert find_project(tmp_path) is None

    os.chown(tmp_path, 12345, 12345)
    assert find_project(tmp_path) == path
    (tmp_path / "drafts").mkdir()
    assert find_project(tmp_path / "drafts") is None

    os.chown(path, os.getuid(), os.getgid())
    assert find_project(tmp_path) == path


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give files away")
def test_link_of_somebody_else_to_an_own_file_does_not_count(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    (tmp_path / "own.toml").touch()
    path.symlink_to(tmp_path / "own.toml")
    assert find_project(tmp_path) == path

    os.chown(path, 12345, 12345, follow_symlinks=False)
    assert find_project(tmp_path) is None


def test_nearest_file_above_a_draft_holds(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (tmp_path / FILE_NAME).touch()
    assert find_project(deep) == tmp_path / FILE_NAME

    (tmp_path / "a" / FILE_NAME).touch()
    assert find_project(deep) == tmp_path / "a" / FILE_NAME


def test_search_ends_at_the_repository(tmp_path: Path) -> None:
    inner = tmp_path / "repository" / "docs"
    inner.mkdir(parents=True)
    (tmp_path / "repository" / ".git").mkdir()
    (tmp_path / FILE_NAME).touch()
    assert find_project(inner) is None

    (tmp_path / "repository" / FILE_NAME).touch()
    assert find_project(inner) == tmp_path / "repository" / FILE_NAME


def test_file_is_read_with_the_rules_and_profiles_that_there_are(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    path.write_text('profile = "technical-ja"\n[levels]\n"suppression.unused" = "off"\n', "utf-8")
    assert load_project(path, profiles()).rules == PathRules(profile="technical-ja", levels={"suppression.unused": None})

    path.write_text('[levels]\n"suppression.unsed" = "off"\n', "utf-8")
    with pytest.raises(InvalidProject):
        load_project(path, profiles())
    with pytest.raises(UnreadableFile):
        load_project(tmp_path, profiles())


def test_what_the_caller_gives_stands_over_the_project() -> None:
    project = Project(name="p", rules=PathRules(profile="uk-government", reader="ja"), as_of=date(2020, 1, 1))

    by_project = options_for(project, "a.md", Given(), profiles(), TODAY)
    given = options_for(
        project, "a.md", Given(profile="isms", reader=Reader.NONE, as_of=date(2021, 1, 1), lang="en", candidates=True), profiles(), TODAY
    )

    assert (by_project.profile, by_project.reader, by_project.as_of) == (profiles()["uk-government"], Reader("ja"), date(2020, 1, 1))
    assert (given.profile, given.reader, given.as_of, given.lang, given.candidates) == (
        profiles()["isms"],
        Reader.NONE,
        date(2021, 1, 1),
        "en",
        True,
    )


def test_levels_of_the_project_stand_over_those_of_the_profile() -> None:
    project = Project(name="p", rules=PathRules(profile="ja-government", levels={"term": Level.INFORMATION}))

    profile = options_for(project, "a.md", Given(), profiles(), TODAY).profile

    assert (profile.level("term.variant", Level.ERROR), profile.level("style.kanji", Level.ERROR)) == (Level.INFORMATION, Level.WARNING)


def test_allowances_hold_for_their_files_up_to_their_day() -> None:
    past, last, elsewhere = allowance("past", date(2026, 11, 25)), allowance("last", TODAY), allowance("elsewhere", files=("docs",))
    project = Project(name="p", allowed=(past, last, elsewhere))

    assert options_for(project, "a.md", Given(), profiles(), TODAY).suppressions == (last.suppression,)
    assert expired(project, TODAY) == (past,)
