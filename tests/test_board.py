"""What notebooks ask of a board: figures, tables, sentences in place of missing files, and the variables of the prose."""

import base64
import json
import re
import shutil
from dataclasses import replace
from functools import reduce
from pathlib import Path

import altair as alt
import nbformat
import pandas as pd
import pytest
import scorecard
from extract_files import csv_text, write
from handmade import MAY, handmade_board, handmade_measures
from miniature_extract import MINIATURE, few_tables
from scorecard.display import charts
from scorecard.display.figure import VEGA_LITE, Figure, Markdown, table
from scorecard.display.notes import effect_on_figures, files_read, problems_found
from scorecard.display.variables import variables
from scorecard.extract.problems import Effect, Problem
from scorecard.extract.reader import Extract
from scorecard.extract.tables import TABLES
from scorecard.indicators import INDICATORS
from scorecard.measures.table import csv_of
from scorecard.project import ROOT, Project


@pytest.fixture(scope="module")
def board():
    return handmade_board()


def test_a_figure_comes_as_svg_png_specification_and_words_and_never_as_html(board):
    bundle, metadata = board.figure("visits_on_time", charts.over_time)._repr_mimebundle_()

    assert list(bundle) == ["image/svg+xml", "image/png", VEGA_LITE, "text/plain"]
    assert bundle["image/svg+xml"].startswith("<svg")
    assert bundle["text/plain"] == metadata["scorecard"]["alt"]
    assert metadata["scorecard"]["cap"].startswith("**Statutory visits")
    assert json.loads(json.dumps(bundle[VEGA_LITE])) == bundle[VEGA_LITE]
    output = nbformat.v4.new_output("execute_result", data=bundle, metadata=metadata, execution_count=1)
    nbformat.validate(output, ref="output", version=4)


def test_the_picture_is_sharp_on_paper_and_knows_its_size(board):
    bundle, _ = board.figure("age", charts.bands)._repr_mimebundle_()
    png = base64.b64decode(bundle["image/png"])

    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[16:20]) == 1600
    density = png.index(b"pHYs") + 4
    assert round(int.from_bytes(png[density : density + 4]) * 0.0254) == 288


def test_the_same_board_gives_the_same_bytes(board):
    once, again = (board.figure("age", charts.bands)._repr_mimebundle_() for _ in range(2))

    assert once == again


def test_a_clipped_chart_gives_the_same_bytes_whatever_was_drawn_before():
    colour = alt.Gradient(gradient="linear", stops=[alt.GradientStop(color="red", offset=1)])
    marks = alt.Chart(pd.DataFrame({"x": [1, 2]})).encode(x="x", y="x")
    chart = alt.layer(marks.mark_line(clip=True), marks.mark_area(color=colour))
    once, again = (Figure(chart, "", "")._repr_mimebundle_()[0]["image/svg+xml"] for _ in range(2))

    assert once == again
    assert (
        {"part1", "part2"} == set(re.findall(r'id="(\w+)"', once)) == set(re.findall(r"url\(#(\w+)\)", once))
    )


def test_what_is_done_to_a_loaded_board_stays_with_who_asked_for_it():
    ask = "2020-05", str(MINIATURE), "internal"
    one, council = scorecard.load(*ask), scorecard.load(*ask).council
    columns = list(one.measures), list(one.extract.table("Visits"))
    one.measures["value"], one.council["left"] = 0, True
    del one.extract.table("Visits")["CHILD"]
    one.judgements.clear()

    again = scorecard.load(*ask)
    assert again.measures["value"].sum() > 0 and again.judgements and again.council == council
    assert (list(again.measures), list(again.extract.table("Visits"))) == columns


def test_without_its_file_a_figure_is_a_sentence_that_names_it():
    board = handmade_board(without=("Health",))

    message = board.figure("dental", charts.over_time)
    assert isinstance(message, Markdown)
    assert message.text == "The extract has no Health file, so there is no figure here."
    assert message.caption == "Children in care whose annual dental check is up to date: no data."
    assert board.table("dental").text == message.text
    assert isinstance(board.figure("age", charts.bands), Figure)


def test_several_missing_files_are_named_together():
    board = handmade_board(without=("AD1", "PlacedAdoption", "Staffing"))

    message = board.figure(("entry_to_placement", "order_to_match"), charts.days_against_target)
    assert message.text == "The extract has no AD1 or PlacedAdoption file, so there is no figure here."
    assert board.staffing().text == "The extract has no Staffing file, so there is no figure here."


def test_a_file_without_the_month_is_told_apart_from_a_missing_one():
    measures = handmade_measures()
    board = handmade_board(measures[measures["indicator"] != "caseload"])

    assert board.staffing().text == "There is nothing for May 2020 in Staffing, so there is no figure here."


def test_a_kind_of_record_that_is_wholly_absent_is_named_in_place_of_the_figure_and_in_the_data_notes(
    tmp_path,
):
    health = csv_text("Health", {"DATE": "20/05/2018"}, {"TYPE": "RHA", "DATE": "20/05/2019"})
    write(tmp_path, {"Health.csv": health})
    board = scorecard.load("2019-05", str(tmp_path), "internal")

    what = "nothing for May 2019 in Health with TYPE DENTAL"
    assert board.figure("dental", charts.over_time).text == f"There is {what}, so there is no figure here."
    assert (
        f"| {INDICATORS['dental'].title} | no data: {what} |" in board.effect_on_figures().text.splitlines()
    )
    assert variables(board)["dental"]["of"] == "no data"
    assert variables(board)["annual_health"]["of"] == "1 of 1, small number"


def test_a_group_of_nobody_is_no_data_and_not_zeros():
    measures = handmade_measures()
    nobody = measures["indicator"] == "neet"
    measures.loc[nobody, ["numerator", "denominator", "value"]] = 0, 0, float("nan")
    figure = handmade_board(measures).figure("neet", charts.bands)

    assert figure.alt.endswith(": no data in 2020/21 up to 31 May 2020. Bar chart.")


def test_a_figure_of_nobody_this_month_is_shown_though_there_was_one_a_year_before():
    board = scorecard.load("2020-04", str(MINIATURE), "internal")

    judged = board.judgements["entry_to_placement", ""].change_in_year
    assert judged.now is None and judged.before is not None
    assert "no data" in board.figure("entry_to_placement", charts.over_time).caption


def test_the_table_behind_a_share_shows_number_denominator_and_value(board):
    lines = board.table("visits_on_time").text.splitlines()

    assert lines[0] == "| Period | Number | Out of | Per cent |"
    assert lines[-1] == "| May 2020 | 510 | 700 | 72.9 |"
    assert len(lines) == 14


def test_the_table_behind_a_share_keeps_the_month_without_data_and_marks_small_denominators(board):
    assert "| Sep 2019 | 0 | 0 | no data |" in board.table("reviews_on_time").text.replace(" (small)", "")
    few = handmade_board(handmade_measures(size=1 / 10))
    assert "| 12 (small) |" in few.table("reviews_on_time").text


def test_counts_of_months_before_the_first_record_are_no_data_in_chart_table_and_words():
    measures = handmade_measures()
    early = (measures["indicator"].str.startswith("missing")) & (measures["period_end"] < "2019-09-01")
    measures.loc[early, ["numerator", "denominator", "value"]] = float("nan")
    board, pair = handmade_board(measures), ("missing_children", "missing_episodes")

    assert "| Jun 2019 | no data | no data |" in board.table(pair).text.splitlines()
    figure = board.figure(pair, charts.paired_over_time)
    assert "no data for June 2019, July 2019 and August 2019." in figure.alt
    assert figure._repr_mimebundle_()[0]["image/svg+xml"].startswith("<svg")


def test_the_table_behind_a_pair_has_a_column_for_each(board):
    lines = board.table(("missing_children", "missing_episodes")).text.splitlines()

    assert lines[0] == "| Period | Children missing | Missing episodes |"
    assert lines[-1] == "| May 2020 | 20 | 36 |"


def test_the_table_behind_bars_adds_up(board):
    lines = board.table("placement_type").text.splitlines()

    assert lines[-2] == "| All | 717 | 100.0% |"
    assert lines[0] == board.table("neet").text.splitlines()[0] == "| Group | Number | Share |", (
        "not all are children"
    )
    assert lines[-1] == "| Of foster care, with family and friends | 61 | 11.7% |", "61 of 240 and 280"


def test_staffing_has_change_and_performance(board):
    lines = board.staffing().text.splitlines()

    assert lines[0] == (
        "| Team | Establishment (FTE) | In post (FTE) | Open cases | Average caseload "
        "| Change from April 2020 | Performance |"
    )
    assert lines[2] == "| Children in Care | 33 | 33 | 668.25 | 20.25 | up 1 | no year to compare |"


def test_a_table_is_safe_whatever_its_words():
    shown = table(pd.DataFrame({"a": ["x|y", "two\nlines"], "b": [1, 2]}), "A table").text

    head, rule, *rows = shown.splitlines()
    assert [head, *rows] == ["| A | B |", "| x\\|y | 1 |", "| two lines | 2 |"]
    assert rule.startswith("| :-") and rule.endswith("-: |")


def test_a_board_without_an_extract_says_nothing_of_groups(board):
    """As a public one: groups are counted from the children and never from the measures."""
    public = replace(board, extract=Extract(Path(), {}, (), {}, (), {}, pd.Index([], dtype="str")))
    shown = [public.groups_in_brief()]
    shown += [
        show(by) for by in ("sex", "age", "ethnicity") for show in (public.groups_figure, public.groups_table)
    ]
    assert all(isinstance(each, Markdown) for each in shown)
    assert [each.text for each in shown if any(map(str.isdigit, each.text))] == []
    assert public.who_is_in_care().text.endswith("is not set beside who lives here.")


def test_the_posts_of_a_caseload_keep_their_parts(board):
    assert variables(board)["caseload"]["independent_reviewing_officers"]["denominator"] == "10.4"


def test_variables_are_ready_words(board):
    named = variables(board)

    assert named["month"] == {
        "name": "May 2020",
        "as_at": "31 May 2020",
        "previous": "April 2020",
        "previous_as_at": "30 April 2020",
        "read_with_care": "",
    }
    late = variables(replace(board, extract=replace(board.extract, late=("Visits end on 3 May 2020.",))))
    assert late["month"]["read_with_care"].startswith(
        "**Read with care.** Visits end on 3 May 2020. What needs"
    )
    assert named["visits_on_time"]["value"] == "72.9%"
    assert named["visits_on_time"]["of"] == "510 of 700"
    assert named["visits_on_time"]["target"] == "above 98%"
    assert named["visits_on_time"]["change"] == "up 3.1 points"
    assert named["visits_on_time"]["change_from"] == "69.7%"
    assert named["visits_on_time"]["highest"] == "78.1%"
    assert named["visits_on_time"]["highest_month"] == "June 2019"
    assert named["adopted_share"]["ytd"] == {"value": "22.1%", "of": "53 of 240", "to": "31 March 2020"}
    assert named["age"]["16_and_over"] == {"value": "220", "share": "30.7%"}
    assert named["age"]["total"] == "717"
    assert named["placement_type"]["of_foster_care_with_family_and_friends"] == {
        "value": "61",
        "share": "11.7%",
    }
    assert named["pep"]["when"] == "13 March 2020"


def test_a_variable_without_data_is_words_too():
    named = variables(handmade_board(without=("Health", "OC3")))

    assert named["dental"]["value"] == named["initial_health_on_time"]["ytd"]["value"] == "no data"
    assert named["neet"]["of"] == "no data"
    assert set(INDICATORS) <= set(named)


def test_the_report_finds_every_variable_even_when_only_the_required_files_are_there():
    optional = set(TABLES) - {"Episodes", "Header", "Reviews"}
    named = variables(handmade_board(without=tuple(optional)))
    report = Project().report.read_text(encoding="utf-8")

    for path in sorted(set(re.findall(r"{{< var (\S+) >}}", report))):
        assert isinstance(reduce(dict.__getitem__, path.split("."), named), str), path


def test_the_report_finds_every_variable_even_of_a_month_without_any_data():
    named = variables(handmade_board(handmade_measures().head(0)))
    report = Project().report.read_text(encoding="utf-8")

    assert named["without_data"] == list(INDICATORS)
    for path in sorted(set(re.findall(r"{{< var (\S+) >}}", report))):
        assert isinstance(reduce(dict.__getitem__, path.split("."), named), str), path


def _extract(problems=()) -> Extract:
    reviews = pd.DataFrame({"CHILD": [0], "REVIEW": pd.to_datetime(["2020-01-10"])})
    visits = pd.DataFrame(
        {
            "CHILD": [0, 1],
            "VISIT_DATE": pd.to_datetime(["2020-05-29", "2020-07-01"]),
            "SEEN": ["Y", "Y"],
        }
    )
    tables, children = {"Reviews": reviews, "Visits": visits}, pd.Index(["1001", "1002"])
    return Extract(MAY, tables, problems, {"Reviews": ("r.csv",)}, (), {}, children)


def test_files_read_gives_the_newest_record_up_to_the_month_and_marks_stale_ones():
    lines = files_read(_extract(), MAY).text.splitlines()

    assert lines[2] == "| Reviews | 1 | 1 | 10 January 2020 (old: more than three months before) |"
    assert lines[3] == "| Visits | 0 | 2 | 29 May 2020 |"


def test_problems_are_counted_by_table_and_column_and_no_child_is_named():
    problems = tuple(
        Problem("reviews.csv", line, "REVIEW", "31/02/2020", "a date, DD/MM/YYYY", "Reviews")
        for line in (4, 9)
    )
    shown = problems_found(_extract(problems)).text

    assert shown.splitlines()[2] == "| Reviews | REVIEW | a date, DD/MM/YYYY | 2 |"
    assert "1001" not in shown and "31/02" not in shown
    assert problems_found(_extract()).text == "No problems were found in the extract."


def test_the_effect_of_problems_stands_by_the_indicator():
    problem = Problem("reviews.csv", 4, "REVIEW", "31/02/2020", "a date, DD/MM/YYYY", "Reviews")
    lines = effect_on_figures(_extract((problem,)), MAY).text.splitlines()

    assert "| Children in care reviews held on time | no data: the extract has no Episodes file |" in lines


def test_a_file_that_is_not_read_is_named_in_place_of_the_figure_and_in_the_data_notes():
    refused = Problem("half.csv", 9, "", None, "UTF-8 text: the file is not read", "Visits", Effect.FILE)
    board = handmade_board()
    board = replace(board, extract=replace(board.extract, problems=(refused,)))

    sentence = "The extract has no complete Visits file, so there is no figure here. Not read: half.csv."
    assert board.figure("visits_on_time", charts.over_time).text == sentence
    effect = "no data: the extract has no complete Visits file; not read: half.csv"
    title = INDICATORS["visits_on_time"].title
    assert f"| {title} | {effect} |" in board.effect_on_figures().text.splitlines()


def test_a_file_whose_table_cannot_be_told_is_named_and_nothing_is_said_to_be_complete():
    refused = Problem("odd.csv", 1, "", None, "a file that can be opened", "", Effect.FILE)
    extract = replace(_extract((refused,)), warnings=("new.csv is not read: it is empty",))
    lines = effect_on_figures(extract, MAY).text.splitlines()

    assert "| Not known | odd.csv is not read: its table cannot be told |" in lines
    assert "| Not known | new.csv is not read: it is empty |" in lines


def test_rows_lacking_in_the_second_figure_of_a_pair_are_said_in_its_caption():
    board = handmade_board()
    match = Problem("AD1.csv", 2, "DATE_MATCH", "x", "a date", "AD1", Effect.BLANK)
    board = replace(board, extract=replace(board.extract, problems=(match,)))
    figure = board.figure(("entry_to_placement", "order_to_match"), charts.days_against_target)

    assert figure.caption.endswith("1 row has a cell that is blank or cannot be read.")


@pytest.fixture
def mendable(project, monkeypatch):
    """A project of its own to mend, with a part of the miniature extract and our reference data."""
    few_tables(project.root / "extract")
    shutil.copytree(ROOT / "data" / "reference", project.reference, dirs_exist_ok=True)
    council = project.reference / "council.yml"
    council.write_text(council.read_text(encoding="utf-8").replace("logo:", "# logo:"), encoding="utf-8")
    monkeypatch.setattr("scorecard.loading.Project", lambda: project)
    return project


def reviewed_on_time(board):
    return board.measures.query("indicator == 'reviews_on_time' and period_type == 'ytd'")["numerator"].item()


def test_loaded_again_a_board_is_that_of_the_files_as_they_are_now(mendable):
    once = scorecard.load("2021-02", "extract", "internal")
    again = scorecard.load("2021-02", "extract", "internal")
    assert again.extract.problems is once.extract.problems, "not worked out again"

    reviews = mendable.root / "extract" / "Reviews.csv"
    rows = reviews.read_text(encoding="utf-8")
    reviews.write_text(
        "\n".join(line for line in rows.split("\n") if "/05/2020" not in line), encoding="utf-8"
    )
    without = scorecard.load("2021-02", "extract", "internal")
    assert (reviewed_on_time(once), reviewed_on_time(without)) == (5, 2)

    targets = mendable.reference / "targets.yml"
    told = targets.read_text(encoding="utf-8")
    targets.write_text(told.replace("above: 98", "above: 97"), encoding="utf-8")
    assert "97" in str(scorecard.load("2021-02", "extract", "internal").targets)

    reviews.write_text(rows, encoding="utf-8")
    (mendable.root / "extract" / "More.xlsx").write_bytes(b"")
    assert "More.xlsx" in str(scorecard.load("2021-02", "extract", "internal").extract.warnings)

    mendable.history.mkdir()
    (mendable.history / "2021-01.csv").write_bytes(csv_of(once.measures.assign(month="2021-01", numerator=0)))
    assert scorecard.load("2021-02", "extract", "internal").issued is not None
