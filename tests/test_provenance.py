"""Nothing is made twice and nothing stale is kept, whatever happened to the files since the last run."""

import json
import os
import shutil
import sysconfig
from pathlib import Path

import pytest
from miniature_extract import MINIATURE
from scorecard.parameters import Parameters
from scorecard.project import ROOT, Project
from scorecard.provenance import Origin, Product, pages, read_record, why_stale, write_record

EDITED = "the result is missing, cut short or edited"


@pytest.fixture
def extract(project: Project) -> Path:
    """A copy of the miniature extract that a test may change."""
    return Path(shutil.copytree(MINIATURE, project.root / "extract"))


@pytest.fixture
def made(project: Project, write_notebook, extract: Path) -> Project:
    """A project whose last run made everything."""
    for name in ("adoption", "service_standards", "data_notes"):
        write_notebook(name, "1 + 1")
    (project.reference / "targets.yml").write_text("reviews_on_time: 98", encoding="utf-8")
    project.sections.mkdir(parents=True)
    made = products(project)
    for product in made:
        product.files[0].write_text(product.name, encoding="utf-8")
    write_record(project, made, contents(made))
    return project


def products(project: Project, parameters: Parameters | None = None) -> list[Product]:
    return Origin(project, parameters or may()).products()


def contents(products: list[Product]) -> dict[str, list[str]]:
    return {product.name: product.contents for product in products}


def may(month: str = "2020-05") -> Parameters:
    return Parameters(month=month, extract="extract", audience="internal")


def stale(project: Project, parameters: Parameters | None = None) -> dict[str, str]:
    record = read_record(project)
    found = products(project, parameters)
    return {product.name: why for product in found if (why := why_stale(product, record))}


def test_what_did_not_change_is_up_to_date(made):
    assert stale(made) == {}


def test_a_regional_pack_and_a_council_s_own_leave_each_other_alone(made, write_notebook):
    write_notebook("region", "1 + 1")
    texts = made.report.parent
    (texts / "scorecard.qmd").write_text("one", encoding="utf-8")
    (made.reference / "council.yml").write_bytes((ROOT / "data/reference/council.yml").read_bytes())
    (made.root / "report/theme").mkdir()
    shutil.copy(ROOT / "report/theme/logo.svg", made.root / "report/theme")
    assert "region" not in [product.name for product in products(made)]
    own, regional = (pages(made, (), "one", audience).made_from for audience in ("internal", "region"))
    (texts / "region.qmd").write_text("other", encoding="utf-8")
    assert pages(made, (), "one", "internal").made_from == own
    assert (other := pages(made, (), "one", "region").made_from) != regional
    (texts / "scorecard.qmd").write_text("another", encoding="utf-8")
    assert pages(made, (), "one", "region").made_from == other
    assert pages(made, (), "one", "internal").made_from != own


def test_time_stamps_play_no_part(made, extract):
    for path in [*made.notebooks.iterdir(), *extract.iterdir(), *made.sections.iterdir()]:
        os.utime(path, (0, 0))
    assert stale(made) == {}


def test_the_first_run_makes_the_sections_the_measures_and_the_variables(made):
    shutil.rmtree(made.sections)
    assert stale(made) == dict.fromkeys(
        ("adoption", "data_notes", "service_standards", "measures", "evidence", "variables"), "not made yet"
    )


def test_another_month_makes_everything_again(made):
    assert set(stale(made, may("2020-06")).values()) == {"changed: parameters"}
    assert len(stale(made, may("2020-06"))) == 6


def test_a_changed_notebook_makes_its_own_section_again(made, write_notebook):
    write_notebook("adoption", "1 + 2")
    assert stale(made) == {"adoption": "changed: notebook"}


def test_outputs_that_jupyter_saves_with_a_notebook_are_no_change(made):
    path = made.notebooks / "adoption.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][1] |= {"execution_count": 7, "outputs": [{"output_type": "stream", "text": "2"}]}
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert stale(made) == {}


@pytest.mark.parametrize("table", ["Header", "Episodes", "Visits", "Staffing"])
def test_any_file_of_the_extract_that_changes_makes_everything_again(made, extract, table):
    """For every section works out the whole board."""
    with (extract / f"{table}.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert set(stale(made).values()) == {"changed: extract"}
    assert len(stale(made)) == 6


@pytest.mark.parametrize("content", [b"CHILD;REVIEW\n", b"\xff\xfe\n", b""])
def test_a_new_file_of_any_content_is_a_change(made, extract, content):
    (extract / "new.csv").write_bytes(content)
    assert len(stale(made)) == 6


def test_a_file_that_is_taken_away_is_a_change(made, extract):
    (extract / "Visits.csv").unlink()
    assert len(stale(made)) == 6


def test_what_a_program_leaves_beside_an_open_file_is_no_change(made, project):
    for name in ("~$targets.xlsx", ".~lock.benchmarks.csv#", ".DS_Store"):
        (made.reference / name).write_text("", encoding="utf-8")
    assert stale(made) == {}
    assert list(Origin(project, may()).manifest()["inputs"]["reference"]) == ["targets.yml"]


def test_reference_data_and_packages_are_inputs(made, monkeypatch, tmp_path):
    (made.reference / "targets.yml").write_text("reviews_on_time: 95", encoding="utf-8")
    assert set(stale(made).values()) == {"changed: reference data"}
    (tmp_path / "altair-99.dist-info").mkdir()
    monkeypatch.setattr(sysconfig, "get_path", lambda kind: str(tmp_path))
    assert set(stale(made).values()) == {"changed: reference data, packages"}


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", "null", '{"adoption": 1}', '{"adoption": {"made_from": []}}']
)
def test_a_record_that_is_cut_short_or_another_thing_makes_everything_again(made, damage):
    (made.sections / ".run.json").write_text(damage, encoding="utf-8")
    assert set(stale(made).values()) == {"not made yet"}
    assert len(stale(made)) == 6


def test_a_product_that_is_edited_cut_short_or_deleted_is_made_again(made):
    (made.sections / "adoption.ipynb").write_text("adoption!", encoding="utf-8")
    (made.sections / "data_notes.ipynb").write_text("data", encoding="utf-8")
    made.variables.unlink()
    assert stale(made) == dict.fromkeys(("adoption", "data_notes", "variables"), EDITED)


def test_the_record_keeps_what_an_earlier_run_made(made):
    (one,) = [product for product in products(made, may("2020-06")) if product.name == "adoption"]
    write_record(made, [one], contents([one]))
    assert "adoption" in stale(made)
    assert "data_notes" not in stale(made)
