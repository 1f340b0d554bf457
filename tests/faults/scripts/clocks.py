"""F07, F12, F19, F21: a clock that runs ahead, jumps, or waits for a provider that is away."""

from collections import Counter

from tests.faults.house import House
from tests.faults.scale import Scale
from tests.faults.seeds import deliveries_seed
from tests.faults.verdict import Figures, Verdict, judge

# every message went out by itself and once
CLEAN = (0, 0, 0)
DRAINED_SECONDS = 600.0
# who waits too long for an urgent message gets it by his next way, so it is people that count
PEOPLE = """
SELECT count(*) FROM (SELECT DISTINCT milestone_id, recipient_id FROM projects_alertdelivery) p
"""
UNTOLD = """
SELECT count(*) FROM (
    SELECT milestone_id FROM projects_alertdelivery GROUP BY milestone_id, recipient_id
    HAVING sum(CASE WHEN state = 'sent' THEN 1 ELSE 0 END) = 0) p
"""
NEXT_WAY = "SELECT count(*) FROM projects_alertdelivery WHERE channel <> 'email'"
# seconds that the provider is away, by the number of kills
AWAY = (10, 600, 3 * 3600)


def play_reminder(house: House, _scale: Scale) -> Figures:
    """F07: a day and two hours after the first message there was one reminder."""
    house.patient()
    house.mailbox("--think", "0", "--answer", "0")
    reminders = _number(house, "forward", "reminder_in_a_day()")
    verdict = _clean(house, created=1 + int(reminders))
    assert reminders == 1
    return _figures(verdict, reminders=reminders)


def play_nights(house: House, scale: Scale) -> Figures:
    """F12: no local day without its message and none with two, at the local hour."""
    house.patient()
    house.mailbox("--think", "0", "--answer", "0")
    days, minutes = (7, 10) if scale.patient else (3, 60)
    created = _number(house, "forward", f"odd_nights(days={days}, minutes={minutes})")
    return _figures(_clean(house, created=int(created)), days_each=days)


def play_away(house: House, scale: Scale) -> Figures:
    """F19: the provider is away for ten seconds, ten minutes, three hours (`kills` of them)."""
    house.patient()
    house.mailbox("--think", "0", "--answer", "0")
    drained, created = {}, 0
    for seconds in AWAY[: scale.kills]:
        deliveries_seed(house, scale.deliveries)
        created += scale.deliveries
        took = _number(house, "jumps", f"provider_away(seconds={seconds})")
        drained[f"away_{seconds}_drained_s"] = took
    lost, told = house.count(UNTOLD), house.count(PEOPLE)
    times = Counter(found.key for found in house.accepted())
    double = times.total() - len(times)
    assert (told, lost, double) == (created, 0, 0), (told, lost, double)
    assert max(drained.values()) <= DRAINED_SECONDS, drained
    by_next_way = house.count(NEXT_WAY)
    figures = {**drained, "created": created, "lost": lost, "double_unkeyed": double}
    return Figures({**figures, "by_next_way": by_next_way})


def play_jumps(house: House, scale: Scale) -> Figures:
    """F21: an hour ahead, back, twenty years ahead and back; the storm brake holds."""
    house.patient()
    house.mailbox("--think", "0", "--answer", "0")
    created = _number(house, "jumps", f"clock_jumps(milestones={scale.deliveries})")
    verdict = judge(house, created=int(created))
    assert (verdict.lost, verdict.double_unkeyed, verdict.dead) == CLEAN, verdict.line
    return _figures(verdict, held_in_2046=scale.deliveries)


def _number(house: House, module: str, call: str) -> float:
    """Run a function of such a module in a Django process; returns what it printed last."""
    said = house.run(f"from tests.faults import {module}\n{module}.{call}")
    return float(said.split()[-1])


def _clean(house: House, *, created: int) -> Verdict:
    verdict = judge(house, created=created)
    assert (verdict.lost, verdict.double_unkeyed, verdict.dead) == CLEAN, verdict.line
    assert house.states().keys() == {"sent"}
    return verdict


def _figures(verdict: Verdict, **own: float) -> Figures:
    """Without delays, which compare a clock that was made with the ledger's."""
    found = {
        "created": verdict.created,
        "lost": verdict.lost,
        "double_unkeyed": verdict.double_unkeyed,
        "dead": verdict.dead,
    }
    return Figures({**own, **found})
