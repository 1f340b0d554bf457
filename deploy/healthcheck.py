"""The container's health check: ask this container's own server whether it is well."""

import os
import sys
import urllib.request


def main() -> int:
    """0 when /healthz/ answers 200. Asked under a name that ALLOWED_HOSTS accepts."""
    hosts = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")
    host = hosts[0].strip().lstrip(".").replace("*", "localhost")
    port = os.environ.get("PORT", "8000")
    request = urllib.request.Request(f"http://127.0.0.1:{port}/healthz/", headers={"Host": host})
    with urllib.request.urlopen(request, timeout=4) as answer:  # noqa: S310 - the same
        return 0 if answer.status == 200 else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except OSError as error:
        sys.exit(f"not well: {error}")
