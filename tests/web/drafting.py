"""The small termbase of the page tests with what checking a draft needs: word lists, house styles, samples, a few more entries."""

import shutil
from pathlib import Path

from glossary.config import Settings
from tests.conftest import ROOT, settings_in

FIXTURES = ROOT / "tests" / "fixtures"


def drafting_settings(home: Path) -> Settings:
    """Settings for a site on that termbase, all in one folder."""
    terms = home / "terms"
    shutil.copytree(FIXTURES / "pages", terms)
    shutil.copytree(FIXTURES / "drafting", terms, dirs_exist_ok=True)
    for name in ("lexicon", "profiles", "samples"):
        shutil.copytree(ROOT / "terms" / name, terms / name)
    return settings_in(home, terms)
