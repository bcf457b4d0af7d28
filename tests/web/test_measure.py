"""Widths of texts in drawings."""

from glossary.web.measure import fit, text_width, wrap


def test_full_width_characters_are_wider_than_letters() -> None:
    assert text_width("認証", 10) > text_width("abc", 10) > text_width("iii", 10)


def test_fitting_text_stays_whole() -> None:
    assert fit("NISC", 12, 100) == "NISC"
    assert fit("a very long name indeed", 12, 60) == "a very l…"


def test_latin_text_breaks_at_spaces() -> None:
    assert wrap("Cybersecurity Strategic Headquarters", 14.5, 250, 2) == ("Cybersecurity Strategic", "Headquarters")


def test_japanese_text_breaks_where_the_script_changes() -> None:
    assert wrap("英国国家サイバーセキュリティセンター", 14.5, 250, 2) == ("英国国家", "サイバーセキュリティセンター")


def test_japanese_line_never_begins_with_a_long_vowel_mark() -> None:
    lines = wrap("サイバーセキュリティーセンターズ", 10, 100, 3)
    assert "".join(lines) == "サイバーセキュリティーセンターズ"
    assert all(line[0] not in "ーィュ" for line in lines)


def test_last_line_is_shortened() -> None:
    assert wrap("one two three four five", 10, 50, 2) == ("one two", "three fo…")
