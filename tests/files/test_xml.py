"""XML: what is parsed, what is refused, and that nothing outside is ever touched."""

import time
from pathlib import Path

import pytest

from glossary.errors import FileDamaged, FileDoctype, FileTooDeep, FileTooLarge, FileTooManyParts, GlossaryError
from glossary.files.limits import MAX_BYTES
from glossary.files.xml import empty_copy, new_child, new_root, parse, serialise

BOMB = (
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    + "]><a>&m;</a>"
)


def refusal(content: bytes, *, external_doctype: bool = False) -> type[GlossaryError]:
    started = time.process_time()
    with pytest.raises(GlossaryError) as caught:
        parse(content, "a.xml", external_doctype=external_doctype)
    assert time.process_time() - started < 2
    return caught.type


@pytest.mark.parametrize(
    "content",
    [
        BOMB,
        '<?xml version="1.0"?><!-- x --><!DOCTYPE a><a/>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        "<!doctype a><a/>",
        '<?xml version="1.0"?>\n<?pi x?>\n<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_document_type_is_refused(content: str, encoding: str) -> None:
    assert refusal(content.encode(encoding)) is FileDoctype


def test_document_type_in_a_hidden_encoding_is_refused() -> None:
    content = b'<?xml version="1.0" encoding="UTF-7"?>' + '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-7")
    assert refusal(content) in (FileDoctype, FileDamaged)


def test_bare_reference_passes_where_it_may() -> None:
    content = b'<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx>a</tmx>'

    assert parse(content, "a.tmx", external_doctype=True).text == "a"
    assert refusal(b'<!DOCTYPE tmx [<!ENTITY x "y">]><tmx>&x;</tmx>', external_doctype=True) is FileDoctype
    assert refusal(b'<!DOCTYPE tmx SYSTEM "a" [<!ENTITY x "y">]><tmx>&x;</tmx>', external_doctype=True) is FileDoctype


@pytest.mark.parametrize("address", ['"a>b"', "'a>b'", '"a[b"', f'"{"a" * 100_000}"', '"a" ' + " " * 100_000])
def test_declaration_behind_a_reference_is_refused_whatever_the_reference_holds(address: str) -> None:
    content = f'<!DOCTYPE tmx SYSTEM {address} [<!ENTITY x "yyyy">]><tmx a="&x;"/>'

    assert refusal(content.encode(), external_doctype=True) is FileDoctype
    assert parse(b'<!DOCTYPE tmx SYSTEM "a[b>c"><tmx>a</tmx>', "a.tmx", external_doctype=True).text == "a"


def test_external_document_type_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "a.dtd"
    file.write_text('<!ENTITY x "secret">')
    content = f'<!DOCTYPE tmx SYSTEM "{file}"><tmx>&x;</tmx>'.encode()

    try:
        root = parse(content, "a.tmx", external_doctype=True)
    except FileDamaged:
        return
    assert b"secret" not in serialise(root)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", FileDamaged),
        (b"<a>", FileDamaged),
        (b"<a></b>", FileDamaged),
        (b"<a>&nbsp;</a>", FileDamaged),
        (b"<a>\x00</a>", FileDamaged),
        (b"<a>" * 1000 + b"</a>" * 1000, FileTooDeep),
        (b"<a>" + b"<b/>" * 4_000_001 + b"</a>", FileTooManyParts),
        (b"<a>" + b"x" * 20_000_000 + b"</a>", FileTooLarge),
        (b"<a>" + b"x" * MAX_BYTES, FileTooLarge),
    ],
)
def test_what_no_person_wrote_is_refused(content: bytes, error: type[Exception]) -> None:
    assert refusal(content) is error


def test_part_comes_back_as_it_was() -> None:
    content = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<a xmlns:w="urn:w" w:x="1">認証<b/> <!-- c --><![CDATA[<]]></a>'.encode()
    )
    assert serialise(parse(content, "a.xml")) == content


def test_elements_are_made_in_the_names_of_the_part() -> None:
    root = new_root("{urn:w}a", {"w": "urn:w"})
    child = new_child(root, "{urn:w}b", **{"{urn:w}c": "1"})
    root.append(empty_copy(child))
    assert serialise(root).decode().splitlines()[1] == '<w:a xmlns:w="urn:w"><w:b w:c="1"/><w:b w:c="1"/></w:a>'
