"""PSPLIB's instances as plans: one period is a day of a calendar that never rests."""

import csv
import datetime
import random
from dataclasses import dataclass
from pathlib import Path

from scheduling.calendars.instants import MINUTES_PER_DAY, day_start
from scheduling.calendars.worktime import always
from scheduling.levelling.proposal import Proposal
from scheduling.levelling.resources import Demand, Resource, Resources
from scheduling.plan import Activity, Link, Plan

START = day_start(datetime.date(2026, 1, 1))


@dataclass(frozen=True)
class Instance:
    """One instance with what is known of it; lengths are periods."""

    name: str
    group: str
    plan: Plan
    resources: Resources
    cpm_length: int
    best_known: int


def instances(folder: Path) -> list[Instance]:
    """Every instance that `best_known.csv` names, in its order."""
    with (folder / "best_known.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [
        Instance(
            row["name"],
            row["set"],
            *read(folder / f"{row['name']}.rcp"),
            int(row["cpm_length"]),
            int(row["best_known"]),
        )
        for row in rows
    ]


def read(path: Path) -> tuple[Plan, Resources]:
    """One file in Patterson's format."""
    words = iter(map(int, path.read_text(encoding="ascii").split()))
    count, kinds = next(words), next(words)
    crews = tuple(Resource(f"R{place + 1}", next(words)) for place in range(kinds))
    activities, links, demands = [], [], []
    for place in range(1, count + 1):
        activities.append(Activity(str(place), next(words) * MINUTES_PER_DAY))
        for crew in crews:
            units = next(words)
            if units:
                demands.append(Demand(str(place), crew.name, units))
        successors = [next(words) for _ in range(next(words))]
        links += [Link(str(place), str(successor)) for successor in successors]
    calendar = always()
    plan = Plan(START, {calendar.name: calendar}, calendar.name, tuple(activities), tuple(links))
    return plan, Resources(crews, tuple(demands))


def violations(instance: Instance, found: Proposal) -> list[str]:
    """Links and capacities that an answer breaks, looked at period by period."""
    wrong = [
        f"{link.successor} begins before {link.predecessor} ends"
        for link in instance.plan.links
        if found.start[instance.plan.place(link.successor)]
        < found.finish[instance.plan.place(link.predecessor)]
    ]
    for crew in instance.resources.resources:
        used: dict[int, int] = {}
        for demand in instance.resources.demands:
            place = instance.plan.place(demand.activity)
            if demand.resource != crew.name:
                continue
            for day in range(int(found.start[place]), int(found.finish[place]), MINUTES_PER_DAY):
                used[day] = used.get(day, 0) + demand.units
        if max(used.values(), default=0) > crew.capacity:
            wrong.append(f"{crew.name} is needed more than it is there")
    return wrong


def make(folder: Path) -> None:
    """Small instances made at random, with one that says so little of each set."""
    chance = random.Random(1)
    rows = ["name,set,activities,cpm_length,best_known"]
    for group in ("j30", "j60", "j90", "j120"):
        work = (
            f"{chance.randint(1, 5)} {chance.randint(1, 3)} {chance.randint(0, 3)} 1 6"
            for _ in range(4)
        )
        lines = ["6 2", "3 3", "0 0 0 4 2 3 4 5", *work, "0 0 0 0"]
        (folder / f"{group}x.rcp").write_text("\n".join(lines), encoding="ascii")
        rows.append(f"{group}x,{group},4,5,5")
    (folder / "best_known.csv").write_text("\n".join(rows), encoding="utf-8")
