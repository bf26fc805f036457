"""A PostgreSQL server of the tests' own: on a socket in a folder of its own, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWNER = "postgres"


def programs() -> Path | None:
    """The folder of the newest server's programs; None without one."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    found = max(debian, key=lambda path: float(path.parts[-3]), default=None) or shutil.which("initdb")
    return Path(found).parent if found else None


@contextmanager
def server() -> Iterator[str]:
    """Start it and give the folder of its socket, by which its owner comes in without a password, anybody else with one."""
    as_root = os.name != "nt" and os.geteuid() == 0
    before = ["runuser", "-u", OWNER, "--"] if as_root else []  # it does not run as root

    def asked(program: str, *arguments: str) -> None:
        command = [*before, str(programs() / program), *arguments]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)

    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        if as_root:
            shutil.chown(folder, OWNER)
        data = f"{folder}/data"
        asked("initdb", "-D", data, "-U", OWNER, "--encoding=UTF8", "--auth-local=scram-sha-256", "--no-sync",
              f"--pwfile={_password(folder)}")  # fmt: skip
        options = f"-k {folder} -c listen_addresses= -c fsync=off"
        asked("pg_ctl", "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start")
        try:
            yield folder
        finally:
            asked("pg_ctl", "-D", data, "-m", "immediate", "stop")


def _password(folder: str) -> str:
    file = Path(folder, "password")
    file.write_text("a secret", encoding="utf-8")
    file.chmod(0o644)
    return str(file)
