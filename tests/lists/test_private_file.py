"""Personal data are written outside the repository and the extract only, whole or not at all, for their owner alone."""

import os
import stat
from pathlib import Path

import pytest
from scorecard.lists.private_file import CannotWrite, private_path, write_privately

KINDS = (".csv", ".xlsx")
needs_modes = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")


@pytest.fixture
def places(tmp_path: Path) -> dict[str, Path]:
    found = {name: tmp_path / name for name in ("repository", "extract", "my lists")}
    for folder in found.values():
        folder.mkdir()
    (found["repository"] / "report").mkdir()
    return found


def path(out: Path, places, kinds=KINDS, replace=False) -> Path:
    return private_path(out, kinds, places["repository"], places["extract"], replace)


def test_a_file_outside_is_named_in_full(places, monkeypatch):
    monkeypatch.chdir(places["my lists"])
    assert path(Path("may.csv"), places) == (places["my lists"] / "may.csv").resolve()
    assert path(places["my lists"] / "MAY.XLSX", places).name == "MAY.XLSX"


@pytest.mark.parametrize(
    "out",
    [
        "repository/may.csv",
        "repository/report/may.csv",
        "my lists/../repository/may.csv",
        "repository/report/../may.csv",
    ],
)
def test_inside_the_repository_it_is_refused_in_one_line(places, out, monkeypatch):
    for given in (places["extract"].parent / out, Path("..") / out):
        monkeypatch.chdir(places["my lists"])
        with pytest.raises(
            CannotWrite, match="is inside the repository, where no personal data may be"
        ) as told:
            path(given, places)
        assert len(str(told.value).splitlines()) == 1


def test_inside_it_is_refused_by_whatever_link_leads_there(places, monkeypatch):
    lists, inside = places["my lists"], places["repository"]
    (lists / "folder").symlink_to(inside, target_is_directory=True)
    (lists / "file.csv").symlink_to(inside / "report" / "may.csv")
    (lists / "again.csv").symlink_to(lists / "file.csv")
    for out in ("folder/may.csv", "folder/report/may.csv", "file.csv", "again.csv"):
        with pytest.raises(CannotWrite, match="inside the repository"):
            path(lists / out, places, replace=True)
    monkeypatch.chdir(inside / "report")
    with pytest.raises(CannotWrite, match="inside the repository"):
        path(Path("may.csv"), places)


def test_a_repository_that_goes_by_another_name_is_the_same_one(places):
    link = places["my lists"] / "clone"
    link.symlink_to(places["repository"], target_is_directory=True)
    with pytest.raises(CannotWrite, match="inside the repository"):
        private_path(places["repository"] / "may.csv", KINDS, link, places["extract"], False)


def test_the_extract_would_read_it(places):
    with pytest.raises(CannotWrite, match="is inside the extract, which would read it"):
        path(places["extract"] / "may.csv", places)


@pytest.mark.parametrize(
    ("out", "line"),
    [
        ("may.txt", "ends in .csv or .xlsx"),
        ("may", "ends in .csv or .xlsx"),
        ("nowhere/may.csv", "there is no folder"),
        ("there.csv", "is there already; name another file, or add --replace"),
        ("folder.csv", "is a folder"),
    ],
)
def test_what_cannot_be_written_is_told_with_the_way_out(places, out, line):
    (places["my lists"] / "there.csv").write_text("mine", encoding="utf-8")
    (places["my lists"] / "folder.csv").mkdir()
    with pytest.raises(CannotWrite, match=line):
        path(places["my lists"] / out, places)
    assert (places["my lists"] / "there.csv").read_text(encoding="utf-8") == "mine"


def test_links_that_lead_round_in_a_circle_are_told(places):
    one, two = (places["my lists"] / name for name in ("one.csv", "two.csv"))
    one.symlink_to(two)
    two.symlink_to(one)
    with pytest.raises(CannotWrite, match="round in a circle; name another file"):
        path(one, places)


def test_a_file_there_is_replaced_where_that_is_said(places):
    out = places["my lists"] / "may.csv"
    out.write_text("old", encoding="utf-8")
    write_privately(path(out, places, replace=True), b"new")
    assert out.read_bytes() == b"new"


@needs_modes
def test_only_its_owner_can_read_it_even_where_others_could_before(places):
    out = places["my lists"] / "may.csv"
    out.write_text("old", encoding="utf-8")
    out.chmod(0o666)
    before = os.umask(0)
    try:
        write_privately(out, b"new")
    finally:
        os.umask(before)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


@needs_modes
def test_it_is_private_from_its_first_byte_and_is_never_seen_half_written(places, monkeypatch):
    out, seen = places["my lists"] / "may.csv", []

    def watched(source, target):
        seen.append((Path(source).parent, stat.S_IMODE(os.stat(source).st_mode), out.exists()))
        return replace(source, target)

    replace = os.replace
    monkeypatch.setattr("os.replace", watched)
    write_privately(out, b"new")
    assert seen == [(places["my lists"], 0o600, False)]


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_fails_half_way_leaves_the_old_file_and_nothing_beside_it(places, monkeypatch, failure):
    out = places["my lists"] / "may.csv"
    out.write_text("old", encoding="utf-8")

    def failing(*given):
        raise failure

    monkeypatch.setattr("os.replace", failing)
    with pytest.raises((CannotWrite, KeyboardInterrupt)) as told:
        write_privately(out, b"new")
    if isinstance(failure, OSError):
        assert str(told.value).endswith("(No space left on device); is it open in another program?")
    assert out.read_bytes() == b"old"
    assert [each.name for each in places["my lists"].iterdir()] == ["may.csv"]
