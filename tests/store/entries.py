"""Small termbases for the tests of the store."""

from collections.abc import Iterable
from pathlib import Path

from glossary.formats import house
from glossary.store import records
from glossary.store.layers import Change
from glossary.store.plan import Content

Record = dict[str, object]

DOMAINS = {
    "threats": '{"name":{"en":"Threats","ja":"脅威"}}',
    "operations": '{"name":{"en":"Operations","ja":"運用"}}',
}
SOURCES = {"handbook": '{"title":"Handbook","publisher":"Kakehashi"}', "glossary": '{"title":"Glossary","publisher":"Kakehashi"}'}


def record(concept_id: str = "ransomware", **changes: object) -> Record:
    """A concept as its file has it."""
    whole: Record = {
        "id": concept_id,
        "domain": "threats",
        "entry_status": "approved",
        "reviewed": "2026-11-22",
        "sources": ["handbook"],
        "en": {
            "definition": f"malicious software that locks data of {concept_id} until money is paid",
            "usage": "Write it as one word.",
            "term": [{"text": concept_id.replace("-", " "), "status": "preferred", "part_of_speech": "noun"}],
        },
        "ja": {
            "definition": f"データを使えなくし、復旧と引き換えに金銭を要求する不正なソフトウェア（{concept_id}）",
            "usage": "「身代金要求型ウイルス」は報道で用いる。",
            "term": [
                {"text": "ランサムウェア", "status": "preferred"},
                {
                    "text": "身代金要求型ウイルス",
                    "reading": "みのしろきんようきゅうがたウイルス",
                    "status": "admitted",
                    "register": "press",
                },
            ],
        },
        "example": [{"en": "The hospital was hit by ransomware.", "ja": "病院がランサムウェアの被害を受けた。"}],
    }
    return whole | changes


def pitfall_document(pitfall_id: str, concept_id: str = "ransomware") -> str:
    """A pitfall as the store has it."""
    from glossary.domain.validation import read_pitfall  # inline: slow import
    from glossary.text.languages import LANGUAGES  # inline: slow import

    return records.of_pitfall(
        read_pitfall(
            {
                "id": pitfall_id,
                "kind": "false friend",
                "level": "warning",
                "concepts": [concept_id],
                "sources": ["handbook"],
                "reads": {"en": "to put forward", "ja": "棚上げにする"},
                "write": {"en": "put forward", "ja": "提出する"},
                "trigger": [{"lang": "en", "find": ["table the motion"]}],
                "bad": [{"en": "They will ⟦table the motion⟧."}],
                "good": [{"en": "The table shows the motion."}],
            },
            LANGUAGES,
        )
    )


def content(concepts: Iterable[Record], *, pitfalls: Iterable[str] = (), is_whole: bool = True, **parts: dict[str, str]) -> Content:
    """A body of terms on its way in."""
    return Content(
        name="the test",
        concepts={str(item["id"]): records.read_record(item) for item in concepts},
        pitfalls={pitfall_id: pitfall_document(pitfall_id) for pitfall_id in pitfalls},
        domains=parts.get("domains", DOMAINS if is_whole else {}),
        sources=parts.get("sources", SOURCES if is_whole else {}),
        is_whole=is_whole,
    )


def change(layer: str = "shipped", **more: object) -> Change:
    """Somebody changes something."""
    return Change(layer=layer, actor="tester", reason="a test", moment="2026-11-25T09:00:00Z", **more)  # type: ignore[arg-type]


def write_folder(folder: Path, concepts: Iterable[Record], pitfalls: Iterable[str] = ()) -> Path:
    """The same as a termbase folder, with one file per entry."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = {key: {"name": {"en": key, "ja": "分野"}} for key in DOMAINS}
    (folder / house.DOMAINS_FILE).write_text(house.format_tables(tables), "utf-8")
    sources = {key: {"title": key, "publisher": "Kakehashi"} for key in SOURCES}
    (folder / house.SOURCES_FILE).write_text(house.format_tables(sources), "utf-8")
    for item in concepts:
        path = folder / house.CONCEPTS_FOLDER / str(item["domain"]) / f"{item['id']}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(house.format_record(item), "utf-8")
    for pitfall_id in pitfalls:
        path = folder / house.PITFALLS_FOLDER / f"{pitfall_id}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(house.format_pitfall(records.to_pitfall(pitfall_document(pitfall_id))), "utf-8")
    return folder
