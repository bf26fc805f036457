"""A file that a command was writing when it was killed is as it was before, and nothing else of it stays."""

from datetime import datetime
from pathlib import Path

import pytest
from scorecard.protection.counts import Atom
from scorecard.protection.frozen import freeze
from scorecard.reporting_month import ReportingMonth
from scorecard.whole_files import clear_unfinished, write_whole

ATOM = Atom("started", "", datetime(2020, 4, 1), datetime(2020, 6, 30))


@pytest.fixture
def killed(monkeypatch):
    """Whoever writes a file is killed in the middle of it."""
    whole = Path.write_bytes

    def half(file: Path, content: bytes) -> None:
        whole(file, content[: len(content) // 2])
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", half)


def test_a_file_is_written_whole_in_a_new_folder_or_over_another(tmp_path):
    for content in (b"first", b"second"):
        write_whole(tmp_path / "new" / "file", content)
        assert [file.read_bytes() for file in (tmp_path / "new").iterdir()] == [content]


def test_a_link_to_a_file_stays_and_the_file_is_written(tmp_path):
    (tmp_path / "shared").mkdir()
    link, file = tmp_path / "link", tmp_path / "shared" / "file"
    link.symlink_to(file)
    for content in (b"first", b"second"):
        write_whole(link, content)
        assert link.is_symlink() and file.read_bytes() == content


def test_a_file_whose_writing_is_cut_short_is_as_it_was(tmp_path, killed):
    file = tmp_path / "file"
    with file.open("wb") as before:
        before.write(b"before")
    with pytest.raises(KeyboardInterrupt):
        write_whole(file, b"after it")
    assert file.read_bytes() == b"before"
    clear_unfinished(tmp_path)
    assert [*tmp_path.iterdir()] == [file]


def test_published_figures_are_never_kept_in_part(project, killed):
    with pytest.raises(KeyboardInterrupt):
        freeze(project, ReportingMonth(2020, 6), {ATOM: 25}, frozenset(), {})
    assert not [*project.published.glob("*.csv")]
