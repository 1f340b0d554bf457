"""What a project's last computation said, and how its instants are shown as days."""

import datetime
import zlib
from typing import Any, TypeVar

import numpy as np
import orjson
from django.db.models import Q
from numpy.typing import NDArray

from projects.models import Computation, Project
from projects.models.words import ActivityKind
from scheduling.calendars.instants import MINUTES_PER_DAY, day_end, day_start

Minutes = TypeVar("Minutes", int, NDArray[np.int64])
Answer = dict[str, Any]


def start_ordinal(minute: Minutes, *, ends: Any) -> Minutes:
    """The number of the day on which something starts.

    `ends`: is it a finish or an inspection milestone, which shows the day that it ends? Midnight
    then belongs to the day before. A truth, or one for each minute.
    """
    ordinal: Minutes = (minute - ends) // MINUTES_PER_DAY
    return ordinal


def finish_ordinal(minute: Minutes, *, begins: Any) -> Minutes:
    """The number of the last day of something; `begins`: is it a start milestone?"""
    ordinal: Minutes = (minute - 1 + begins) // MINUTES_PER_DAY
    return ordinal


def start_shown(kind: str, minute: int | None) -> datetime.date | None:
    """The day on which an activity starts, None before it was computed."""
    if minute is None:
        return None
    ends = kind in (ActivityKind.FINISH_MILESTONE, ActivityKind.INSPECTION_MILESTONE)
    return datetime.date.fromordinal(start_ordinal(minute, ends=ends))


def finish_shown(kind: str, minute: int | None) -> datetime.date | None:
    """The last day of an activity, None before it was computed."""
    if minute is None:
        return None
    begins = kind == ActivityKind.START_MILESTONE
    return datetime.date.fromordinal(finish_ordinal(minute, begins=begins))


def forecast_on_side(day: datetime.date, *, until: bool) -> Q:
    """The condition that an activity is expected to finish by the end of `day`, or not before it.

    Stored are minutes, and the one of a midnight: a start milestone's belongs to the day that
    begins with it, any other finish to the day that ends.
    """
    edge, word = (day_end(day), "lte") if until else (day_start(day), "gt")
    begins = Q(kind=ActivityKind.START_MILESTONE)
    return (begins & Q(**{f"forecast_finish__{word}": edge - 1})) | (
        ~begins & Q(**{f"forecast_finish__{word}": edge})
    )


def answer_last(project: Project) -> Answer | None:
    """Return what the project's last computation said, and what now keeps it from being new."""
    found = Computation.objects.filter(project=project).values_list("answer", flat=True).first()
    if found is None:
        return None
    answer: Answer = orjson.loads(zlib.decompress(found))
    return {**answer, "problem": project.schedule_problem or None}


def answer_kept(answer: Answer) -> bytes:
    """Return an answer as it is stored: the database would take longer to make it small."""
    return zlib.compress(orjson.dumps(answer), level=1)
