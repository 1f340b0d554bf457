"""A test waits for what its page asked for last."""

import threading
import time

from django.core.signals import request_finished, request_started

from tests.web.under_way import UnderWay


def test_it_returns_when_the_last_answer_is_given() -> None:
    ended = threading.Event()

    def answer() -> None:
        request_started.send(sender=None)
        time.sleep(0.2)
        ended.set()
        request_finished.send(sender=None)

    with UnderWay() as under_way:
        server = threading.Thread(target=answer)
        server.start()
        under_way.wait()
        assert ended.is_set()
        server.join()
