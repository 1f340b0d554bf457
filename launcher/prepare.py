"""Tables and demo in one process of the environment: loading Django twice costs a second.

The one module here that is not for any Python: the launcher runs it as `python -m`.
"""

import os
import signal
import sys


def main() -> None:
    """`migrate`, then `seed_demo`, which changes nothing when the demo is there."""
    # an orderly end, which takes along whoever draws for it
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")
    import django  # noqa: PLC0415 - the name of the settings comes first
    from django.core.management import call_command  # noqa: PLC0415 - the same

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    print("tables up to date", flush=True)
    call_command("seed_demo")


if __name__ == "__main__":
    main()
