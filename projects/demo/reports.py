"""What the demo's people reported, claimed and accepted, through the services and in order."""

import dataclasses
import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from projects.demo.album import ZONE_OFFSET
from projects.demo.order import Step
from projects.demo.people import Cast
from projects.demo.plan import BuildingPlan, ProjectPlan
from projects.models import Activity
from projects.services import progress

AFTERNOON = datetime.time(17, 30)
MORNING = datetime.time(9, 30)
# 3# claims this one a fortnight early and without a photo
CLAIMED_ONLY = ("GOERTEK-VR", "3#", "M15")
LATE_PERCENT = 85
# what goes on is reported each week, the last time yesterday
REPORTED_BEFORE = tuple(datetime.timedelta(days=days) for days in (8, 1))


class Deed(NamedTuple):
    """What somebody reported, claimed or accepted, and when (with its offset)."""

    at: datetime.datetime
    act: Callable[..., object]


@dataclasses.dataclass(frozen=True)
class Reporter:
    """Reports for one building as of `today`; `now` (UTC) is never overtaken."""

    project: ProjectPlan
    building: BuildingPlan
    activities: dict[str, Activity]
    cast: Cast
    today: datetime.date
    now: datetime.datetime

    @property
    def begin(self) -> datetime.date:
        """The building's day 0."""
        return self.today - datetime.timedelta(days=self.building.age)

    def deeds(self) -> Iterator[Deed]:
        """The whole record of the building, step by step."""
        for step in sorted(self.project.steps, key=lambda step: (step.finish, step.start)):
            activity = self.activities[f"{self.building.code}-{step.code}"]
            if self._is_done(step):
                yield from self._done(activity, step)
            elif self._is_late(step):
                yield from self._late(activity)
            elif (self.project.code, self.building.code, step.code) == CLAIMED_ONLY:
                day = self.today - datetime.timedelta(days=1)
                yield self._claim(activity, day, "样板段完成（示例）")
            elif not step.is_milestone and self._is_started(step):
                yield from self._started(activity, step)

    def _held_up_at(self) -> int:
        late = [step.finish for step in self.project.steps if step.code == self.building.late]
        return late[0] if late else 10_000

    def _is_done(self, step: Step) -> bool:
        return step.finish <= self.building.age and step.finish < self._held_up_at()

    def _is_started(self, step: Step) -> bool:
        return step.start < min(self.building.age, self._held_up_at())

    def _is_late(self, step: Step) -> bool:
        return step.code == self.building.late

    def _at(self, day: datetime.date, time: datetime.time) -> datetime.datetime:
        return min(datetime.datetime.combine(day, time, ZONE_OFFSET), self.now)

    def _done(self, activity: Activity, step: Step) -> Iterator[Deed]:
        day = step.last_day(self.begin)
        if step.is_milestone:
            yield self._claim(activity, day, "")
            accepted = self._at(day + datetime.timedelta(days=1), MORNING)
            accept = partial(
                progress.milestone_accept, user=self.cast["planner"], milestone=activity
            )
            yield Deed(accepted, accept)
            return
        said = {
            "percent": Decimal(100),
            "actual_start": step.first_day(self.begin),
            "actual_finish": day,
        }
        yield self._reported(activity, day, said)

    def _claim(self, activity: Activity, day: datetime.date, note: str) -> Deed:
        claim = partial(
            progress.milestone_claim,
            user=self.cast["site"],
            milestone=activity,
            note=note,
            actual_finish=day,
        )
        return Deed(self._at(day, AFTERNOON), claim)

    def _late(self, activity: Activity) -> Iterator[Deed]:
        """It stands still: a week ago it was as far as yesterday."""
        said = {"percent": Decimal(LATE_PERCENT), "note": "最后一段施工中，正在加班组（示例）"}
        for before in REPORTED_BEFORE:
            yield self._reported(activity, self.today - before, said)

    def _started(self, activity: Activity, step: Step) -> Iterator[Deed]:
        begun = step.first_day(self.begin)
        percents = {begun: 5}
        for before in REPORTED_BEFORE:
            day = self.today - before
            share = ((day - self.begin).days + 1 - step.start) * 100 // (step.finish - step.start)
            percents[max(day, begun)] = max(5, min(95, share))
        for day, percent in percents.items():
            said = {
                "percent": Decimal(percent),
                "note": "按计划推进（示例）",
                "actual_start": begun,
            }
            yield self._reported(activity, day, said)

    def _reported(self, activity: Activity, day: datetime.date, said: dict[str, Any]) -> Deed:
        report = partial(
            progress.progress_record, user=self.cast["site"], activity=activity, **said
        )
        return Deed(self._at(day, AFTERNOON), report)
