"""A maker of copies that are all stopped at the end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.launcher.copies import Copies


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[Copies]:
    made = Copies(tmp_path)
    yield made
    made.stop()
