"""A scheduler of dask.distributed and its workers, in processes of their own, in this network or in others."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

SETTINGS: Final = {
    "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "5s",
    "DASK_DISTRIBUTED__COMM__TIMEOUTS__TCP": "12s",
    "DASK_DISTRIBUTED__ADMIN__TICK__LIMIT": "60s",
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "5",
}
"""A worker that says nothing for so long is given up; a piece may lose so many workers."""


class Cluster:
    """A scheduler at `address`; workers are begun one by one. `within` is what each command is run by, host by host."""

    def __init__(
        self, folder: Path, host: str = "127.0.0.1", within: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self._folder, self._host, self._within = folder, host, within or {}
        self._file = folder / "scheduler.json"
        self.workers: dict[str, subprocess.Popen[bytes]] = {}
        self._scheduler: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._scheduler = self._begun(
            "scheduler", self._host, "--host", self._host, "--port", "0", "--scheduler-file", str(self._file)
        )
        wait_for(self._file.exists, "the scheduler says where it is")
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        processes = [*self.workers.values(), self._scheduler]
        for process in processes:
            if process is not None:
                process.kill()
                process.wait()

    @property
    def processes(self) -> dict[str, subprocess.Popen[bytes]]:
        """The workers by their names, and the scheduler."""
        assert self._scheduler is not None
        return {**self.workers, "scheduler": self._scheduler}

    @property
    def address(self) -> str:
        """Where clients find the scheduler."""
        from json import loads

        return str(loads(self._file.read_text())["address"])

    def add(self, name: str, host: str = "127.0.0.1", env: Mapping[str, str] | None = None) -> None:
        """Begin a worker, and wait until the scheduler knows it."""
        words = ("--host", host, "--nthreads", "1", "--no-nanny", "--name", name, "--death-timeout", "60")
        self.workers[name] = self._begun("worker", host, self.address, *words, name=name, env=env)
        wait_for(lambda: "Registered to" in self.log(name), f"worker {name} is known")

    def log(self, name: str) -> str:
        """Return what a worker has said."""
        return (self._folder / f"{name}.log").read_text()

    def _begun(
        self, kind: str, host: str, *words: str, name: str = "", env: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *words, "--no-dashboard"]
        with (self._folder / f"{name or kind}.log").open("wb") as log:
            return subprocess.Popen(
            [*self._within.get(host, ()), *command], cwd=self._folder, env={**os.environ, **SETTINGS, **(env or {})},
            stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip


def wait_for(holds: object, what: str, seconds: float = 60) -> None:
    """Wait until a function returns something true."""
    assert callable(holds)
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"not within {seconds} s: {what}"
        time.sleep(0.05)
