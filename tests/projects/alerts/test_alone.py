"""One alone or many together: what may kill its worker takes nobody else with it."""

import threading
import time

from projects.services.alerts.alone import Gate

LONG = 10.0


def _inside(gate: Gate, entered: threading.Event, leave: threading.Event) -> threading.Thread:
    def stay() -> None:
        with gate.together():
            entered.set()
            leave.wait(LONG)

    thread = threading.Thread(target=stay)
    thread.start()
    return thread


def test_many_go_through_together() -> None:
    gate, leave = Gate(), threading.Event()
    entered = [threading.Event() for _ in range(3)]
    threads = [_inside(gate, event, leave) for event in entered]
    assert all(event.wait(LONG) for event in entered)
    leave.set()
    for thread in threads:
        thread.join()


def test_one_waits_for_the_others_and_keeps_newcomers_out() -> None:
    gate, leave, entered, late = Gate(), threading.Event(), threading.Event(), threading.Event()
    other = _inside(gate, entered, leave)
    assert entered.wait(LONG)
    order: list[str] = []

    def be_alone() -> None:
        with gate.together(), gate.alone() as is_alone:
            assert is_alone
            order.append("alone")
            time.sleep(0.1)
            assert not late.is_set()

    alone = threading.Thread(target=be_alone)
    alone.start()
    time.sleep(0.1)
    assert order == []
    newcomer = _inside(gate, late, leave)
    leave.set()
    for thread in (other, alone, newcomer):
        thread.join(LONG)
    assert order == ["alone"]
    assert late.is_set()


def test_a_second_one_is_told_to_come_again() -> None:
    gate, asked = Gate(), threading.Event()
    said: list[bool] = []

    def first() -> None:
        with gate.together():
            asked.set()
            with gate.alone() as is_alone:
                said.append(is_alone)

    with gate.together():
        thread = threading.Thread(target=first)
        thread.start()
        assert asked.wait(LONG)
        time.sleep(0.1)
        with gate.alone() as is_alone:
            assert not is_alone
    thread.join(LONG)
    assert said == [True]
