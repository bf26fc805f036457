"""A pack puts right what was published, and nothing else."""

from datetime import datetime

import pytest
from miniature_extract import MINIATURE
from scorecard.care.history import Care
from scorecard.disclosure.witnesses import NoSolution
from scorecard.extract.reader import read_extract
from scorecard.parameters import Parameters
from scorecard.protection.counts import Atom
from scorecard.protection.frozen import freeze
from scorecard.publication import figures
from scorecard.publication.figures import CannotPublish, correct_in, corrected_by, public_figures
from scorecard.reporting_month import ReportingMonth

MARCH, APRIL, MAY = (ReportingMonth(2020, month) for month in (3, 4, 5))


def test_counts_that_contradict_each_other_are_refused_in_one_line(project, monkeypatch):
    def contradict(*_):
        raise NoSolution

    project.parameters.write_text("key: a.key\n", encoding="utf-8")
    monkeypatch.setattr(figures, "safe", contradict)
    monkeypatch.setattr(figures, "read_key", lambda *_: None)
    with pytest.raises(CannotPublish, match="May 2020 cannot be published: its counts contradict each other"):
        public_figures(
            project, Parameters("2020-05", str(MINIATURE), "public"), Care(read_extract(MINIATURE))
        )


def test_a_month_that_was_published_is_put_right_by_the_pack_that_is_told_to(project):
    end = datetime(2020, 4, 30)
    freeze(project, APRIL, {Atom("dental", "", end, end): 400}, frozenset(), {})
    correct_in(project, MAY, APRIL)
    assert corrected_by(project, MAY) == APRIL and corrected_by(project, APRIL) is None
    with pytest.raises(CannotPublish) as refused:
        correct_in(project, MAY, MARCH)
    assert str(refused.value) == (
        "--correct 2020-03: no public pack before that of May 2020 has a figure of March 2020; name a month that was published"
    )
    assert corrected_by(project, MAY) == APRIL
