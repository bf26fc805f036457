"""Processes that die are found out, and take no other task with them."""

import os
import subprocess
import sys

import psutil
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


STARTED = """
import os, time
from scorecard.batch.workers import processes
if __name__ == "__main__":
    with processes(2) as pool:
        for asked in [pool.submit(time.sleep, 1) for _ in range(2)]:
            asked.result()
        print(*(process.pid for process in pool._processes.values()), flush=True)
        time.sleep(60)
"""


def test_a_command_that_is_killed_leaves_no_process_behind(tmp_path):
    script = tmp_path / "command.py"
    script.write_text(STARTED, encoding="utf-8")
    command = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)
    started = [psutil.Process(int(pid)) for pid in command.stdout.readline().split()]
    command.kill()
    command.wait()
    assert len(started) == 2
    assert psutil.wait_procs(started, timeout=30)[1] == []


def test_a_cluster_that_is_not_there_is_told_in_one_line(monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr("scorecard.batch.workers.PATIENCE", "0.2s")
    with (
        pytest.raises(Unusable, match="no scheduler answers at tcp://127.0.0.1:1"),
        cluster("tcp://127.0.0.1:1"),
    ):
        pass
