"""Outputs made on other machines: the same bytes as here, whatever workers do. `make cluster` tries more."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import deckbrief
import pytest
from deckbrief.run.likeness import DIFFERENCES, difference

from tests.support.cluster import SETTINGS, Cluster, wait_for

CONTENT: Final = Path(__file__).parents[1] / "packs" / "english" / "content"
OUTPUTS: Final = ("deck", "plan", "feedback", "onepage")
TRIES: Final = int(os.environ.get("DECKBRIEF_CLUSTER", "0"))
"""How often a worker is killed and one is cut off, in networks of their own; 0 leaves that to `make cluster`."""


def build(out: Path, *words: str, within: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        "-m",
        "deckbrief",
        "build",
        *OUTPUTS,
        "--content",
        str(CONTENT),
        "--out",
        str(out),
        *words,
    ]
    return subprocess.Popen(
        [*within, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **SETTINGS}
    )


def files(out: Path) -> dict[str, bytes]:
    found = {
        str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.suffix in (".pptx", ".pdf")
    }
    assert len(found) >= 8
    return found


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("here")
    process = build(out)
    assert process.communicate()[1] == ""
    return files(out)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with Cluster(tmp_path_factory.mktemp("cluster")) as found:
        found.add("one")
        yield found


def test_other_machines_give_the_same_bytes(cluster: Cluster, here: dict[str, bytes], tmp_path: Path) -> None:
    process = build(tmp_path, "--scheduler", cluster.address)
    told = process.communicate()[1]
    assert process.returncode == 0, told
    assert files(tmp_path) == here


def test_a_worker_that_dies_takes_nothing_with_it(cluster: Cluster, here: dict[str, bytes], tmp_path: Path) -> None:
    cluster.add("two")
    process = build(tmp_path, "--scheduler", cluster.address)
    wait_for(lambda: "likeness" in cluster.log("two"), "the worker was asked what it is like")
    time.sleep(0.3)
    cluster.workers["two"].kill()
    told = process.communicate()[1]
    assert process.returncode == 0, told
    assert files(tmp_path) == here


def test_a_worker_of_another_version_is_refused_in_one_line(
    cluster: Cluster, here: dict[str, bytes], tmp_path: Path
) -> None:
    package = Path(deckbrief.__file__).parent
    shutil.copytree(package, tmp_path / "other" / "deckbrief", ignore=shutil.ignore_patterns("__pycache__"))
    with (tmp_path / "other" / "deckbrief" / "base" / "length.py").open("a") as file:
        file.write("# another version\n")
    cluster.add("three", env={"PYTHONPATH": str(tmp_path / "other")})
    process = build(tmp_path / "out", "--scheduler", cluster.address)
    shown, told = process.communicate()
    assert process.returncode == 0, told
    assert f"{shown}{told}".count("the worker is not used, for it has another version of the program") == 1
    assert files(tmp_path / "out") == here


def test_no_scheduler_is_told_in_one_line_and_nothing_is_written(tmp_path: Path) -> None:
    process = build(tmp_path, "--scheduler", "nothing://127.0.0.1:9")
    told = process.communicate()[1]
    assert process.returncode == 1
    assert told.startswith("nothing://127.0.0.1:9: error: no scheduler answers")
    assert "Traceback" not in told
    assert "docs/cluster.md" in told
    assert not [path for path in tmp_path.rglob("*") if path.suffix in (".pptx", ".pdf")]


def test_a_scheduler_without_a_worker_is_told(tmp_path: Path) -> None:
    (tmp_path / "cluster").mkdir()
    with Cluster(tmp_path / "cluster") as alone:
        process = build(tmp_path / "out", "--scheduler", alone.address)
        told = process.communicate()[1]
    assert process.returncode == 1
    assert "the scheduler has no worker" in told


def test_what_differs_first_is_told() -> None:
    ours = dict.fromkeys(DIFFERENCES, "a")
    assert difference(ours, ours) is None
    for key, told in DIFFERENCES.items():
        assert difference(ours, {**ours, key: "b"}) == told
        assert difference(ours, {}) == DIFFERENCES["program"]


@pytest.fixture(scope="module")
def network() -> Iterator[dict[str, tuple[str, ...]]]:
    """Four networks of the test's own, joined by a bridge in the first: address -> what runs a command there."""
    name = f"deckbrief-{os.getpid()}"
    names = [f"{name}-{number}" for number in range(4)]
    hosts: dict[str, tuple[str, ...]] = {
        f"10.77.0.{number + 1}": ("ip", "netns", "exec", names[number]) for number in range(4)
    }
    try:
        for space in names:
            ip("netns", "add", space)
            ip("-n", space, "link", "set", "lo", "up")
        ip("-n", names[0], "link", "add", "bridge", "type", "bridge")
        ip("-n", names[0], "addr", "add", "10.77.0.1/24", "dev", "bridge")
        ip("-n", names[0], "link", "set", "bridge", "up")
        for number, space in enumerate(names[1:], 1):
            ip("-n", names[0], "link", "add", f"to{number}", "type", "veth", "peer", "name", "hub", "netns", space)
            ip("-n", names[0], "link", "set", f"to{number}", "master", "bridge")
            ip("-n", names[0], "link", "set", f"to{number}", "up")
            ip("-n", space, "addr", "add", f"10.77.0.{number + 1}/24", "dev", "hub")
            ip("-n", space, "link", "set", "hub", "up")
        yield hosts
    finally:
        for space in names:
            subprocess.run(["ip", "netns", "del", space], check=False, capture_output=True)


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True)


@pytest.mark.skipif(not TRIES, reason="`make cluster` runs it; needs root, for networks of its own")
@pytest.mark.parametrize("number", range(max(1, TRIES)))
def test_one_killed_and_one_cut_off_in_the_middle_lose_nothing(
    network: dict[str, tuple[str, ...]], here: dict[str, bytes], tmp_path: Path, number: int
) -> None:
    (tmp_path / "cluster").mkdir()
    with Cluster(tmp_path / "cluster", "10.77.0.1", network) as found:
        for worker, host in enumerate([*network][1:], 1):
            found.add(str(worker), host)
        process = build(tmp_path / "out", "--scheduler", found.address, within=network["10.77.0.1"])
        wait_for(lambda: "likeness" in found.log("1"), "the workers were asked what they are like")
        moment = random.Random(number)
        time.sleep(moment.uniform(0, 1.5))
        found.workers["1"].kill()
        time.sleep(moment.uniform(0, 1.5))
        cut = network["10.77.0.1"][-1]
        ip("-n", cut, "link", "set", "to2", "down")
        told = process.communicate()[1]
        ip("-n", cut, "link", "set", "to2", "up")
    assert process.returncode == 0, told
    assert files(tmp_path / "out") == here
