"""The README is true: the indicator that it adds works when its four edits are carried out."""

import re
from types import SimpleNamespace

import miniature_figures
import pandas as pd
import pytest
from extract_files import csv_text, read
from scorecard import board
from scorecard.display import charts
from scorecard.display.figure import Figure
from scorecard.display.variables import variables
from scorecard.indicators import INDICATORS, service_standards
from scorecard.measures.data_needed import missing_tables, without_figure
from scorecard.measures.records import said
from scorecard.parameters import Parameters
from scorecard.project import Project
from scorecard.reporting_month import ReportingMonth

# What the README names and commands or analysts make.
MADE = {
    "_output/public/report/",
    "_output/region/report/",
    "_output/report/",
    "councils.yml",
    "data/history",
    "data/history/public",
    "data/history/read.json",
    "data/reference/columns.yml",
    "data/reference/population_by_group.csv",
    "packs/2020-06",
    "region/measures.csv",
}


def test_the_files_and_folders_that_it_names_are_there(request):
    root = request.config.rootpath
    text = (root / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w.]+(?:/[\w.]+)+/?|\w+\.yml)`", text))
    assert len(named) > 10
    assert [name for name in sorted(named - MADE) if not (root / name).exists()] == []


@pytest.fixture
def steps(request):
    """The README's fenced blocks on adding an indicator, in their order."""
    readme = (request.config.rootpath / "README.md").read_text(encoding="utf-8")
    fenced = re.findall(
        r"```(?:python|markdown)\n(.*?)```", readme.split("## Add an indicator")[1], re.DOTALL
    )
    return SimpleNamespace(**dict(zip(("declaration", "test", "cell", "line"), fenced, strict=True)))


@pytest.fixture
def added(steps, monkeypatch):
    """The declaration with its function in its place, for one test."""
    names = dict(vars(service_standards))
    exec(steps.declaration, names)
    declared = names["seen_alone"]
    monkeypatch.setitem(INDICATORS, declared.id, declared)
    for each in (miniature_figures.miniature_measures, said):
        each.cache_clear()
    yield declared
    for each in (miniature_figures.miniature_measures, said):
        each.cache_clear()


def test_its_test_holds(steps, added):
    names = {"figures": miniature_figures.figures}
    exec(steps.test, names)
    names["test_visits_at_which_the_child_was_seen_alone"]()


def test_without_its_column_it_is_no_data(added, tmp_path):
    visits = csv_text("Visits", {}, without=("SEEN_ALONE",))
    extract = read(tmp_path, {"Visits.csv": visits})
    assert missing_tables("seen_alone", extract) == ("complete Visits",)
    assert missing_tables("visits_on_time", extract) == ()


def test_with_its_column_blank_throughout_it_is_no_data(added, tmp_path):
    extract = read(tmp_path, {"Visits.csv": csv_text("Visits", {"SEEN_ALONE": ""})})
    said = without_figure(extract, ReportingMonth(2018, 5))
    assert any(
        line.endswith("in Visits with SEEN_ALONE Y or N, and so no figure for Seen alone") for line in said
    )


def test_its_cell_draws_it_with_judgement_variables_and_definition(steps, added):
    parameters = Parameters("2021-02", str(miniature_figures.FOLDER), "internal")
    loaded = board.worked_out(Project(), parameters)
    drawn = eval(steps.cell, {"board": loaded, "charts": charts})
    assert isinstance(drawn, Figure) and added.title in drawn.caption
    assert ("seen_alone", "") in loaded.judgements
    assert variables(loaded)["seen_alone"]["value"] == "no data"
    assert added.definition in loaded.definitions().text
    assert added.label in loaded.performance().text


def test_its_line_embeds_the_cell_and_names_what_exists(steps, added):
    assert f"{{{{< embed sections/{added.section}.ipynb#" in steps.line
    assert re.search(r"#([\w-]+) >", steps.line)[1] == re.search(r"label: ([\w-]+)", steps.cell)[1]
    assert f'indicator="{added.id}"' in steps.line and f"{{{{< var {added.id}.value >}}}}" in steps.line


def test_nothing_of_the_example_stays_behind():
    assert "seen_alone" not in INDICATORS
    assert isinstance(miniature_figures.miniature_measures(), pd.DataFrame)
