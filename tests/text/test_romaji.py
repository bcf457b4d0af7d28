"""Romaji in every spelling people type."""

import jaconv
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.text.kana import sound, sound_length
from glossary.text.normalise import fold
from glossary.text.romaji import romaji, romaji_length, romaji_start

PLAIN = [
    *"あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわがぎぐげござじずぜぞばびぶべぼぱぴぷぺぽ",
    "きゃ", "しゅ", "ちょ", "じゃ", "りょ", "みゅ", "びょ", "ん", "っか", "っさ", "っと", "っぱ", "こー", "しー", "ふぁ", "うう", "おう",
]  # fmt: skip


@given(st.lists(st.sampled_from(PLAIN), min_size=1, max_size=10).map("".join))
def test_input_method_spelling_sounds_like_the_kana(kana: str) -> None:
    assert romaji_length(jaconv.kana2alphabet(kana)) == sound_length(kana)


@pytest.mark.parametrize(
    ("kana", "queries"),
    [
        ("のうどうてき", ["nōdōteki", "nôdôteki", "noudouteki", "nodoteki", "Noudouteki", "nohdohteki"]),
        ("サイバーぼうぎょ", ["saibaa bougyo", "saiba bogyo", "saiba- bougyo", "saibābōgyo", "saibaabougyo"]),
        ("ぜいじゃくせい", ["zeijakusei", "zeizyakusei", "zeijyakusei", "zējakusē"]),
        ("じょうほうきょうゆう", ["joho kyoyu", "jouhou kyouyuu", "zyouhou kyouyuu", "jōhō kyōyū", "zyôhô kyôyû"]),
        ("しんにゅう", ["shinnyuu", "sinnyuu", "shinnyu", "shin'nyuu", "shinnnyuu"]),
        ("しんよう", ["shin'yō", "shinyou", "shinnyou"]),
        ("ふっきゅう", ["fukkyuu", "hukkyuu", "fukkyu", "fukkyū"]),
        ("しんぶん", ["shimbun", "shinbun", "sinbun", "sinnbunn"]),
        ("まっちゃ", ["matcha", "maccha", "mattya"]),
        ("セキュリティ", ["sekyuriti", "sekyurithi", "sekyuritexi", "sekyuriteli"]),
        ("ファイアウォール", ["faiawo-ru", "faiauo-ru", "faiaworu"]),
        ("サプライチェーン", ["sapuraiche-n", "sapuraityen", "sapuraicheen"]),
        ("ウェブ", ["webu", "uebu", "whebu"]),
        ("ヴァイラス", ["vairasu", "bairasu"]),
        ("てつづき", ["tetsuzuki", "tetuduki", "tetsuduki"]),
        ("はなぢ", ["hanaji", "hanadi"]),
        ("フィッシング", ["fisshingu", "fissingu", "fuxisshingu"]),
        ("ちしき", ["chishiki", "tisiki"]),
        ("かんい", ["kan'i", "kannni", "kani"]),
        ("ディレクトリ", ["direkutori", "dhirekutori", "dexirekutori"]),
        ("デュアル", ["dyuaru", "dhuaru"]),
    ],
)
def test_all_spellings_sound_alike(kana: str, queries: list[str]) -> None:
    assert {query: romaji(fold(query)) for query in queries} == dict.fromkeys(queries, sound(kana))


@pytest.mark.parametrize(("query", "kana"), [("kyouka", "きょうか"), ("kyoka", "きょか"), ("saiba-", "サイバー"), ("saiba", "サイバ")])
def test_length_of_vowels_is_kept_apart(query: str, kana: str) -> None:
    assert romaji_length(query) == sound_length(kana)


@pytest.mark.parametrize("query", ["ransomware", "cyber", "ISMS", "x", "", " ", "-", "123", "サイバー", "saiba攻撃", "a" * 501, "q"])
def test_what_cannot_be_romaji_is_none(query: str) -> None:
    assert romaji_length(fold(query)) is None


def test_what_is_nearly_romaji_is_soon_refused() -> None:
    # With every syllable that could be read in two ways the time doubled: this would not end.
    assert (romaji_length("na" * 99 + "l"), romaji_start("ya" * 98 + "nalx")) == (None, None)


@pytest.mark.parametrize(("query", "start"), [("noudout", "noodoot"), ("sh", None), ("kosh", "kosy"), ("noudouteki", "noodooteki")])
def test_last_syllable_may_be_begun(query: str, start: str | None) -> None:
    assert romaji_start(query) == start
