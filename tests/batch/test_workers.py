"""Processes that die are found out, and take no other task with them."""

import os

import pytest
from scorecard.batch.workers import cluster, processes, results
from scorecard.unusable import Unusable


def work(task: str) -> str:
    if task == "deadly":
        os._exit(1)
    return f"{task} done"


def test_a_task_that_ends_its_process_is_named_and_all_others_are_done():
    tasks = ["one", "deadly", "two", "three"]
    with processes(2) as pool:
        found = set(results(pool, work, tasks, lambda task: f"{task} died"))
    assert found == {"one done", "two done", "three done", "deadly died"}


def test_a_cluster_that_is_not_there_is_told_in_one_line(monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr("scorecard.batch.workers.PATIENCE", "0.2s")
    with (
        pytest.raises(Unusable, match="no scheduler answers at tcp://127.0.0.1:1"),
        cluster("tcp://127.0.0.1:1"),
    ):
        pass
