"""The message catalogues: collect the interface's sentences, the rules' manuals among them, and check that each has its Japanese.

``python -m tests.catalogue`` writes ``locales/``; with ``--check`` it only compares and exits with 1 where something is stale,
missing or has other braces than its English. ``--from FILE.tsv`` takes translations (English, tab, Japanese) for sentences
that have none or differ.
"""

import argparse
import io
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from glossary.checks.registry import draft_rules, segment_rules, suppression_rules
from glossary.reports.rules import read_manual
from glossary.text.languages import ENGLISH, JAPANESE

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "locales"
METHODS = [
    ("**/_data/**", "ignore"),
    ("**/static/**", "ignore"),
    ("**.py", "python"),
    ("**.html", "jinja2"),
    ("**.svg", "jinja2"),
    ("**.txt", "jinja2"),
]
KEYWORDS = {
    "_": None,
    "N_": None,
    "translate": (2,),
    "translate_plural": (2, 3),
    "ngettext": (1, 2),
    "_n": (1, 2),
}


def collect() -> Catalog:
    """Every sentence of the interface, sorted, with the files it stands in."""
    catalog = Catalog(project="Kakehashi", charset="utf-8")
    found = extract_from_dir(ROOT / "glossary", method_map=METHODS, keywords=KEYWORDS, comment_tags=("Translators:",))
    for filename, _line, message, comments, context in found:
        catalog.add(message, None, [(f"glossary/{Path(filename).as_posix()}", 0)], auto_comments=comments, context=context)
    for module in (*draft_rules(), *segment_rules(), *suppression_rules()):
        title, sections = read_manual(module)
        for text in (title, *sections.values()):
            catalog.add(text, None, [(module.__name__.replace(".", "/") + ".py", 0)])
    return catalog


def text_of(catalog: Catalog) -> str:
    """The catalogue as text without dates and line numbers, so that it changes only when a sentence does."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, omit_header=True, include_lineno=False, sort_output=True, width=120)
    header = f'msgid ""\nmsgstr ""\n"Language: {catalog.locale or ""}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    if catalog.locale:
        header += f'"Plural-Forms: {catalog.plural_forms}\\n"\n'
    return header + "\n" + buffer.getvalue().decode("utf-8")


def load(lang: str) -> Catalog:
    """The catalogue of a language as it stands, empty where there is none."""
    path = catalogue_path(lang)
    if not path.exists() or not path.stat().st_size:
        return Catalog(locale=lang)
    with path.open("rb") as file:
        return read_po(file, locale=lang)


def catalogue_path(lang: str) -> Path:
    """Where the catalogue of a language stands."""
    return LOCALES / lang / "LC_MESSAGES" / "messages.po"


def translated(template: Catalog, lang: str, given: dict[str, str]) -> Catalog:
    """The template with what is known of its translations; sentences that are no longer used are dropped."""
    known = load(lang)
    catalog = Catalog(locale=lang)
    for message in template:
        if not message.id:
            continue
        key = message.id if isinstance(message.id, str) else message.id[0]
        old = known.get(key)
        string = given.get(key) or (old.string if old and not old.fuzzy else "")
        if isinstance(message.id, tuple):
            string = (string,) if isinstance(string, str) else tuple(string)
            if lang == ENGLISH:
                string = tuple(message.id)
        elif not isinstance(string, str):
            string = string[0]
        catalog.add(message.id, string, message.locations, auto_comments=message.auto_comments)
    return catalog


def problems(catalog: Catalog) -> list[str]:
    """Sentences without a translation, or whose braces differ."""
    found = []
    for message in catalog:
        if not message.id:
            continue
        keys = (message.id,) if isinstance(message.id, str) else message.id
        strings = (message.string,) if isinstance(message.string, str) else message.string
        if not all(strings):
            found.append(f"no translation: {keys[0]}")
            continue
        wanted = {brace for key in keys for brace in braces(key)}
        found += [
            f"other braces than the English: {keys[0]} → {string}"
            for string in strings
            if not braces(string) <= wanted or (len(keys) == 1 and braces(string) != wanted)
        ]
    return found


def braces(text: str) -> set[str]:
    """The names in braces."""
    return set(re.findall(r"\{(\w+)\}", text))


def main() -> int:
    """Write or check the catalogues."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--from", dest="tables", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    given = {}
    for table in options.tables:
        for line in table.read_text("utf-8").splitlines():
            key, _, string = line.partition("\t")
            if key and string:
                given[key.replace("\\n", "\n")] = string.replace("\\n", "\n")
    template = collect()
    files = {LOCALES / "messages.pot": text_of(template), catalogue_path(ENGLISH): text_of(translated(template, ENGLISH, {}))}
    japanese = translated(template, JAPANESE, given)
    files[catalogue_path(JAPANESE)] = text_of(japanese)
    wrong = problems(japanese)
    stale = [path for path, text in files.items() if not path.exists() or path.read_text("utf-8") != text]
    if not options.check:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        stale = []
    for path in stale:
        print(f"{path.relative_to(ROOT)} is stale: run make catalogue")
    for problem in wrong:
        print(problem)
    return 1 if stale or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
