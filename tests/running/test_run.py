"""A run makes what is out of date, and a notebook that fails harms nobody else's section."""

import json
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from miniature_extract import MINIATURE
from nbformat.v4 import new_code_cell
from scorecard.parameters import Parameters
from scorecard.provenance import Origin, read_record, why_stale, write_record
from scorecard.running import run as running
from scorecard.running.outcome import Failure
from scorecard.running.run import audience_held, keep_one_audience, run
from scorecard.running.sections import tidy
from scorecard.unusable import Unusable

FIGURE = """#| label: fig-reviews
#| fig-cap: "of April"
#| fig-alt: of April
from IPython.display import display
display({"text/markdown": month}, raw=True,
        metadata={"scorecard": {"cap": f'**{month}**: "92%" of 50', "alt": "Line: é, 5%"}})"""


@pytest.fixture(autouse=True)
def one_worker(monkeypatch):
    """One does; several are test_engine.py's."""
    monkeypatch.setattr(running, "MOST_WORKERS", 1)


def code(path: Path) -> list[str]:
    return [cell.source for cell in nbformat.read(path, as_version=4).cells]


def test_a_run_makes_the_sections_the_measures_and_the_variables(project, parameters, write_notebook):
    write_notebook("reviews", FIGURE)
    project.sections.mkdir(parents=True)
    gone = project.sections / "of_a_notebook_that_is_gone.ipynb"
    gone.write_text("{}", encoding="utf-8")
    told, ended = {}, []
    outcome = run(project, parameters, begin=told.update, ended=lambda name, failure: ended.append(name))
    assert set(outcome.made) == set(told) == set(ended) == {"reviews", "measures", "evidence", "variables"}
    assert set(told.values()) == {"not made yet"}
    assert project.measures.read_text(encoding="utf-8").startswith("month,indicator,period_type,")
    assert '"name": "May 2020"' in project.variables.read_text(encoding="utf-8")
    assert not gone.exists()

    section = project.sections / "reviews.ipynb"
    assert 'month = "2020-05"' in code(section)[1]
    assert code(section)[2].splitlines()[:3] == [
        '#| label: "fig-reviews"',
        '#| fig-cap: "**2020-05**: \\"92%\\" of 50"',
        '#| fig-alt: "Line: é, 5%"',
    ]
    assert code(project.notebooks / "reviews.ipynb")[1] == FIGURE

    again = run(project, parameters)
    assert (again.made, again.failures, again.up_to_date) == ((), (), 4)


def test_a_section_holds_nothing_of_machine_or_clock(project, parameters, write_notebook):
    for name in ("reviews", "placements"):
        write_notebook(name, FIGURE, "print(1)")
    run(project, parameters)
    section, other = (
        (project.sections / f"{name}.ipynb").read_text(encoding="utf-8") for name in ("reviews", "placements")
    )
    assert section == other
    assert "papermill" not in section
    assert str(project.root) not in section


def test_a_section_that_another_run_puts_in_place_meanwhile_is_made_again(
    project, parameters, write_notebook
):
    write_notebook("reviews", "print(month)")
    june = replace(parameters, month="2020-06")

    def beside(name, failure):
        if name == "reviews":
            run(project, june)

    run(project, parameters, ended=beside)
    assert "2020-06" in (project.sections / "reviews.ipynb").read_text(encoding="utf-8")
    assert set(run(project, parameters).made) >= {"reviews"}
    assert "2020-05" in (project.sections / "reviews.ipynb").read_text(encoding="utf-8")


@pytest.mark.parametrize("month", ["2021-02", "2021-10"])
def test_a_table_that_changes_makes_everything_again_whether_or_not_it_reached_the_month(
    project, write_notebook, month
):
    extract = Path(shutil.copytree(MINIATURE, project.root / "extract"))
    parameters = Parameters(month=month, extract=str(extract), audience="internal")
    write_notebook("placements", "1")
    project.sections.mkdir(parents=True)
    products = Origin(project, parameters).products()
    for product in products:
        product.files[0].write_text("made", encoding="utf-8")
    write_record(project, products, {product.name: product.contents for product in products})
    assert stale(project, parameters) == {}

    visits = extract / "Visits.csv"
    once = visits.read_bytes()
    visits.write_bytes(once + b"M01,05/10/2021,Y,Y\n")
    everything = {"placements", "measures", "evidence", "variables"}
    assert stale(project, parameters) == dict.fromkeys(everything, "changed: extract")
    visits.write_bytes(once)
    assert stale(project, parameters) == {}


def stale(project, parameters) -> dict[str, str]:
    """What a run would make, and why."""
    record = read_record(project)
    why = {each.name: why_stale(each, record) for each in Origin(project, parameters).products()}
    return {name: words for name, words in why.items() if words}


def test_a_failed_notebook_is_named_kept_aside_and_leaves_the_others_alone(
    project, parameters, write_notebook
):
    write_notebook("good", "print('good')")
    write_notebook("bad", "print('fine')")
    run(project, parameters)
    before = (project.sections / "bad.ipynb").read_bytes()

    write_notebook("good", "print('better')")
    write_notebook("bad", "print('fine')", "#| label: fig-late\n1 / 0", "print('never')")
    outcome = run(project, parameters)

    copy = project.sections / "failed" / "bad.ipynb"
    assert outcome.failures == (Failure("bad", "ZeroDivisionError: division by zero", "fig-late", copy),)
    assert outcome.made == ("good",)
    assert (project.sections / "bad.ipynb").read_bytes() == before
    executed = copy.read_text(encoding="utf-8")
    assert "fine" in executed and "ZeroDivisionError" in executed
    assert "better" in (project.sections / "good.ipynb").read_text(encoding="utf-8")

    write_notebook("bad", "print('mended')")
    assert run(project, parameters).made == ("bad",)
    assert not copy.exists()
    assert [path.name for path in project.sections.iterdir() if path.name.startswith(".")] == [".run.json"]


def test_a_file_that_is_no_notebook_is_told_and_the_others_are_made(project, parameters, write_notebook):
    write_notebook("good", "1")
    (project.notebooks / "bad.ipynb").write_text("{}", encoding="utf-8")
    outcome = run(project, parameters)
    assert "good" in outcome.made
    assert [(failure.name, failure.copy) for failure in outcome.failures] == [("bad", None)]
    assert "\n" not in outcome.failures[0].error


def test_an_extract_without_episodes_stops_the_run_before_any_notebook(project, write_notebook):
    write_notebook("reviews", "1")
    empty = project.root / "empty"
    empty.mkdir()
    with pytest.raises(Unusable, match="no Episodes file"):
        run(project, Parameters(month="2020-05", extract=str(empty), audience="internal"))
    assert not (project.sections / "reviews.ipynb").exists()


def test_code_that_cannot_be_loaded_is_told_once(project, parameters, write_notebook, tmp_path, monkeypatch):
    write_notebook("reviews", "1")
    (tmp_path / "papermill.py").write_text("1 +", encoding="utf-8")
    monkeypatch.setattr(sys, "path", [sys.path[0], str(tmp_path), *sys.path[1:]])
    with pytest.raises(Unusable, match="SyntaxError: invalid syntax"):
        run(project, parameters)


def test_a_tidied_notebook_is_valid():
    cell = new_code_cell("1", metadata={"papermill": {"duration": 1.5}, "tags": ["injected-parameters"]})
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"papermill": {"input_path": "/somewhere"}})
    nbformat.validate(tidy(notebook))
    assert "papermill" not in json.dumps(notebook)


def test_the_sections_of_one_audience_take_the_place_of_anothers_whole(project, parameters, write_notebook):
    write_notebook("reviews", "1")
    run(project, parameters)
    assert audience_held(project) == "internal" and project.evidence.exists()
    keep_one_audience(project, "internal")
    assert project.measures.exists()
    keep_one_audience(project, "public")
    assert audience_held(project) == ""
    assert not [*project.sections.glob("*.ipynb"), *project.sections.glob("*.csv")]
