"""Settings where nothing is as usual."""

import sys
from pathlib import Path

import pytest

from glossary.config import Settings, read_settings
from glossary.errors import MissingSetting

pwd = pytest.importorskip("pwd", reason="there every user has a folder")


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """The user of a container: a number that no list of users knows, without a home folder."""

    def unknown(_number: int) -> None:
        raise KeyError

    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr(pwd, "getpwuid", unknown)


def test_nobody_needs_a_home_folder_whose_folders_are_set(nobody: None, tmp_path: Path) -> None:
    given = {"DATABASE_URL": f"sqlite:///{tmp_path / 'a.sqlite3'}", "CACHE_FOLDER": str(tmp_path), "TERMS_FOLDER": str(tmp_path)}

    settings = read_settings({f"GLOSSARY_{name}": value for name, value in given.items()})

    assert settings == Settings(database_url=given["DATABASE_URL"], cache_folder=tmp_path, terms_folder=tmp_path)


@pytest.mark.parametrize("missing", ["DATABASE_URL", "CACHE_FOLDER"])
def test_setting_is_named_that_would_need_a_home_folder(nobody: None, tmp_path: Path, missing: str) -> None:
    given = {f"GLOSSARY_{name}": str(tmp_path) for name in ("DATABASE_URL", "CACHE_FOLDER") if name != missing}

    with pytest.raises(MissingSetting) as refused:
        read_settings(given)

    assert str(refused.value) == f"The setting GLOSSARY_{missing} is needed here: the user has no home folder, where the default would be"


@pytest.mark.skipif(sys.platform == "darwin", reason="the folders have no variables there")
def test_folders_of_the_platform_need_no_home_folder_either(nobody: None, tmp_path: Path) -> None:
    settings = read_settings({"XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CACHE_HOME": str(tmp_path / "cache")})

    assert (settings.database_path, settings.cache_folder) == (
        tmp_path / "data" / "kakehashi" / "termbase.sqlite3",
        tmp_path / "cache" / "kakehashi",
    )
