"""One size of plan in a process of its own, for `envelope`: its times, or its peak of memory.

`python -m bench._sized times|memory COUNT ROUNDS` prints one line of JSON at its end.
"""

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench import _c, _networks, cpm, incremental
from scheduling.cpm import computed


def asked(what: str, count: int, rounds: int) -> dict[str, float]:
    """What a process of its own says of one size."""
    command = [sys.executable, "-m", "bench._sized", what, str(count), str(rounds)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def times(count: int, rounds: int) -> dict[str, Any]:
    """Medians: seconds of kernel, of C, of a whole computation; a slip's share of the last."""
    library = _c.library(Path(cpm.__file__).with_suffix(".c"))
    found: dict[str, Any] = cpm.measure(library, count, rounds)
    name, given, place = incremental.sites(count)
    found["slip"] = incremental.measured(name, given, place, max(2, rounds // 2))
    return found


def memory(count: int, _rounds: int) -> dict[str, Any]:
    """Links, and the peak of resident memory in MB: interpreter, libraries, columns, answer."""
    given = _networks.columns(count)
    computed(given)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"links": len(given.link_pred), "memory": peak}


if __name__ == "__main__":
    acts = {"times": times, "memory": memory}
    print(json.dumps(acts[sys.argv[1]](int(sys.argv[2]), int(sys.argv[3]))))
