"""The process that compiles the schedule's machine code beside a server. Loads nothing itself."""

import os
import shutil
import subprocess
import sys

# of processes that take only what lies on disk; the compiler is the one that puts it there
STORED_ONLY = "TOPOUT_STORED_KERNEL"


def compiler_start() -> "subprocess.Popen[bytes]":
    """Start it; Linux ends it with whoever starts it, however that ends."""
    env = {name: value for name, value in os.environ.items() if name != STORED_ONLY}
    setpriv = shutil.which("setpriv")
    leash = [setpriv, "--pdeathsig", "KILL"] if setpriv else []
    return subprocess.Popen([*leash, sys.executable, "-m", "scheduling.warm"], env=env)  # noqa: S603 - our own
