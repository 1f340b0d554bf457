"""What the middleware finds on a machine that has run `collectstatic`."""

from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture(autouse=True, scope="session")
def _static_root() -> None:
    """Make the folder that WhiteNoise warns about when it is missing."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
