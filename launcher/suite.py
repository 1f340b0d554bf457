"""`python3 dev.py test`: what the tests need, then `./check`, which is all checks and tests."""

import os
import subprocess
import time
from collections.abc import Sequence

from launcher import browser, check, debian, environment, nginx, pages, services
from launcher.paths import DIST, ROOT, data_dir, python
from launcher.run import manage


def main(words: Sequence[str]) -> int:
    """Set up, run `./check`, or only pytest when there are arguments for it."""
    began = time.monotonic()

    def say(text: str) -> None:
        print(f"[{time.monotonic() - began:5.1f} s] {text}", flush=True)

    say("environment, browser, proxy, strace, pages, kernel")
    environment.make(dev=True)
    os.environ["CHROMIUM_PATH"] = str(browser.ensure())
    nginx.ensure()
    debian.program("strace")
    os.environ["PATH"] = f"{python().parent}{os.pathsep}{os.environ.get('PATH', '')}"
    _pages()
    # or every test process would compile the scheduling kernel for itself
    subprocess.run([str(python()), "-m", "scheduling.warm"], cwd=ROOT, check=True)
    with services.throwaway() as pair:
        say(f"PostgreSQL {pair.database_source}, Redis {pair.redis_source}")
        os.environ["TEST_DATABASE_URL_POSTGRES"] = pair.database_url
        os.environ["TEST_REDIS_URL"] = pair.redis_url
        command = ["-m", "pytest", *words] if words else [str(ROOT / "check")]
        env = check.merged(check.test_env() if words else {})
        process = subprocess.Popen([str(python()), *command], cwd=ROOT, env=env)
        try:
            return process.wait()
        finally:
            process.terminate()
            process.wait()


def _pages() -> None:
    """The browser tests look at the built pages, so they must be of these sources."""
    env = {
        **os.environ,
        "DATA_DIR": str(data_dir()),
        "SECRET_KEY": "only-to-build",
        "REDIS_URL": "",
    }
    manage(("python", "manage.py", "words"), env)
    # also the checks need it, when there is nothing to build
    pages.node_ensure()
    if pages.wanted():
        DIST.mkdir(exist_ok=True)
        pages.build(env, environment_ready=lambda: env)
