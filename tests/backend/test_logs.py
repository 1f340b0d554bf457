"""One event, one line, whatever a user puts into it."""

import json
import logging

import pytest
import structlog

from backend import logs

HOSTILE = "a\r\nERROR forged\x1b[31m\u2028line"


@pytest.fixture
def written() -> logging.Handler:
    """A handler with the formatter of the settings, on a stream of its own."""
    settings = logs.logging(level="INFO", plain=False)["formatters"]["event"]
    handler = logging.StreamHandler()
    options = {name: value for name, value in settings.items() if name != "()"}
    handler.setFormatter(settings["()"](**options))
    return handler


def _line(handler: logging.Handler, **fields: object) -> str:
    logger = logging.getLogger("tests.logs")
    record = logger.makeRecord(
        logger.name, logging.INFO, __file__, 1, f"seen {HOSTILE}", (), None, extra=fields
    )
    return handler.format(record)


def test_an_event_is_one_json_line(written: logging.Handler) -> None:
    line = _line(written, user_agent=HOSTILE)
    assert len(line.splitlines()) == 1
    event = json.loads(line)
    assert event["event"] == f"seen {HOSTILE}"
    assert event["user_agent"] == HOSTILE
    assert event["level"] == "info"
    assert event["timestamp"].endswith("Z")


def test_the_request_id_travels_along(written: logging.Handler) -> None:
    with structlog.contextvars.bound_contextvars(request_id="r-1"):
        assert json.loads(_line(written))["request_id"] == "r-1"
    assert "request_id" not in json.loads(_line(written))
