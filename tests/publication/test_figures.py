"""A pack puts right what was published, and nothing else."""

from datetime import datetime

import pytest
from scorecard.protection.counts import Atom
from scorecard.protection.frozen import freeze
from scorecard.publication.figures import CannotPublish, correct_in, corrected_by
from scorecard.reporting_month import ReportingMonth

MARCH, APRIL, MAY = (ReportingMonth(2020, month) for month in (3, 4, 5))


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
