"""The guarded render: limits, crashes, threads, forks and what is left behind."""

import contextlib
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest
from PIL import Image

from projects.imaging import PhotoRefused, guard, photo_render, photo_render_guarded
from tests.data import make_photos
from tests.data.make_photos import jpeg_endless, png_of

WHOLE = make_photos.HERE / "whole.jpg"
Seen = TypeVar("Seen")
ROOT = Path(__file__).resolve().parents[3]


def refusal(path: Path, out_dir: Path, **limits: float) -> PhotoRefused:
    with pytest.raises(PhotoRefused) as caught:
        photo_render_guarded(path, out_dir, **limits)  # type: ignore[arg-type] # whole numbers
    assert not list(out_dir.glob("*.webp"))
    return caught.value


def helper_pid() -> int:
    """The helper that the next photo will be given to."""
    return guard._helpers._idle[-1].pid


@pytest.fixture
def heavy(tmp_path: Path) -> Path:
    """39 megapixels that take seconds and 160 MB to decode, in a small file."""
    path = tmp_path / "heavy.png"
    width, height = 6200, 6300
    path.write_bytes(
        png_of(width, height, depth=16, colour=2, rows=bytes((width * 6 + 1) * height))
    )
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    path = tmp_path / "out"
    path.mkdir()
    return path


def test_gives_what_the_plain_render_gives(tmp_path: Path, out: Path) -> None:
    guarded = photo_render_guarded(WHOLE, out)
    plain = photo_render(WHOLE, out_dir=tmp_path)
    assert guarded.dhash == plain.dhash
    assert [(size.name, size.width, size.height) for size in guarded.sizes] == [
        (size.name, size.width, size.height) for size in plain.sizes
    ]
    for mine, theirs in zip(guarded.sizes, plain.sizes, strict=True):
        assert mine.path.parent == out
        assert mine.path.read_bytes() == theirs.path.read_bytes()


def test_one_warm_helper_serves_photo_after_photo(out: Path) -> None:
    photo_render_guarded(WHOLE, out)
    first = helper_pid()
    photo_render_guarded(WHOLE, out)
    assert helper_pid() == first


def test_a_refusal_keeps_its_code(tmp_path: Path, out: Path) -> None:
    path = tmp_path / "upload.jpg"
    path.write_bytes(WHOLE.read_bytes()[:-600])
    assert refusal(path, out).code == "image_truncated"
    path.write_bytes(b"<svg/>")
    assert refusal(path, out).code == "unsupported_media_type"
    path.write_bytes(png_of(12_000, 10_000, depth=16, colour=6))
    assert refusal(path, out).code == "image_too_large"
    assert photo_render_guarded(WHOLE, out).sizes


def test_out_of_memory_is_a_failure_and_the_helper_lives_on(heavy: Path, out: Path) -> None:
    photo_render_guarded(WHOLE, out)
    pid = helper_pid()
    for size in out.glob("*.webp"):
        size.unlink()
    assert refusal(heavy, out, memory_mb=150).code == "render_failed"
    assert helper_pid() == pid
    assert photo_render_guarded(WHOLE, out).sizes


def test_out_of_wall_time(heavy: Path, out: Path) -> None:
    refused = refusal(heavy, out, wall_s=0.05)
    assert (refused.code, refused.detail) == ("render_timeout", "longer than 0.05 s")


def test_out_of_processor_time(tmp_path: Path, out: Path) -> None:
    path = tmp_path / "endless.jpg"
    path.write_bytes(jpeg_endless())
    refused = refusal(path, out, cpu_s=1)
    assert (refused.code, refused.detail) == ("render_timeout", "ended by SIGXCPU")


def test_heavy_but_honest_photos_are_rendered(heavy: Path, out: Path) -> None:
    assert photo_render_guarded(heavy, out).sizes[-1].height == 2048


def test_a_dead_helper_is_replaced(out: Path) -> None:
    photo_render_guarded(WHOLE, out)
    pid = helper_pid()
    os.kill(pid, signal.SIGKILL)
    assert wait_for(lambda: not guard._helpers._idle[-1].alive)
    assert photo_render_guarded(WHOLE, out).sizes
    assert helper_pid() != pid


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")
def test_a_helper_that_dies_over_a_photo_is_a_failure(tmp_path: Path, out: Path) -> None:
    path = tmp_path / "endless.jpg"
    path.write_bytes(jpeg_endless())
    helper = guard._helpers.take()
    guard._helpers.give_back(helper)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(photo_render_guarded, path, out)
        fork = wait_for(lambda: forks_of(helper.pid))[0]
        os.kill(helper.pid, signal.SIGKILL)
        with pytest.raises(PhotoRefused) as caught:
            waiting.result()
    assert caught.value.code == "render_failed"
    assert wait_for(lambda: gone(fork))
    assert photo_render_guarded(WHOLE, out).sizes


def wait_for(look: Callable[[], Seen]) -> Seen:
    """What `look` sees as soon as it sees something, at the latest after ten seconds."""
    deadline = time.monotonic() + 10
    while not (seen := look()) and time.monotonic() < deadline:
        time.sleep(0.01)
    return seen


def forks_of(pid: int) -> list[int]:
    """Processes whose parent it is."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(stat.read_text().rsplit(")", 1)[1].split()[1]) == pid:
                found.append(int(stat.parent.name))
    return found


def test_threads_do_not_mix_their_photos(tmp_path: Path) -> None:
    def render(number: int) -> tuple[int, int]:
        out = tmp_path / str(number)
        out.mkdir()
        source = out / "source.png"
        Image.new("RGB", (100 + number, 50), "white").save(source)
        return number, photo_render_guarded(source, out).sizes[0].width

    with ThreadPoolExecutor(4) as pool:
        for number, width in pool.map(render, range(12)):
            assert width == 100 + number
    assert len(guard._helpers._idle) <= guard.KEEP_IDLE


def render_in_child(out: str) -> None:
    photo_render_guarded(WHOLE, Path(out))


def test_works_in_a_daemonic_fork_of_a_warm_process(out: Path) -> None:
    """As in Celery's prefork pool, whose processes may not have multiprocessing children."""
    photo_render_guarded(WHOLE, out)
    pid = helper_pid()
    context = multiprocessing.get_context("fork")
    process = context.Process(target=render_in_child, args=(str(out),), daemon=True)
    process.start()
    process.join(30)
    assert process.exitcode == 0
    assert helper_pid() == pid
    assert photo_render_guarded(WHOLE, out).sizes


def gone(pid: int) -> bool:
    """Has the process ended (a zombie that nobody buried yet has)?"""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    return True


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")
def test_the_helper_ends_with_a_killed_worker(out: Path) -> None:
    script = (
        "import os, pathlib, signal, sys\n"
        "from projects.imaging import guard\n"
        "guard.photo_render_guarded(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))\n"
        "print(guard._helpers._idle[-1].pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    worker = subprocess.run(
        [sys.executable, "-c", script, str(WHOLE), str(out)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    assert worker.returncode == -signal.SIGKILL
    pid = int(worker.stdout)
    assert wait_for(lambda: gone(pid))


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="reads /proc")
def test_the_helper_knows_no_secrets(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "very-secret-word")
    helper = guard._Helper()
    try:
        assert helper.alive
        job = {"path": str(WHOLE), "out_dir": str(out), "memory_mb": 512, "cpu_s": 5, "wall_s": 9}
        assert helper.ask(job, seconds=20) is not None
        assert b"very-secret-word" not in Path(f"/proc/{helper.pid}/environ").read_bytes()
    finally:
        helper.stop()


def test_the_benchmark_still_runs() -> None:
    done = subprocess.run(
        [sys.executable, "bench/photos.py", "--smoke", "--photos", "1"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
        timeout=100,
    )
    assert done.stdout.decode().splitlines()[-1].startswith("figure: render_")
