"""Settings: where they come from, what they mean, and where files live.

Every setting is a ``GLOSSARY_*`` environment variable or a command option; there is no other way to set one. ``SETTINGS``
is the one list from which ``glossary config`` and the test of the README are made.
"""

import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from glossary.errors import N_, InvalidSetting, MissingSetting

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent
_PACKAGED = _PACKAGE / "_data"

PREFIX = "GLOSSARY_"

_WEB_ADDRESS = re.compile(r"https?://[^\s/?#\"<>]+(?:/[^\s?#\"<>]*)?")


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its variable without the prefix, its default as shown, and what it does (a catalogue key)."""

    name: str
    default: str
    help: str

    @property
    def variable(self) -> str:
        """The environment variable."""
        return PREFIX + self.name


SETTINGS = (
    Setting("DATABASE_URL", N_("a file in the user's data folder"), N_("Where the termbase is kept: sqlite:///PATH")),
    Setting("CACHE_FOLDER", N_("the user's cache folder"), N_("Where the compiled termbase is kept; it can be deleted at any time")),
    Setting("TERMS_FOLDER", N_("the terms shipped with the program"), N_("The folder that glossary db load and glossary terms read")),
    Setting("HOST", "127.0.0.1", N_("The address on which the site listens")),
    Setting("PORT", "8000", N_("The port on which the site listens")),
    Setting("THREADS", "32", N_("How many requests are answered at once (1 to 256)")),
    Setting("TRUSTED_PROXIES", "0", N_("How many proxies before the site are trusted to name the visitor and the scheme")),
    Setting("CONTACT", "", N_("An e-mail or web address to which readers can send proposals; none is shown when empty")),
    Setting("SITE_URL", "", N_("The address under which readers open the site, for links in reports; no links when empty")),
    Setting("LOG_LEVEL", "INFO", N_("How much is logged: DEBUG, INFO, WARNING or ERROR. Queries and drafts are never logged")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one run, checked."""

    database_url: str
    cache_folder: Path
    terms_folder: Path
    host: str = "127.0.0.1"
    port: int = 8000
    threads: int = 32
    trusted_proxies: int = 0
    contact: str = ""
    site_url: str = ""
    log_level: str = "INFO"

    @property
    def database_path(self) -> Path | None:
        """The file of an SQLite database, None for one in memory or of another kind."""
        path = self.database_url.removeprefix("sqlite:///")
        return Path(path) if path and path != self.database_url and path != ":memory:" else None


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings from the environment. Raises InvalidSetting naming the variable."""

    def text(name: str, default: str) -> str:
        return environment.get(PREFIX + name, "").strip() or default

    contact = text("CONTACT", "")
    if contact and not (contact.startswith(("https://", "http://", "mailto:")) or "@" in contact):
        raise InvalidSetting(name=PREFIX + "CONTACT", value=contact, reason=N_("write an e-mail address or a web address"))
    site_url = text("SITE_URL", "")
    if site_url and not _WEB_ADDRESS.fullmatch(site_url):
        raise InvalidSetting(
            name=PREFIX + "SITE_URL", value=site_url, reason=N_("write a web address such as https://glossary.example.org")
        )
    log_level = text("LOG_LEVEL", "INFO").upper()
    if log_level not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise InvalidSetting(name=PREFIX + "LOG_LEVEL", value=log_level, reason=N_("write DEBUG, INFO, WARNING or ERROR"))
    return Settings(
        database_url=text("DATABASE_URL", "") or f"sqlite:///{_kept_in(_data_home, 'DATABASE_URL', environment) / 'termbase.sqlite3'}",
        cache_folder=Path(text("CACHE_FOLDER", "") or _kept_in(_cache_home, "CACHE_FOLDER", environment)),
        terms_folder=Path(text("TERMS_FOLDER", "") or terms_folder()),
        host=text("HOST", "127.0.0.1"),
        port=_number("PORT", text("PORT", "8000"), 0, 65_535),
        threads=_number("THREADS", text("THREADS", "32"), 1, 256),
        trusted_proxies=_number("TRUSTED_PROXIES", text("TRUSTED_PROXIES", "0"), 0, 5),
        contact=contact,
        site_url=site_url,
        log_level=log_level,
    )


def _kept_in(folder: Callable[[Mapping[str, str]], Path], name: str, environment: Mapping[str, str]) -> Path:
    """A folder of the user's, where nothing else is set: a user of a container may have none."""
    try:
        return folder(environment)
    except RuntimeError:
        raise MissingSetting(name=PREFIX + name, reason=N_("the user has no home folder, where the default would be")) from None


def _number(name: str, value: str, low: int, high: int) -> int:
    if value.isascii() and value.isdigit() and low <= int(value) <= high:
        return int(value)
    raise InvalidSetting(name=PREFIX + name, value=value, reason=f"{low}–{high}")


def terms_folder() -> Path:
    """The shipped termbase: in a checkout beside the package, in an installation inside it."""
    return _resource("terms")


def locales_folder() -> Path:
    """The message catalogues."""
    return _resource("locales")


def _resource(name: str) -> Path:
    packaged = _PACKAGED / name
    return packaged if packaged.is_dir() else _CHECKOUT / name


def _data_home(environment: Mapping[str, str]) -> Path:
    """The platform's folder for a user's data, as XDG, Apple and Microsoft name it."""
    if sys.platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "kakehashi"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "kakehashi"
    return Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "kakehashi"


def _cache_home(environment: Mapping[str, str]) -> Path:
    if sys.platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "kakehashi" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "kakehashi"
    return Path(environment.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kakehashi"
