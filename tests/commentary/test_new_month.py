"""Turning the month keeps the outgoing report, changes nothing that a person wrote, and happens wholly or not at all."""

import os
import shutil

import pypandoc
import pytest
from click.testing import CliRunner
from miniature_extract import MINIATURE, few_tables
from scorecard import cli, cli_month
from scorecard.commentary.new_month import replace_all
from scorecard.commentary.read_against import changed, follow
from scorecard.digests import digest
from scorecard.display.variables import variables
from scorecard.loading import load
from scorecard.measures.table import read_measures
from scorecard.parameters import read_parameters
from scorecard.provenance import Origin, write_record
from scorecard.report_text import read_reports

PARAMETERS = "# Ours.\nmonth: '2020-05'   # the reporting month\nextract: {extract}\naudience: internal\n"
REPORT = """---
title: Scorecard
---

::: {.commentary indicator="reviews_on_time" month="2020-05"}
Two of eight reviews were on time.
:::

::: {.commentary indicator="started ceased" month="2020-06"}
None came, one left.
:::
"""


@pytest.fixture
def clone(project, monkeypatch):
    """A small clone whose reporting month is May 2020."""
    project.parameters.write_text(PARAMETERS.format(extract=MINIATURE.as_posix()), encoding="utf-8")
    project.report.parent.mkdir()
    project.report.write_text(REPORT, encoding="utf-8")
    for module in (cli, cli_month):
        monkeypatch.setattr(module, "Project", lambda: project)
    return project


def without_reviews(tmp_path):
    few = few_tables(tmp_path / "few")
    (few / "Reviews.csv").unlink()
    return few


def command(*arguments):
    result = CliRunner().invoke(cli.app, list(arguments), catch_exceptions=False)
    return result.exit_code, result.stdout, result.stderr


def contents(project):
    files = [path for path in project.root.rglob("*") if path.is_file() and path != project.lock]
    return {path: path.read_bytes() for path in sorted(files)}


def test_the_month_is_set_and_every_comment_and_quote_stays(clone):
    assert command("new-month", "2020-06")[0] == 0
    assert clone.parameters.read_text(encoding="utf-8") == PARAMETERS.format(
        extract=MINIATURE.as_posix()
    ).replace("'2020-05'", '"2020-06"')


def test_windows_line_ends_and_a_new_extract_are_written_as_they_should(clone, tmp_path):
    clone.parameters.write_bytes(clone.parameters.read_text(encoding="utf-8").replace("\n", "\r\n").encode())
    extract = few_tables(tmp_path / "June #2 extract")
    status, *_ = command("new-month", "2020-06", "--extract", str(extract))
    assert status == 0
    written = clone.parameters.read_bytes().decode()
    assert written.splitlines()[1:3] == [
        'month: "2020-06"   # the reporting month',
        f'extract: "{extract.as_posix()}"',
    ]
    assert written.count("\r\n") == written.count("\n") == 4


def test_the_outgoing_report_and_its_measures_are_kept_and_the_report_itself_untouched(clone):
    status, out, _ = command("new-month", "2020-06")
    assert status == 0
    assert "kept: data/history/2020-05.csv" in out
    assert (clone.history / "2020-05.qmd").read_text(encoding="utf-8") == REPORT
    assert clone.report.read_text(encoding="utf-8") == REPORT
    kept = read_measures(clone.history / "2020-05.csv")
    assert set(kept["month"]) == {"2020-05"}
    assert kept.query("indicator == 'age'")["value"].sum() == 18


def recorded(project, parameters, content):
    """Leave the measures as a run with these parameters would."""
    (product,) = (each for each in Origin(project, parameters).products() if each.name == "measures")
    project.sections.mkdir(exist_ok=True)
    project.measures.write_bytes(content)
    write_record(project, [product], {"measures": [digest(content)]})


def test_the_measures_kept_are_those_that_were_issued_else_those_last_made(clone):
    made, issued = b"month,indicator\n2020-05,age\n", b"month,indicator\n2020-05,dental\n"
    recorded(clone, read_parameters(clone), made)
    command("new-month", "2020-06")
    assert (clone.history / "2020-05.csv").read_bytes() == made
    pack = clone.packs / "2020-06"
    pack.mkdir(parents=True)
    (pack / "measures.csv").write_bytes(issued)
    (pack / "scorecard.qmd").write_text("as issued", encoding="utf-8")
    command("new-month", "2020-07")
    assert (clone.history / "2020-06.csv").read_bytes() == issued
    assert (clone.history / "2020-06.qmd").read_text(encoding="utf-8") == "as issued"


def test_measures_last_made_from_another_extract_or_edited_are_not_kept(clone, tmp_path):
    foreign = few_tables(tmp_path / "foreign").as_posix()
    recorded(clone, read_parameters(clone, extract=foreign), b"month,indicator\n2020-05,theirs\n")
    command("new-month", "2020-06")
    ours = (clone.history / "2020-05.csv").read_bytes()
    assert b"theirs" not in ours and b"2020-05,age,snapshot" in ours
    recorded(clone, read_parameters(clone), b"month,indicator\n2020-06,age\n")
    clone.measures.write_bytes(b"month,indicator\n2020-06,edited\n")
    command("new-month", "2020-07")
    assert b"edited" not in (clone.history / "2020-06.csv").read_bytes()


def test_measures_that_nobody_made_yet_are_those_of_the_outgoing_extract(clone, tmp_path):
    june = few_tables(tmp_path / "June")
    episodes = (june / "Episodes.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (june / "Episodes.csv").write_text("".join(episodes[:-5]), encoding="utf-8")
    assert command("new-month", "2020-06", "--extract", str(june))[0] == 0
    assert read_measures(clone.history / "2020-05.csv").query("indicator == 'age'")["value"].sum() == 18


def test_each_due_commentary_is_printed_beside_a_draft_that_can_be_copied_over_it(clone):
    _, out, _ = command("new-month", "2020-06")
    assert "report/scorecard.qmd, line 5: reviews_on_time, written for May 2020" in out
    assert "    Two of eight reviews were on time." in out
    assert (
        '    ::: {.commentary indicator="reviews_on_time" month="2020-06"}\n    The share of children in care'
        in out
    )
    assert "None came, one left." not in out
    assert "Due: 1." in out


def test_run_twice_it_changes_nothing_and_prints_what_is_still_due(clone):
    command("new-month", "2020-06")
    before = contents(clone)
    status, out, _ = command("new-month", "2020-06")
    assert status == 0
    assert contents(clone) == before
    assert "Due: 1." in out


@pytest.mark.parametrize(
    ("month", "status", "words"),
    [
        ("2020-6", 2, "--month: month '2020-6' is not a month written YYYY-MM"),
        ("2020-04", 2, "April 2020 is before May 2020, the month in parameters.yml"),
        ("2031-01", 2, "holds nothing of January 2031: its newest date is"),
    ],
)
def test_a_month_that_cannot_be_is_refused_and_nothing_changes(clone, month, status, words):
    before = contents(clone)
    got, _, error = command("new-month", month)
    assert (got, words in error, len(error.splitlines())) == (status, True, 1), error
    assert contents(clone) == before


def test_a_month_of_which_any_table_tells_can_be_turned_to(clone, tmp_path):
    extract = shutil.copytree(MINIATURE, tmp_path / "extract")
    with (extract / "Health.csv").open("a", encoding="utf-8", newline="") as file:
        file.writelines(f"M{child:02},DENTAL,13/04/2021\n" for child in range(1, 7))
    status, _, error = command("new-month", "2021-04", "--extract", str(extract))
    assert status == 0, error


def test_a_report_in_windows_1252_is_refused_before_anything_changes(clone):
    clone.report.write_bytes(REPORT.replace("None", "No café").encode("windows-1252"))
    before = contents(clone)
    for arguments in (["new-month", "2020-06"], ["check"], ["report"], ["report", "--final"]):
        status, _, error = command(*arguments)
        assert (status, "report/scorecard.qmd, line 10: byte 0xe9 is not UTF-8" in error) == (2, True)
    assert contents(clone) == before


@pytest.mark.parametrize("at", [0, 1, 2])
def test_interrupted_it_leaves_the_old_state(clone, monkeypatch, at):
    clone.history.mkdir(parents=True)
    (clone.history / "2020-05.csv").write_bytes(b"kept before")
    before, replace, calls = contents(clone), os.replace, []

    def interrupted(old, new):
        calls.append(new)
        if len(calls) > at:
            raise KeyboardInterrupt
        replace(old, new)

    monkeypatch.setattr(os, "replace", interrupted)
    CliRunner().invoke(cli.app, ["new-month", "2020-06"])
    assert len(calls) == at + 1
    assert contents(clone) == before
    monkeypatch.setattr(os, "replace", replace)
    assert command("new-month", "2020-06")[0] == 0
    assert 'month: "2020-06"' in clone.parameters.read_text(encoding="utf-8")


def test_all_files_are_written_or_none(tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"1")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError):
        replace_all({old: b"2", new: b"2", tmp_path / "folder": b"2"})
    assert old.read_bytes() == b"1"
    assert not new.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "old"]


def test_drafts_are_written_into_their_places_with_variables_and_the_old_words_below(clone):
    status, out, _ = command("new-month", "2020-06", "--write")
    assert status == 0 and "Draft for" not in out and "Due: 1." in out
    opening, draft, blank, kept, old, end, close = clone.report.read_text(encoding="utf-8").splitlines()[4:11]
    assert opening == '::: {.commentary indicator="reviews_on_time" month="2020-05"}'
    assert draft.startswith(
        "The share of children in care reviews held on time was {{< var reviews_on_time.value >}} "
        "({{< var reviews_on_time.of >}}) in {{< var month.name >}}"
    )
    assert (blank, old, end, close) == ("", "Two of eight reviews were on time.", "-->", ":::")
    assert kept.startswith("<!-- Written for May 2020")
    assert (clone.history / "2020-05.qmd").read_text(encoding="utf-8") == REPORT
    rest = REPORT[REPORT.index('::: {.commentary indicator="started') :]
    assert clone.report.read_text(encoding="utf-8").endswith(rest)


def test_a_draft_that_a_person_has_begun_to_edit_is_not_written_again(clone):
    command("new-month", "2020-06", "--write")
    edited = clone.report.read_text(encoding="utf-8").replace("The share of", "Mine: the share of")
    clone.report.write_bytes(edited.replace("\n", "\r\n").encode())
    assert command("new-month", "2020-06", "--write")[0] == 0
    assert clone.report.read_bytes() == edited.replace("\n", "\r\n").encode()


def test_a_draft_on_an_extract_that_lacked_a_table_gives_way_to_one_on_the_whole(clone, tmp_path):
    few = without_reviews(tmp_path)
    _, out, _ = command("new-month", "2020-06", "--write", "--extract", str(few))
    assert "Warning: there is no Reviews file, and so no figure for Reviews on time" in out
    assert "there is no data on this" in clone.report.read_text(encoding="utf-8")
    command("new-month", "2020-06", "--write", "--extract", str(MINIATURE))
    assert read_parameters(clone).extract == MINIATURE.as_posix()
    draft, _, kept, old, end = clone.report.read_text(encoding="utf-8").splitlines()[5:10]
    assert draft.startswith("The share of") and end == "-->"
    assert kept.startswith("<!-- Written for May 2020") and old == "Two of eight reviews were on time."


def test_one_that_nobody_edits_is_due_again_once_its_figures_are_others(clone, tmp_path):
    few = without_reviews(tmp_path)
    command("new-month", "2020-06", "--write", "--extract", str(few))
    drafted = clone.report.read_text(encoding="utf-8").replace('month="2020-05"', 'month="2020-06"')
    clone.report.write_text(drafted, encoding="utf-8")
    (text,) = read_reports(clone)
    whole = variables(load("2020-06", str(MINIATURE), "internal"))
    clone.sections.mkdir(parents=True)
    follow(clone, whole)
    ((block, told),) = changed(clone, text, whole)
    assert block.indicators == ("reviews_on_time",) and "went from “no data” to “" in told
    clone.report.write_text(drafted.replace("there is no data on this", "All is well"), encoding="utf-8")
    assert changed(clone, read_reports(clone)[0], whole)  # by now it is a matter of reading


def test_one_that_somebody_edits_is_read_against_the_figures_of_the_first_report(clone, tmp_path):
    few = without_reviews(tmp_path)
    command("new-month", "2020-06", "--write", "--extract", str(few))
    drafted = clone.report.read_text(encoding="utf-8").replace('month="2020-05"', 'month="2020-06"')
    clone.report.write_text(drafted.replace("there is no data on this", "All is well"), encoding="utf-8")
    whole = variables(load("2020-06", str(MINIATURE), "internal"))
    clone.sections.mkdir(parents=True)
    follow(clone, whole)
    assert not changed(clone, read_reports(clone)[0], whole)


def test_what_is_kept_as_a_comment_is_one_to_pandoc_whatever_comments_the_words_held(clone):
    text = REPORT.replace("were on time.", "were on time. <!-- Ask Jo -->\n\n<!-- Ask again --->")
    clone.report.write_text(text, encoding="utf-8")
    for month in ("2020-06", "2020-07", "2020-08"):
        command("new-month", month, "--write")
    page = pypandoc.convert_file(str(clone.report), "plain", format="markdown")
    assert page.count("The share of") == 1
    assert "Two of" not in page and "Ask" not in page and "Written for" not in page


def test_each_month_has_its_own_draft_and_keeps_what_was_read_last(clone):
    """Whether the person who read a draft took the old words away or left them."""
    command("new-month", "2020-06", "--write")
    june = clone.report.read_text(encoding="utf-8").replace('month="2020-05"', 'month="2020-06"')
    clone.report.write_text(june.replace("The share of", "Mine: the share of"), encoding="utf-8")
    assert command("new-month", "2020-07", "--write")[0] == 0
    draft, _, kept, old, end = clone.report.read_text(encoding="utf-8").splitlines()[5:10]
    assert draft.startswith("The share of") and old.startswith("Mine: the share of") and end == "-->"
    assert kept.startswith("<!-- Written for June 2020")
    assert "Two of eight reviews were on time." not in clone.report.read_text(encoding="utf-8")


def test_a_draft_that_nobody_read_gives_way_to_the_next_months_and_no_words_are_lost(clone):
    command("new-month", "2020-06", "--write")
    assert command("new-month", "2020-07", "--write")[0] == 0
    text = clone.report.read_text(encoding="utf-8")
    draft, _, kept, unread = text.splitlines()[5:9]
    assert draft.startswith("The share of") and unread.startswith("The share of")
    assert kept.startswith("<!-- Written for May 2020") and "draft of July 2020" in kept
    assert "\nTwo of eight reviews were on time.\n" in text


def test_drafts_go_into_a_file_instead_of_the_terminal(clone, tmp_path):
    status, out, _ = command("new-month", "2020-06", "--out", str(tmp_path / "drafts.md"))
    assert status == 0 and "Draft for" not in out
    written = (tmp_path / "drafts.md").read_text(encoding="utf-8")
    assert "report/scorecard.qmd, line 5: reviews_on_time, written for May 2020" in written
    assert "  Draft for June 2020:" in written and clone.report.read_text(encoding="utf-8") == REPORT


@pytest.mark.parametrize(
    ("out", "words"),
    [
        ("nowhere/drafts.md", "make it first, or name another"),
        (".", "is a folder; name a file in it"),
        ("report/scorecard.qmd", "is the text of the report; name another file"),
    ],
)
def test_a_file_that_cannot_hold_the_drafts_is_refused_before_the_month_is_turned(clone, out, words):
    before = clone.parameters.read_bytes()
    status, _, told = command("new-month", "2020-06", "--out", str(clone.root / out))
    assert status == 2 and words in told
    assert clone.parameters.read_bytes() == before and clone.report.read_text(encoding="utf-8") == REPORT
