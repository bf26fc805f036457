"""Real workers give the same bytes as one process: processes of this machine, and those of a Dask cluster, a real scheduler
with three workers in processes of their own, of which one is killed in the middle."""

import os
from functools import cache

import psutil
import pytest
from scorecard.batch import figures
from scorecard.batch.councils import councils
from scorecard.batch.run import run
from scorecard.batch.storage import Folder
from scorecard.batch.workers import cluster, processes
from scorecard.measures.monthly import measures
from scorecard.measures.population import UNKNOWN
from scorecard.reporting_month import ReportingMonth

MONTHS = (ReportingMonth(2020, 5),)
MERGED = ("measures.csv", "measures.parquet")


@pytest.fixture
def alone(small_region, tmp_path, here, read_once, monkeypatch):
    """What one process writes for some of the councils, which are all alike."""

    def written(*found):
        like = cache(lambda months: measures(care[0], months, UNKNOWN))
        care = []
        monkeypatch.setattr(
            figures,
            "measures_of_each",
            lambda this, _, months: care.append(this) or {"": like(tuple(months))},
        )
        out = Folder.of(str(tmp_path / "alone"))
        run(found, MONTHS, out, here, lambda done: None)
        return [out.read(name) for name in MERGED]

    return written


def test_two_processes_write_the_same_bytes_as_one(small_region, tmp_path, alone):
    two = councils(str(small_region / "council [01]"), None)
    out = Folder.of(str(tmp_path / "out"))
    with processes(2) as pool:
        run(two, MONTHS, out, pool, lambda done: None)
    assert [out.read(name) for name in MERGED] == alone(*two)


@pytest.fixture
def scheduler():
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=3, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as local:
        yield local.scheduler_address


def test_a_killed_worker_changes_no_byte_and_nothing_that_was_done(scheduler, small_region, tmp_path, alone):
    from distributed import Client

    region = councils(str(small_region / "*"), None)
    out, ended, killed, as_they_were = tmp_path / "out", [], [], {}

    def kill_a_busy_worker(done):
        ended.append(done)
        if killed:
            return
        as_they_were.update(written(out))
        with Client(scheduler, set_as_default=False) as client:
            at_work = [worker for worker, tasks in client.processing().items() if tasks]
            pids = client.run(os.getpid)
        killed.append(at_work[0])
        psutil.Process(pids[at_work[0]]).kill()

    with cluster(scheduler) as executor:
        run(region, MONTHS, Folder.of(str(out)), executor, kill_a_busy_worker)
    assert killed and len(ended) == len(region) and not any(done.failure for done in ended)
    assert [(out / name).read_bytes() for name in MERGED] == alone(*region)
    now = written(out)
    assert as_they_were and all(now[path] == when for path, when in as_they_were.items())


def written(folder):
    """When each file was of the councils that are done."""
    whole = [path.parent for path in folder.glob("*/record.json")]
    return {path: path.stat().st_mtime_ns for council in whole for path in council.iterdir()}
