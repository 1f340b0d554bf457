#!/usr/bin/env python3
"""Run, test and measure Topout: `python3 dev.py run | test | bench | lock | services`."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the message is for those who have an older one
    sys.exit("Topout needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")

from launcher.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
