"""Encodings found, named, and kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.errors import FileUndecodable
from glossary.files.encodings import decode

JAPANESE = "情報システムの利用者は、サーバーの設定を確認しなければならない。\r\nこれは二行目です。\r\n"
SHORT = "認証サーバー"


@pytest.mark.parametrize("text", [JAPANESE, SHORT, "ﾃｽﾄの設定"])
@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("cp932", "Shift_JIS"),
        ("euc_jp", "EUC-JP"),
        ("iso2022_jp", "ISO-2022-JP"),
    ],
)
def test_japanese_is_read_in_any_encoding(text: str, encoding: str, name: str) -> None:
    if encoding == "iso2022_jp" and "ﾃ" in text:
        pytest.skip("has no half-width letters")
    found = decode(text.encode(encoding), "a.txt")
    assert (found.text, found.encoding_name) == (text, name)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_known_by_its_zeros(encoding: str) -> None:
    assert decode(f"API: {JAPANESE}".encode(encoding), "a.txt").text == f"API: {JAPANESE}"


@pytest.mark.parametrize("text", ["It’s the authority’s “own” rule – really. It costs €5.", "Le café où l’été dure déjà", "naïve café"])
def test_western_text_of_windows_is_known(text: str) -> None:
    found = decode(text.encode("cp1252"), "a.txt")
    assert (found.text, found.encoding_name) == (text, "Windows-1252")


def test_escapes_among_other_bytes_are_no_iso_2022() -> None:
    assert decode("認証".encode("iso2022_jp") + "語".encode(), "a.txt").encoding_name == "UTF-8"


def test_plain_english_is_utf8() -> None:
    assert decode(b"Just text.", "a.txt").encoding_name == "UTF-8"
    assert decode(b"", "a.txt").text == ""


@pytest.mark.parametrize("content", [bytes(range(256)) * 4, b"\x89PNG\r\n\x1a\n\x00\xff\xfe\xdb" * 50, b"\xff\xff\xff\xff\x81"])
def test_bytes_that_are_no_text_are_refused(content: bytes) -> None:
    with pytest.raises(FileUndecodable) as caught:
        decode(content, "a.txt")
    assert "Shift_JIS" in str(caught.value)


@given(
    st.text(alphabet="認証サーバーは、。ab 12\n", min_size=4, max_size=60), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "iso2022_jp"])
)
def test_untouched_text_keeps_its_bytes(text: str, encoding: str) -> None:
    content = text.encode(encoding)
    found = decode(content, "a.txt")
    assert found.text == text
    assert found.splice([]) == content
    assert found.splice([(0, 1, text[0])]) == content
