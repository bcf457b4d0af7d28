"""``glossary check`` with project files, baselines and comments: what is told, what is suppressed, what is left to say."""

import json
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

Check = Callable[..., tuple[int, str, str]]

VARIANT = "そこでサーバを置く。\n"
NO_DATABASE = "No database yet: checking with the shipped terms."


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is a repository, and the current one."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_md", ".md").replace("_toml", ".toml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def said(err: str) -> list[str]:
    return [line for line in err.splitlines() if line != NO_DATABASE]


def findings(out: str) -> list[tuple[str, str | None, str | None]]:
    """Rule, who suppresses it and why, of all findings in a JSON answer."""
    found = [finding for result in json.loads(out)["results"] for finding in result["findings"]]
    told = [(finding["rule"], finding["suppressed"] or {"source": None, "reason": None}) for finding in found]
    return [(rule, suppressed["source"], suppressed["reason"]) for rule, suppressed in told]


def test_project_file_says_profile_levels_and_what_is_allowed(check: Check, project: Path) -> None:
    write(project, a_md=VARIANT, docs__b_md=VARIANT, old__c_md=VARIANT)
    write(
        project,
        _glossary_toml="""
        exclude = ["old"]
        [levels]
        "term.variant" = "error"
        [[allow]]
        rule = "term.variant"
        words = "サーバ"
        files = "docs/**"
        reason = "The maker writes it so."
        """,
    )
    (project / "_glossary.toml").rename(project / ".glossary.toml")

    code, out, err = check(".", "--format", "json", "--fail-on", "error")

    assert (code, said(err)) == (1, [])
    assert findings(out) == [("term.variant", None, None), ("term.variant", "project", "The maker writes it so.")]
    assert check("docs", "--fail-on", "information")[0] == 0
    assert check("docs", "--no-config", "--fail-on", "information")[0] == 1
    assert said(check("old/c.md")[2]) == ["old/c.md: left out, because .glossary.toml excludes it"]


def test_allowance_that_is_over_or_allows_nothing_is_told(check: Check, project: Path) -> None:
    write(project, a_md=VARIANT)
    config = '[[allow]]\nrule = "term"\nreason = "Until the move."\nuntil = 2026-01-01\n[[allow]]\nrule = "style"\nreason = "So."\n'
    (project / ".glossary.toml").write_text(config, "utf-8")

    assert said(check("a.md")[2]) == [".glossary.toml:1: the exception for term ended on 2026-01-01 and no longer works."]
    code, _, err = check(".", "--fail-on", "information")
    assert (code, said(err)) == (
        1,
        [
            ".glossary.toml:1: the exception for term ended on 2026-01-01 and no longer works.",
            ".glossary.toml:5: the exception for style allowed nothing; take it out.",
        ],
    )


def test_path_under_which_no_draft_lies_is_told(check: Check, project: Path) -> None:
    write(project, a_md=VARIANT, docs__b_md=VARIANT)
    config = '[[path]]\nfiles = "docs/**"\nreader = "none"\n\n[[path]]\nfiles = ["dosc/**", "*.tex"]\nreader = "none"\n'
    (project / ".glossary.toml").write_text(config, "utf-8")

    assert said(check("a.md")[2]) == []
    assert said(check(".")[2]) == [".glossary.toml:5: no draft lies under dosc/**, *.tex; correct the pattern or take it out."]


def test_terms_of_a_project_that_cannot_be_read_are_told_once(check: Check, project: Path) -> None:
    write(project, a_md=VARIANT, b_md=VARIANT)
    (project / "ours.tsv").write_text("", "utf-8")
    (project / ".glossary.toml").write_text('terms = ["ours.tsv"]\n', "utf-8")

    code, out, err = check(".")

    assert (code, out, said(err)) == (
        2,
        "",
        ["ours.tsv cannot be read as TSV, line 1: the first line must name the columns: en, ja, comment"],
    )


def test_project_of_a_draft_is_that_of_its_folder_however_it_is_named(check: Check, project: Path) -> None:
    write(project, docs__a_md=VARIANT, other__b_md=VARIANT)
    (project / "docs" / ".glossary.toml").write_text('[levels]\nterm = "off"\n', "utf-8")

    assert check("other/../docs/a.md", "--fail-on", "information")[0] == 0
    assert check("docs/../other/b.md", "--fail-on", "information")[0] == 1


def test_standard_input_is_checked_by_the_project_of_the_current_folder(check: Check, project: Path) -> None:
    (project / ".glossary.toml").write_text('[levels]\nterm = "off"\n', "utf-8")

    assert check("-", "--fail-on", "information", stdin=VARIANT.encode())[0] == 0
    assert check("-", "--fail-on", "information", "--no-config", stdin=VARIANT.encode())[0] == 1


def test_problems_of_a_project_file_are_told_at_once(check: Check, project: Path) -> None:
    write(project, a_md=VARIANT, other_toml='profil = "isms"\nreader = "x"\n')

    code, out, err = check("a.md", "--config", "other.toml")

    assert (code, out) == (2, "")
    assert said(err) == [
        "The project file other.toml was not accepted:",
        "  line 1: profil: there is no such field; did you mean profile? Known here: allow, as_of, dismissed, exclude, levels, path, profile, reader, region, style, terms",
        "  line 2: reader: x is not known here. Allowed: en-GB, ja, both, none",
    ]


def test_terms_of_the_project_are_known(check: Check, project: Path) -> None:
    write(project, a_md="新しい保護区を置く。\n", terms_tsv="")
    (project / "terms.tsv").write_text("en\tja\tcomment\nprotected zone\t保護区\t\n", "utf-8")
    (project / ".glossary.toml").write_text('terms = ["terms.tsv"]\n', "utf-8")

    assert "1 term recognised" in check("a.md")[1]
    assert "0 terms recognised" in check("a.md", "--no-config")[1]
    (project / ".glossary.toml").write_text('terms = ["gone.tsv"]\n', "utf-8")
    assert said(check("a.md")[2]) == [".glossary.toml names gone.tsv under terms, but there is no such file in its folder."]


def test_comment_in_the_draft_suppresses_and_is_listed_on_request(check: Check, project: Path) -> None:
    write(project, a_md=f"<!-- glossary: ignore term.variant サーバ: a name -->\n\n{VARIANT}")

    code, out, _ = check("a.md", "--fail-on", "information")
    assert (code, out.splitlines()[0]) == (0, "a.md: 1 finding suppressed (1 by a comment in the draft)")

    code, out, _ = check("a.md", "--fail-on", "information", "--show-suppressed")
    assert code == 0
    assert out.splitlines()[0] == (
        "a.md:3:4: information: サーバ is another spelling of サーバー  [term.variant]  (suppressed by a comment in the draft: a name)"
    )


def test_suppressed_words_are_not_mended(check: Check, project: Path) -> None:
    write(project, a_md=f"<!-- glossary: ignore term.variant サーバ: a name -->\n\n{VARIANT}\n\n{VARIANT}")

    check("a.md", "--fix")

    assert (project / "a.md").read_text("utf-8").count("サーバを") == 1


def test_baseline_leaves_alone_what_stood_there_and_tells_what_is_gone(check: Check, project: Path) -> None:
    write(project, a_md=VARIANT, docs__b_md=VARIANT)
    code, _, err = check(".", "--write-baseline", "base.json", "--fail-on", "information")
    assert (code, said(err)) == (0, ["2 findings are in the baseline base.json."])
    assert list(json.loads((project / "base.json").read_text("utf-8"))["files"]) == ["a.md", "docs/b.md"]

    write(project, a_md=f"前の段落。\n\n{VARIANT}", docs__b_md="ここではサーバを使う。\n")
    code, out, err = check(".", "--baseline", "base.json", "--fail-on", "information", "--format", "json")

    assert code == 1
    assert findings(out) == [("term.variant", "baseline", "it stood there when the baseline was written"), ("term.variant", None, None)]
    assert said(err) == ["base.json: 1 of its 2 entries is gone; write the baseline anew with --write-baseline."]


def test_baseline_that_could_not_be_made_whole_is_not_written(check: Check, project: Path) -> None:
    write(project, a_md=VARIANT)
    (project / "b.docx").write_bytes(b"no archive")

    assert check(".", "--write-baseline", "base.json")[0] == 2
    assert not (project / "base.json").exists()


def test_baseline_is_written_over_nothing_but_a_baseline(check: Check, project: Path) -> None:
    write(project, a_md=VARIANT, docs__b_md=VARIANT)
    (project / "empty.md").touch()
    (project / "hard.json").hardlink_to(project / "a.md")
    terms = project / "terms.tsv"
    terms.write_text("en\tja\tcomment\n", "utf-8")
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}

    told = [
        check(*names, "--write-baseline", path)
        for *names, path in (("a.md", "a.md"), (".", "docs/b.md"), (".", "hard.json"), (".", "terms.tsv"))
    ]
    drafts = check("empty.md", "--write-baseline", "empty.md")

    assert [(code, out, err.splitlines()[-2]) for code, out, err in told] == [
        (2, "", f"{path} is there already, and it is no baseline. Name another file, or delete this one.")
        for path in ("a.md", "docs/b.md", "hard.json", "terms.tsv")
    ]
    assert (drafts[0], "empty.md is one of the drafts." in drafts[2]) == (2, True)
    assert {path: path.read_bytes() for path in before} == before


def test_new_baseline_keeps_what_the_old_one_holds(check: Check, project: Path) -> None:
    write(project, a_md=VARIANT)
    check(".", "--write-baseline", "base.json")
    before = (project / "base.json").read_bytes()

    check(".", "--baseline", "base.json", "--write-baseline", "base.json")

    assert (project / "base.json").read_bytes() == before


def test_finding_is_dismissed_by_its_fingerprint(check: Check, project: Path) -> None:
    write(project, a_md=f"{VARIANT}\nここではサーバを使う。\n")
    first = json.loads(check("a.md", "--format", "json")[1])["results"][0]["findings"][0]["fingerprint"]
    (project / ".glossary.toml").write_text(f'[[dismissed]]\nfingerprint = "{first}"\nreason = "Settled."\n', "utf-8")

    _, out, _ = check("a.md", "--format", "json")

    assert findings(out) == [("term.variant", "dismissed", "Settled."), ("term.variant", None, None)]


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--config", "p.toml", "--no-config"], "--config names a project file and --no-config wants none: take one of them."),
        (["--write-baseline", "b", "--diff", "HEAD"], "A baseline holds all that is found; it cannot be written with --diff."),
    ],
)
def test_options_that_contradict_are_refused(check: Check, project: Path, options: list[str], complaint: str) -> None:
    write(project, a_md=VARIANT, p_toml="")

    code, _, err = check("a.md", *options)

    assert (code, err.splitlines()[-2]) == (2, complaint)


def test_init_writes_a_project_file_that_holds_and_never_writes_over_one(check: Check, project: Path) -> None:
    write(project, a_md="サーバをDNSで探す。ユーザが使う。ルータとブラウザも使う。プリンタも使う。\n" * 3)
    (project / "broken.docx").write_bytes(b"no archive")

    code, out, err = check("--init")

    assert (code, out) == (0, ".glossary.toml was written from 1 file. Read it through: each line says what was counted.\n")
    assert said(err)[0].startswith("broken.docx")
    written = (project / ".glossary.toml").read_text("utf-8")
    assert 'long_vowel = "drop"' in written
    assert "style.long-vowel" not in [rule for rule, _, _ in findings(check("a.md", "--format", "json")[1])]

    code, _, err = check("--init")
    assert (code, err.splitlines()[-2]) == (2, ".glossary.toml is there already and was left as it is. Write over it with --force.")
    assert check("a.md", "--init", "--force")[0] == 0


def test_init_without_drafts_writes_nothing(check: Check, project: Path) -> None:
    code, _, err = check("--init")

    assert (code, err.splitlines()[-2]) == (2, "There is no draft to learn from. Name files or folders with drafts.")
    assert not (project / ".glossary.toml").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_terms_are_read_through_no_link_that_leads_out_of_the_project(check: Check, project: Path) -> None:
    inside = project / "inside"
    write(inside, a_md=VARIANT)
    (project / "terms.tsv").write_text("server\tサーバー\n", "utf-8")
    (inside / "terms.tsv").symlink_to(project / "terms.tsv")
    (inside / ".glossary.toml").write_text('terms = "terms.tsv"\n', "utf-8")

    code, _, err = check("inside")

    assert (code, said(err)[-1]) == (2, "inside/.glossary.toml names terms.tsv under terms, but there is no such file in its folder.")


def test_baseline_is_not_written_while_a_draft_cannot_be_read(check: Check, project: Path) -> None:
    write(project, a_md=VARIANT)
    (project / "b.docx").write_bytes(b"no archive")

    code, _, err = check(".", "--write-baseline", "base.json")

    assert (code, said(err)[-1]) == (2, "The baseline base.json was not written, because not every draft could be read.")
    assert not (project / "base.json").exists()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process cannot be set there")
@pytest.mark.parametrize("hours", [-12, 14])
def test_today_is_the_day_of_the_user(check: Check, project: Path, monkeypatch: pytest.MonkeyPatch, hours: int) -> None:
    # Between the two lie 26 hours: never is it the same day in both.
    zone = timezone(timedelta(hours=hours))
    monkeypatch.setenv("TZ", f"UTC{-hours:+}")
    time.tzset()
    before = datetime.now(zone).date()
    write(project, a_md=VARIANT)
    (project / ".glossary.toml").write_text(f'[[allow]]\nrule = "term"\nreason = "So."\nuntil = {before - timedelta(days=1)}\n', "utf-8")

    _, out, err = check("a.md", "--format", "json")

    monkeypatch.undo()
    time.tzset()
    day = json.loads(out)["results"][0]["as_of"]
    assert day in (before.isoformat(), datetime.now(zone).date().isoformat())
    assert said(err) == [f".glossary.toml:1: the exception for term ended on {before - timedelta(days=1)} and no longer works."]
