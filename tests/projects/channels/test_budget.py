"""Budgets: full rate, never over it in any stretch, and nobody is dropped."""

import datetime
import threading

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from projects.channels import wecom_app
from projects.channels.base import Address, Limit
from projects.channels.budget import destination_key, room_take
from projects.models import SendBudget
from projects.models.alert_words import Channel
from tests.projects.channels.messages import NOW

SECOND = datetime.timedelta(seconds=1)
MINUTE = Limit(18, 60 * SECOND)


def sent_at(limits: tuple[Limit, ...], wanted: int) -> list[datetime.datetime]:
    """Send as soon as there is room, as a dispatcher does; when each message went out."""
    now, found = NOW, list[datetime.datetime]()
    while len(found) < wanted:
        later = room_take(destination="d", limits=limits, now=now)
        if later is None:
            found.append(now)
        else:
            assert later > now
            now = later
    return found


def most_within(instants: list[datetime.datetime], within: datetime.timedelta) -> int:
    """How many lie in the fullest stretch; a stretch has one end and not the other."""
    return max(sum(begin <= each < begin + within for each in instants) for begin in instants)


@pytest.mark.django_db
def test_a_robot_gets_eighteen_in_any_minute_and_no_fewer() -> None:
    instants = sent_at((MINUTE,), 100)
    assert most_within(instants, MINUTE.within) == 18
    # 5 full minutes for 90, the other 10 at the beginning of the sixth
    assert instants[-1] - NOW == 5 * MINUTE.within


@pytest.mark.django_db
def test_five_hundred_for_one_member_keep_the_minute_and_the_hour() -> None:
    """F20: WeCom drops in silence above 30 a minute and 1000 an hour."""
    instants = sent_at(wecom_app.LIMITS, 1000)
    assert len(instants) == 1000
    assert most_within(instants, datetime.timedelta(minutes=1)) == 25
    assert most_within(instants, datetime.timedelta(hours=1)) == 900


@pytest.mark.django_db
def test_no_limit_keeps_no_books() -> None:
    assert room_take(destination="d", limits=(), now=NOW) is None
    assert not SendBudget.objects.exists()


@pytest.mark.django_db
def test_one_destination_does_not_wait_for_another() -> None:
    one = Limit(1, 60 * SECOND)
    assert room_take(destination="a", limits=(one,), now=NOW) is None
    assert room_take(destination="b", limits=(one,), now=NOW) is None
    assert room_take(destination="a", limits=(one,), now=NOW) == NOW + one.within


def test_a_destination_is_named_without_being_told() -> None:
    robot = Address("https://robot.example/send?key=hidden")
    keys = {
        destination_key(Channel.WECOM_ROBOT, robot),
        destination_key(Channel.DINGTALK, robot),
        destination_key(Channel.WECOM_ROBOT, Address("https://robot.example/send?key=other")),
    }
    assert len(keys) == 3
    assert all(len(key) == 64 and "hidden" not in key for key in keys)


@pytest.mark.django_db
def test_a_clock_that_was_years_ahead_stops_nobody() -> None:
    years = datetime.timedelta(days=20 * 365)
    for _ in range(18):
        assert room_take(destination="d", limits=(MINUTE,), now=NOW + years) is None
    assert room_take(destination="d", limits=(MINUTE,), now=NOW) is None


@pytest.mark.django_db
def test_the_books_hold_no_more_than_the_longest_limit_looks_back() -> None:
    sent_at((MINUTE,), 100)
    (row,) = SendBudget.objects.all()
    assert len(row.taken) <= MINUTE.most + 1


class AnyArrival(TestCase):
    """Whatever comes when: no stretch holds too many, and an answer "later" is true."""

    @given(
        gaps=st.lists(st.integers(0, 40), min_size=1, max_size=40),
        most=st.integers(1, 5),
    )
    def test_no_stretch_is_too_full(self, gaps: list[int], most: int) -> None:
        SendBudget.objects.all().delete()
        limit, now, instants = Limit(most, 60 * SECOND), NOW, list[datetime.datetime]()
        for gap in gaps:
            now += gap * SECOND
            later = room_take(destination="d", limits=(limit,), now=now)
            if later is None:
                instants.append(now)
            else:
                assert room_take(destination="d", limits=(limit,), now=later - SECOND / 100)
        assert most_within(instants, limit.within) <= most


@pytest.mark.django_db(transaction=True)
def test_dispatchers_at_once_take_no_more_than_there_is() -> None:
    taken: list[bool] = []
    ready = threading.Barrier(6)

    def dispatcher() -> None:
        try:
            ready.wait(10)
            for _ in range(6):
                refused = room_take(destination="d", limits=(MINUTE,), now=NOW)
                taken.append(refused is None)
        finally:
            connection.close()

    threads = [threading.Thread(target=dispatcher) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (len(taken), sum(taken)) == (36, 18)
