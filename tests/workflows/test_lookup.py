"""Look-up, as a translator uses it: every kind of query against the fixture termbase."""

import threading
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from glossary.domain.concept import Concept
from glossary.domain.lookup import Answer, Hit, MatchKind, Query, Suggestion
from glossary.domain.span import Span
from glossary.domain.statuses import NormativeStatus
from glossary.errors import QueryTooLong, UnknownValue
from glossary.matching.compile import Snapshot, compile_snapshot
from glossary.text.languages import ENGLISH, JAPANESE
from glossary.workflows.lookup import look_up, look_up_many
from tests.matching.snapshots import concept, fixture_snapshot, layer

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return fixture_snapshot()


def ask(snapshot: Snapshot, text: str, **options: object) -> Answer:
    return look_up(snapshot, Query(text=text, **options), today=TODAY)  # type: ignore[arg-type]


def ids(answer: Answer) -> list[str]:
    return [hit.concept.id for hit in answer.hits]


def first(answer: Answer) -> Hit:
    return answer.hits[0]


def marked(hit: Hit) -> list[str]:
    """The highlighted pieces of the matched form."""
    return [hit.match.form[slice(*span)] for span in hit.match.spans]


K = MatchKind


@pytest.mark.parametrize(
    ("query", "concept", "kind", "pieces"),
    [
        # exact: any case, any width
        ("ＩＳＭＳ", "isms", K.EXACT, ["ISMS"]),
        ("Ransomware", "ransomware", K.EXACT, ["ransomware"]),
        ("ﾗﾝｻﾑｳｪｱ", "ransomware", K.EXACT, ["ランサムウェア"]),
        ("  脆弱性　", "vulnerability", K.EXACT, ["脆弱性"]),
        # readings: either kana, half width, long vowel marks missing or too many
        ("のうどうてきさいばーぼうぎょ", "active-cyber-defence-japan", K.READING, ["のうどうてきサイバーぼうぎょ"]),
        ("ノウドウテキサイバーボウギョ", "active-cyber-defence-japan", K.READING, ["のうどうてきサイバーぼうぎょ"]),
        ("ﾉｳﾄﾞｳﾃｷｻｲﾊﾞｰﾎﾞｳｷﾞｮ", "active-cyber-defence-japan", K.READING, ["のうどうてきサイバーぼうぎょ"]),
        ("のーどーてきさいばぼーぎょー", "active-cyber-defence-japan", K.READING, ["のうどうてきサイバーぼうぎょ"]),
        ("サイバセキュリティ", "cyber-security", K.VARIANT, ["サイバーセキュリティ"]),
        ("サイバーセキュリティー", "cyber-security", K.VARIANT, ["サイバーセキュリティ"]),
        ("らんさむうぇあ", "ransomware", K.READING, ["ランサムウェア"]),
        ("エーシーディー", "active-cyber-defence-japan", K.READING, ["エーシーディー"]),
        ("あいえすえむえす", "isms", K.READING, ["アイエスエムエス"]),
        ("うぇぶさいと", "website", K.READING, ["ウェブサイト"]),
        # romaji
        ("nōdōteki saibā bōgyo", "active-cyber-defence-japan", K.ROMAJI, ["のうどうてきサイバーぼうぎょ"]),
        ("noudouteki saibaa bougyo", "active-cyber-defence-japan", K.ROMAJI, ["のうどうてきサイバーぼうぎょ"]),
        ("nodoteki saiba bogyo", "active-cyber-defence-japan", K.ROMAJI, ["のうどうてきサイバーぼうぎょ"]),
        ("zeijakusei", "vulnerability", K.ROMAJI, ["ぜいじゃくせい"]),
        ("zeizyakusei", "vulnerability", K.ROMAJI, ["ぜいじゃくせい"]),
        ("joho kyoyu", "information-sharing", K.ROMAJI, ["じょうほうきょうゆう"]),
        ("zyouhou kyouyuu", "information-sharing", K.ROMAJI, ["じょうほうきょうゆう"]),
        ("saiba- kougeki", "cyber-attack", K.ROMAJI, ["サイバーこうげき"]),
        ("ransamuuea", "ransomware", K.ROMAJI, ["ランサムウェア"]),
        ("hukkyuu", "recovery", K.ROMAJI, ["ふっきゅう"]),
        ("ango", "cipher", K.ROMAJI, ["あんごう"]),
        # expansion of an acronym, words in order or not
        ("Active Cyber Defence Programme", "active-cyber-defence-uk", K.EXACT, ["Active Cyber Defence programme"]),
        ("programme defence cyber", "active-cyber-defence-uk", K.SUBSTRING, ["Cyber", "Defence", "programme"]),
        ("management system information", "isms", K.SUBSTRING, ["information", "management", "system"]),
        # inflection
        ("vulnerabilities", "vulnerability", K.INFLECTED, ["vulnerability"]),
        ("patched", "patch", K.INFLECTED, ["patch"]),
        ("patches’", "patch", K.INFLECTED, ["patch"]),
        ("incident response plans", "incident-response-plan", K.INFLECTED, ["incident response plan"]),
        ("検知されました", "detection", K.INFLECTED, ["検知"]),
        ("復旧させた", "recovery", K.INFLECTED, ["復旧"]),
        ("成りすました", "spoofing", K.INFLECTED, ["なりすまし"]),
        ("ランサムウェアとは", "ransomware", K.INFLECTED, ["ランサムウェア"]),
        # spellings
        ("cyber-security", "cyber-security", K.VARIANT, ["cyber security"]),
        ("cybersecurity", "cyber-security", K.VARIANT, ["cyber security"]),
        ("active cyber defense", "active-cyber-defence-japan", K.VARIANT, ["active cyber defence"]),
        ("active cyber defence program", "active-cyber-defence-uk", K.VARIANT, ["Active Cyber Defence programme"]),
        ("authorization", "authorisation", K.VARIANT, ["authorisation"]),
        ("ransom ware", "ransomware", K.VARIANT, ["ransomware"]),
        ("漏洩", "leakage", K.VARIANT, ["漏えい"]),
        ("ぜい弱性", "vulnerability", K.VARIANT, ["脆弱性"]),
        ("のうどう的サイバー防御", "active-cyber-defence-japan", K.VARIANT, ["能動的サイバー防御"]),
        ("web サイト", "website", K.VARIANT, ["Webサイト"]),
        ("エンド・ポイント", "endpoint", K.VARIANT, ["エンドポイント"]),
        # beginnings and pieces
        ("脅威", "threat", K.EXACT, ["脅威"]),
        ("暗", "cipher", K.PREFIX, ["暗"]),
        ("サプライ", "supply-chain", K.PREFIX, ["サプライ"]),
        ("のうどう", "active-cyber-defence-japan", K.PREFIX, ["のうどう"]),
        ("noudout", "active-cyber-defence-japan", K.PREFIX, ["のうどうて"]),
        ("supply c", "supply-chain", K.PREFIX, ["supply c"]),
        ("ｻﾌﾟﾗｲ", "supply-chain", K.PREFIX, ["サプライ"]),
        ("統括", "national-cybersecurity-office", K.SUBSTRING, ["統括"]),
        ("弱", "vulnerability", K.SUBSTRING, ["弱"]),
        ("infrastructure", "critical-infrastructure", K.SUBSTRING, ["infrastructure"]),
        ("きょうゆう", "information-sharing", K.SUBSTRING, ["きょうゆう"]),
        ("kyouyuu", "information-sharing", K.SUBSTRING, ["きょうゆう"]),
        # slips
        ("ransomwear", "ransomware", K.TYPO, ["ransomware"]),
        ("脆弱生", "vulnerability", K.TYPO, ["脆弱性"]),
        ("エンドポインと", "endpoint", K.READING, ["エンドポイント"]),
        ("エンドポィンク", "endpoint", K.TYPO, ["エンドポイント"]),
        ("協威", "threat", K.TYPO, ["脅威"]),
        ("vulnerabiltiy", "vulnerability", K.TYPO, ["vulnerability"]),
        ("ぜいじゃくへい", "vulnerability", K.TYPO, ["ぜいじゃくせい"]),
        ("zeijakusai", "vulnerability", K.TYPO, ["ぜいじゃくせい"]),
        ("ptach", "patch", K.TYPO, ["patch"]),
        # several words
        ("incident response plan", "incident-response-plan", K.EXACT, ["incident response plan"]),
        ("plan response incident", "incident-response-plan", K.SUBSTRING, ["incident", "response", "plan"]),
        ("対応　インシデント", "incident-response", K.SUBSTRING, ["インシデント対応"]),
        ("インシデントへの対応", "incident-response", K.SUBSTRING, ["インシデント対応"]),
        ("重要 インフラ", "critical-infrastructure", K.VARIANT, ["重要インフラ"]),
        ("重要 インフラ 報告", "critical-infrastructure", K.SUBSTRING, ["重要インフラ"]),
        ("サイバー攻撃を受けた", "cyber-attack", K.SUBSTRING, ["サイバー攻撃"]),
        ("what is ransomware", "ransomware", K.SUBSTRING, ["ransomware"]),
        ("the vulnerabilities found", "vulnerability", K.SUBSTRING, ["vulnerability"]),
        ("重大インフラ", "critical-infrastructure", K.TYPO, ["重要インフラ"]),
        ("事業者 報告", "critical-infrastructure", K.TEXT, ["事業者", "報告"]),
        # definitions and notes
        ("供給者", "supply-chain-attack", K.TEXT, ["供給者"]),
        ("payment", "compensation", K.TEXT, ["payment"]),
        # discouraged and retired
        ("身代金要求型ウイルス", "ransomware", K.EXACT, ["身代金要求型ウイルス"]),
        ("Cyber Clean Center", "cyber-clean-center", K.EXACT, ["Cyber Clean Center"]),
    ],
)
def test_first_hit_and_why(snapshot: Snapshot, query: str, concept: str, kind: MatchKind, pieces: list[str]) -> None:
    hit = first(ask(snapshot, query))
    assert (hit.concept.id, hit.match.kind, marked(hit)) == (concept, kind, pieces)


def test_acronym_lists_all_owners(snapshot: Snapshot) -> None:
    answer = ask(snapshot, "ACD", limit=2)
    assert sorted(ids(answer)) == ["active-cyber-defence-japan", "active-cyber-defence-uk"]
    assert [(hit.match.kind, hit.warnings[0]) for hit in answer.hits] == [(K.EXACT, "acd-two-meanings")] * 2
    assert answer.pitfalls == ("acd-two-meanings",)


def test_homophones_all_stand_on_top_in_the_order_of_domains(snapshot: Snapshot) -> None:
    for query in ("taisei", "たいせい", "タイセー"):
        assert ids(ask(snapshot, query))[:3] == ["national-cyber-posture", "organisational-structure", "resilience"]
    assert ids(ask(snapshot, "hoshō"))[:2] == ["compensation", "assurance"]


def test_exact_length_of_vowels_stands_first() -> None:
    snapshot = compile_snapshot(
        [layer(concept("short", "permit", "許可", "きょか", domain="resilience"), concept("long", "boost", "強化", "きょうか"))]
    )
    assert [ids(ask(snapshot, query)) for query in ("kyoka", "kyouka", "きょか", "きょうか")] == [
        ["short", "long"],
        ["long", "short"],
        ["short", "long"],
        ["long", "short"],
    ]


def test_approved_stands_before_draft_and_preferred_before_discouraged() -> None:
    from glossary.domain.statuses import EntryStatus

    snapshot = compile_snapshot(
        [
            layer(
                concept("a-draft", "token", "札", "ふだ", entry_status=EntryStatus.DRAFT),
                concept("b-approved", "token", "札", "ふだ"),
                concept("c-deprecated", "token", "札", "ふだ", status=NormativeStatus.DEPRECATED),
                concept("d-admitted", "token", "札", "ふだ", status=NormativeStatus.ADMITTED),
                concept("e-retired", "token", "札", "ふだ", entry_status=EntryStatus.RETIRED),
            )
        ]
    )
    wanted = ["b-approved", "a-draft", "d-admitted", "c-deprecated", "e-retired"]
    assert [ids(ask(snapshot, query)) for query in ("token", "札")] == [wanted, wanted]


def test_query_equal_to_a_term_stands_before_all_else(snapshot: Snapshot) -> None:
    for concept_ in snapshot.concepts.values():
        for _, _, term in concept_.all_terms():
            if not term.hidden:
                hit = first(ask(snapshot, term.text))
                assert (hit.match.kind, hit.match.form) == (K.EXACT, term.text)


def test_score_falls_and_stays_between_0_and_1(snapshot: Snapshot) -> None:
    for query in ("攻撃", "cyber", "サイバー", "ACD", "s"):
        scores = [hit.score for hit in ask(snapshot, query, limit=100).hits]
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 1 for score in scores)


def test_kinds_stand_in_their_order(snapshot: Snapshot) -> None:
    order = list(MatchKind)
    for query in ("攻撃", "サイバー", "cyber security", "脅威", "threat"):
        places = [order.index(hit.match.kind) for hit in ask(snapshot, query, limit=100).hits]
        assert places == sorted(places)


def test_deprecated_term_is_found_with_its_reason_and_replacement(snapshot: Snapshot) -> None:
    term = first(ask(snapshot, "セキュリティホール")).match.term
    assert term is not None
    assert (term.status, term.replaced_by, dict(term.reason or {})) == (
        NormativeStatus.DEPRECATED,
        "脆弱性",
        {ENGLISH: "Colloquial.", JAPANESE: "俗語である。"},
    )


def test_hidden_form_is_found_and_not_shown(snapshot: Snapshot) -> None:
    hit = first(ask(snapshot, "National Cyber Bureau"))
    assert (hit.concept.id, hit.match.kind, hit.match.form, hit.match.spans) == (
        "national-cybersecurity-office",
        K.VARIANT,
        "National Cybersecurity Office",
        (),
    )


@pytest.mark.parametrize(
    "query", ["NISC", "ﾆｽｸ", "国家サイバー統括室", "NCO", "National Cybersecurity Office", "内閣官房情報セキュリティセンター"]
)
def test_as_of_answers_with_the_body_of_that_day(snapshot: Snapshot, query: str) -> None:
    assert ids(ask(snapshot, query, as_of=date(2024, 5, 1), limit=1)) == ["nisc"]


def test_as_of_says_what_matched(snapshot: Snapshot) -> None:
    hit = first(ask(snapshot, "国家サイバー統括室", as_of=date(2024, 5, 1)))
    assert (hit.via, hit.match.form) == ("national-cybersecurity-office", "国家サイバー統括室")
    assert first(ask(snapshot, "内閣サイバーセキュリティセンター", as_of=date(2024, 5, 1))).via is None


def test_without_a_day_the_successor_stands_behind_what_it_replaced(snapshot: Snapshot) -> None:
    answer = ask(snapshot, "NISC")
    assert [(hit.concept.id, hit.via) for hit in answer.hits[:3]] == [
        ("nisc", None),
        ("national-cybersecurity-office", "nisc"),
        ("national-information-security-center", None),
    ]


def test_a_successor_that_has_not_begun_is_not_listed(snapshot: Snapshot) -> None:
    answer = look_up(snapshot, Query(text="内閣サイバーセキュリティセンター"), today=date(2025, 1, 1))
    assert ids(answer)[0] == "nisc"
    assert "national-cybersecurity-office" not in [hit.concept.id for hit in answer.hits if hit.via]


def test_lang_is_that_of_the_matched_term(snapshot: Snapshot) -> None:
    assert [ask(snapshot, "ACD", lang=lang, limit=1).hits[0].match.lang for lang in (ENGLISH, JAPANESE)] == [ENGLISH, JAPANESE]
    assert {hit.match.lang for hit in ask(snapshot, "サイバー", lang=JAPANESE, limit=100).hits} == {JAPANESE}
    assert ask(snapshot, "脆弱性", lang=ENGLISH).hits == ()


def test_domain_limits_the_hits(snapshot: Snapshot) -> None:
    answer = ask(snapshot, "cyber", domain="policy", limit=100)
    assert {hit.concept.domain for hit in answer.hits} == {"policy"}
    assert answer.total == len(answer.hits)


@pytest.mark.parametrize("words", ["サイバー", "cyber", "attack", "security"])
def test_limit_cuts_the_list_and_total_does_not(snapshot: Snapshot, words: str) -> None:
    full = ask(snapshot, words, limit=100)
    assert full.total == len(full.hits) > 1
    for limit in range(1, full.total):
        cut = ask(snapshot, words, limit=limit)
        assert (len(cut.hits), cut.total, ids(cut)) == (limit, full.total, ids(full)[:limit])


def test_warnings_put_those_on_the_matched_term_first(snapshot: Snapshot) -> None:
    assert first(ask(snapshot, "active cyber defence")).warnings == ("acd-two-meanings", "active-cyber-defence-force")
    assert first(ask(snapshot, "能動的サイバー防御")).warnings == ("acd-two-meanings", "active-cyber-defence-force")
    assert first(ask(snapshot, "認証")).warnings == ("ninsho",)


@pytest.mark.parametrize("query", ["", "   ", "\u200b\u00ad", "\n\t"])
def test_empty_query_has_an_empty_answer(snapshot: Snapshot, query: str) -> None:
    assert ask(snapshot, query) == Answer(query=Query(text=query), hits=())


@pytest.mark.parametrize("query", ["qqqqqq", "鬱", "👩\u200d💻", "zzz 999", "ぱぴぷぺぽ", "!", "\ud800"])
def test_nothing_found_is_never_empty(snapshot: Snapshot, query: str) -> None:
    answer = ask(snapshot, query)
    assert (answer.hits, answer.total, len(answer.suggestions)) == ((), 0, 5)


def test_suggestions_are_near_misses_first(snapshot: Snapshot) -> None:
    assert ask(snapshot, "vulxxrabixity").suggestions[0] == Suggestion("vulnerability", "vulnerability")
    assert ask(snapshot, "弱脆").suggestions[0] == Suggestion("脆弱性", "vulnerability")


def test_another_word_is_a_near_miss_and_no_slip(snapshot: Snapshot) -> None:
    answer = ask(snapshot, "基幹インフラ")
    assert (answer.hits, answer.suggestions[0]) == ((), Suggestion("重要インフラ", "critical-infrastructure"))


def test_a_slip_does_not_swallow_a_word(snapshot: Snapshot) -> None:
    assert first(ask(snapshot, "重要 インフラ 報告")).match.kind is K.SUBSTRING


def test_successor_that_was_found_itself_says_so(snapshot: Snapshot) -> None:
    answer = ask(snapshot, "Cabinet", limit=100)
    assert [hit.via for hit in answer.hits if hit.concept.id == "national-cybersecurity-office"] == [None]


def test_what_the_filters_hid_is_suggested(snapshot: Snapshot) -> None:
    answer = ask(snapshot, "脆弱性", domain="law")
    assert (answer.hits, answer.suggestions[0]) == ((), Suggestion("脆弱性", "vulnerability"))


def test_errors_name_the_value_and_what_is_allowed(snapshot: Snapshot) -> None:
    with pytest.raises(QueryTooLong) as long:
        ask(snapshot, "あ" * 501)
    assert long.value.params == {"length": 501, "limit": 500}
    for options, parameter in (
        ({"domain": "astrology"}, "domain"),
        ({"lang": "fr"}, "from"),
        ({"limit": 0}, "limit"),
        ({"limit": 101}, "limit"),
    ):
        with pytest.raises(UnknownValue) as unknown:
            ask(snapshot, "x", **options)
        assert unknown.value.params["parameter"] == parameter


def test_one_bad_query_does_not_fail_the_others(snapshot: Snapshot) -> None:
    answers = look_up_many(snapshot, [Query(text="ACD"), Query(text="あ" * 501), Query(text="脅威")], today=TODAY)
    assert [type(answer) for answer in answers] == [Answer, QueryTooLong, Answer]
    assert answers[2] == ask(snapshot, "脅威")


def test_a_database_can_search_the_texts(snapshot: Snapshot) -> None:
    class Texts:
        def find(self, text: str, limit: int) -> list[tuple[str, str]]:
            return [("isms", ENGLISH), ("gone", ENGLISH), ("cipher", JAPANESE)] if text == "risks" else []

    answer = look_up(snapshot, Query(text="Risks"), today=TODAY, text_candidates=Texts())
    assert [(hit.concept.id, hit.match.kind, hit.match.lang, hit.match.term) for hit in answer.hits] == [
        ("isms", K.TEXT, ENGLISH, None),
        ("cipher", K.TEXT, JAPANESE, None),
    ]
    assert marked(answer.hits[0]) == ["risks"]


def test_words_may_stand_partly_in_terms_and_partly_in_texts(snapshot: Snapshot) -> None:
    answer = ask(snapshot, "脆弱性 攻撃者")
    assert "vulnerability" in ids(answer)


def test_upper_layer_overrides_a_concept() -> None:
    lower = layer(concept("one", "apple", "林檎", "りんご"), concept("two", "pear", "梨", "なし"), name="lower")
    upper = layer(concept("one", "orange", "蜜柑", "みかん"), name="upper")
    snapshot = compile_snapshot([lower, upper])
    assert ids(ask(snapshot, "orange")) == ["one"]
    assert [ids(ask(snapshot, query)) for query in ("apple", "ringo", "りん", "林檎", "pear")] == [[], [], [], [], ["two"]]


HOSTILE = [
    "ー" * 500, "情" * 500, "a" * 500, "(" * 500, ".*" * 250, "\\d+[" * 125, "\ud800" * 500, "\x00" * 500, "\u202eabc" * 125, "㌀" * 500,
    "ﷺ" * 500, "あ " * 250, "a-" * 250, "n" * 500, "ka" * 250, "'" * 500, "\u0301" * 500, "👩\u200d" * 250, "サ―" * 250, "cyber " * 83, "%_" * 250,
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries_are_answered(snapshot: Snapshot, query: str) -> None:
    answer = ask(snapshot, query)
    assert bool(answer.hits) != bool(answer.suggestions) or answer.hits == answer.suggestions == ()


@given(
    st.lists(
        st.one_of(
            st.sampled_from([*"ーァ々んっnkyou-' 　検知脅威ﾊﾞ㌀\u3099\u200b\ud800👩", "サイバー", "defence", "ACD", "されました"]),
            st.characters(),
        ),
        max_size=30,
    ).map("".join)
)
@example("ゝ")
@example("&")
@example("the ")
@example("ﾞ")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_query_is_answered_with_spans_inside_the_form(text: str) -> None:
    answer = ask(fixture_snapshot(), text[:500], limit=20)
    for hit in answer.hits:
        spans, length = hit.match.spans, len(hit.match.form)
        assert all(0 <= span.start < span.end <= length for span in spans)
        assert list(spans) == sorted(spans)
        assert not any(one.overlaps(other) for one, other in pairwise(spans))
    assert [hit.concept.id for hit in answer.hits] == list(dict.fromkeys(ids(answer)))


@given(st.sampled_from([term.text for one in fixture_snapshot().concepts.values() for _, _, term in one.all_terms()]), st.data())
def test_every_piece_of_a_term_finds_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    piece = text[start:end].strip(" ・-")
    if not piece or piece.isascii():
        return
    answer = ask(fixture_snapshot(), piece, limit=100)
    assert text in {term.text for hit in answer.hits for _, _, term in hit.concept.all_terms()}


def test_threads_share_a_snapshot(snapshot: Snapshot) -> None:
    queries = ["ACD", "noudouteki", "検知されました", "ransomwear", "重要 インフラ 報告"]
    wanted = [ask(snapshot, query) for query in queries]
    found: list[list[Answer]] = []
    threads = [threading.Thread(target=lambda: found.append([ask(snapshot, query) for query in queries])) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [wanted] * 4


def test_highlight_counts_code_points() -> None:
    one: Concept = concept("one", "👩‍💻 work", "𠮷野ﾊﾞｯｸ", "よしのバック")
    snapshot = compile_snapshot([layer(one)])
    assert first(ask(snapshot, "バック")).match.spans == (Span(2, 6),)
    assert first(ask(snapshot, "work")).match.spans == (Span(4, 8),)
