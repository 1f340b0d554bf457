"""Settings for the tests, set before pytest-django reads them (`-p tests.environment`)."""

import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings

os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("DEBUG", "0")
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="topout-test-"))
os.environ.setdefault("LOG_LEVEL", "CRITICAL")
# WhiteNoise warns of a folder that is not there, and warnings are errors here
(Path(os.environ["DATA_DIR"]) / "static").mkdir(parents=True, exist_ok=True)

# benchmarks judge speed; a property must not fail because the machine is busy
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
