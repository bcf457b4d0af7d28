"""Word files from XML, and what an independent eye sees in them."""

import io
import re
import subprocess
import zipfile
from pathlib import Path

import rdocx
from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ROOTS = {"styles": "styles", "footnotes": "footnotes", "endnotes": "endnotes", "header": "hdr", "footer": "ftr", "comments": "comments"}

STYLES = "".join(
    f'<w:style w:type="{type_}" w:styleId="{id_}"><w:name w:val="{name}"/>{rest}</w:style>'
    for type_, id_, name, rest in (
        ("paragraph", "1", "heading 1", ""),
        ("paragraph", "MyHeading", "Kapitel", '<w:basedOn w:val="1"/>'),
        ("paragraph", "Quote", "Quote", ""),
        ("paragraph", "a3", "List Paragraph", ""),
        ("paragraph", "ListBullet", "List Bullet", ""),
        ("paragraph", "Caption", "caption", ""),
        ("paragraph", "SourceCode", "Source Code", ""),
        ("paragraph", "TOC1", "toc 1", ""),
        ("paragraph", "Outlined", "Outlined", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
        ("paragraph", "Numbered", "Numbered", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
        ("character", "VerbatimChar", "Verbatim Char", ""),
        ("character", "QuoteChar", "Quote Char", ""),
        ("character", "CommentReference", "annotation reference", ""),
    )
)


def docx(body: str, **parts: str) -> bytes:
    """A Word file with this body, and parts named by their kind (``styles``, ``header``, ``footnotes`` …)."""
    parts = {"styles": STYLES, **parts}
    section = (
        "<w:sectPr>"
        + "".join(f'<w:{kind}Reference w:type="default" r:id="rId_{kind}"/>' for kind in ("header", "footer") if kind in parts)
        + '<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    )
    types = "".join(f'<Override PartName="/word/{kind}.xml" ContentType="{_WORD_TYPE}.{kind}+xml"/>' for kind in parts)
    links = "".join(f'<Relationship Id="rId_{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in parts)
    entries = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml"'
        f' ContentType="{_WORD_TYPE}.document.main+xml"/>{types}</Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document {NAMESPACES} mc:Ignorable=""><w:body>{body}{section}</w:body></w:document>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>',
        **{f"word/{kind}.xml": f"<w:{_ROOTS[kind]} {NAMESPACES}>{content}</w:{_ROOTS[kind]}>" for kind, content in parts.items()},
    }
    return zipped({name: _DECLARATION + content for name, content in entries.items()})


def zipped(entries: dict[str, str | bytes]) -> bytes:
    """A Zip of these entries: the same bytes at any time of the day."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            entry = zipfile.ZipInfo(name, date_time=(2026, 1, 1, 0, 0, 0))
            file.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def p(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; a bare text becomes a run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{''.join(run if run.startswith('<') else r(run) for run in runs)}</w:p>"


def r(*contents: str, properties: str = "") -> str:
    """A run of elements; a bare text becomes a text element."""
    inner = "".join(content if content.startswith("<") else f'<w:t xml:space="preserve">{content}</w:t>' for content in contents)
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"


def tracked(kind: str, *runs: str) -> str:
    """Runs under tracking: ins, del, moveTo, moveFrom."""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    if kind in ("del", "moveFrom"):
        inner = inner.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return f'<w:{kind} w:id="900" w:author="Someone" w:date="2026-01-01T00:00:00Z">{inner}</w:{kind}>'


def table(*rows: list[str]) -> str:
    """A table of cells that hold paragraphs or tables."""
    cells = "".join("<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    grid = "<w:tblGrid>" + "".join('<w:gridCol w:w="2000"/>' for _ in rows[0]) + "</w:tblGrid>"
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>{grid}{cells}</w:tbl>'


def field(code: str, *result: str) -> str:
    """A complex field."""
    begin, middle, end = (r(f'<w:fldChar w:fldCharType="{kind}"/>') for kind in ("begin", "separate", "end"))
    return begin + r(f"<w:instrText>{code}</w:instrText>") + middle + "".join(x if x.startswith("<") else r(x) for x in result) + end


def ruby(base: str, reading: str) -> str:
    """A run whose words carry a reading."""
    properties = '<w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="10"/><w:hpsRaise w:val="18"/><w:hpsBaseText w:val="21"/><w:lid w:val="ja-JP"/></w:rubyPr>'
    return r(f"<w:ruby>{properties}<w:rt>{r(reading)}</w:rt><w:rubyBase>{r(base)}</w:rubyBase></w:ruby>")


def box(*paragraphs: str) -> str:
    """A run with a text box in both of its renderings."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return r(
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0"'
        ' relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph">'
        '<wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="2000000" cy="800000"/><wp:wrapNone/><wp:docPr id="7" name="Box"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" cy="800000"/></a:xfrm><a:prstGeom prst="rect"/></wps:spPr>'
        f"<wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f'<mc:Fallback><w:pict><v:shape style="width:100pt;height:50pt"><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>'
        "</mc:AlternateContent>"
    )


def part(content: bytes, name: str = "word/document.xml") -> str:
    """A part of a file as text."""
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


def entries(content: bytes) -> dict[str, bytes]:
    """All parts of a file."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def commented(content: bytes) -> list[tuple[str, str]]:
    """Each comment's words in the text, deletions included once, and the comment itself: by walking the XML from mark to mark."""
    ground = etree.fromstring(entries(content)["word/document.xml"])
    texts = {
        comment.get(f"{{{W}}}id"): "\n".join("".join(paragraph.itertext(f"{{{W}}}t")) for paragraph in comment)
        for comment in etree.fromstring(entries(content)["word/comments.xml"])
    }
    open_, found = set(), {}
    for element in ground.iter():
        name, number = etree.QName(element).localname, element.get(f"{{{W}}}id")
        if name == "commentRangeStart":
            open_.add(number)
            found[number] = ""
        elif name == "commentRangeEnd":
            open_.remove(number)
        elif name in ("t", "tab", "br", "noBreakHyphen") and element.getparent().tag != f"{{{W}}}tabs" and not _in_reading(element):
            for key in open_:
                found[key] += {"t": _shown(element), "tab": "\t", "br": "\n", "noBreakHyphen": "\u2011"}[name]
    assert not open_
    references = [element.get(f"{{{W}}}id") for element in ground.iter(f"{{{W}}}commentReference")]
    assert sorted(references) == sorted(found)
    return [(words, texts[number]) for number, words in found.items()]


def _shown(element: etree._Element) -> str:
    kept = element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    return (element.text or "") if kept else (element.text or "").strip()


def _in_reading(element: etree._Element) -> bool:
    return any(above.tag == f"{{{W}}}rt" for above in element.iterancestors())


def problems(content: bytes) -> list[str]:
    """What another library finds wrong in the file."""
    report = rdocx.validate_bytes(content)
    return [str(finding) for finding in report.findings if "rror" in str(finding.severity)]


def office(content: bytes, folder: Path, extension: str) -> str:
    """The file as LibreOffice reads it: ``txt`` or ``fodt``."""
    return saved_by_office(content, folder, extension).decode("utf-8-sig")


def saved_by_office(content: bytes, folder: Path, extension: str, source: str = "in.docx") -> bytes:
    """The file as LibreOffice writes it."""
    out = folder / "out"
    (folder / source).write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    target = {"txt": "txt:Text (encoded):UTF8"}.get(extension, extension)
    command = ["soffice", profile, "--headless", "--convert-to", target, "--outdir", str(out), str(folder / source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (out / f"in.{extension}").read_bytes()


def annotations(flat: str) -> dict[str, str]:
    """The words between the marks of each comment in a flat OpenDocument file, by the comment's text."""
    root = etree.fromstring(flat.encode())
    names = root.nsmap
    office_, text = names["office"], names["text"]
    open_: dict[str, str] = {}
    words: dict[str, str] = {}

    def walk(element: etree._Element) -> None:
        if element.tag == f"{{{office_}}}annotation":
            key = element.get(f"{{{office_}}}name")
            open_[key] = "\n".join("".join(line.itertext()) for line in element.iter(f"{{{text}}}p"))
            words[open_[key]] = ""
        elif element.tag == f"{{{office_}}}annotation-end":
            del open_[element.get(f"{{{office_}}}name")]
        elif element.tag not in (f"{{{text}}}tracked-changes", f"{{{text}}}ruby-text", f"{{{text}}}note"):
            sign = {f"{{{text}}}s": " ", f"{{{text}}}tab": "\t", f"{{{text}}}line-break": "\n"}.get(element.tag)
            add(sign or element.text or "")
            for child in element:
                walk(child)
        add(re.sub(r"\s*\n\s*", "", element.tail or ""))

    def add(letters: str) -> None:
        for comment in open_.values():
            words[comment] += letters

    body = root.find(f"{{{office_}}}body")
    walk(body)
    return words
