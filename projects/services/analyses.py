"""Asking for risk analyses, and making these and levellings, safely repeatable."""

import datetime
import uuid
from collections.abc import Callable, Mapping
from typing import Any

import orjson
import structlog
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Analysis, Project, User
from projects.models.analysis_words import AnalysisKind, AnalysisState
from projects.selectors.analyses import request_said
from projects.selectors.computations import computation_of, network_now
from projects.selectors.levelling import proposed
from projects.selectors.names import names_of
from projects.selectors.ranges import PARTS, kept_of, kept_said, marked, sources_of
from projects.selectors.resources import crews_unpacked
from projects.selectors.risk import answer_of, risk_of, uncertainty_of
from projects.selectors.shifts import unpacked
from scheduling.packed import Packed

log = structlog.get_logger(__name__)

LEASE = datetime.timedelta(minutes=3)
ATTEMPTS_MOST = 3
# nobody asks about yesterday's plan: these are kept, older ones go with the next
KEPT = 20
OPEN = (AnalysisState.WAITING, AnalysisState.RUNNING)
STAY = (*OPEN, AnalysisState.ADOPTED)

Report = Callable[[float], None]


class _Lost(Exception):  # noqa: N818 - it names the fact
    """Somebody else took the row, or it is gone."""


def analysis_ask(
    *, project: Project, user: User, request: Mapping[str, Any], now: datetime.datetime
) -> Analysis:
    """Store what is asked of the plan as of `now` (UTC); a plan in error is refused with 422.

    What a request leaves out of spread, ranges and groups is taken from the project as it is now.
    """
    network = network_now(project, now)
    computation_of(network)
    kept = kept_of(project)
    taken = {name: kept[name] for name in PARTS if name not in request}
    asked = {**taken, **request}
    if asked["spread"] is None and not asked["ranges"]:
        raise RuleBroken("nothing_varies", _("Say what varies."), pointer="/spread")
    uncertainty_of(asked, network.ids.tolist(), network.columns)
    mark = marked(network.mark, kept)
    made = Analysis.objects.create(
        project=project,
        kind=AnalysisKind.RISK,
        asked_by=user,
        asked_at=now,
        mark=mark,
        request=orjson.dumps(dict(request)),
        ranges=orjson.dumps(taken),
        inputs=marked(mark, asked),
        network=network.packed(),
    )
    analyses_forget(project=project, kind=AnalysisKind.RISK)
    return made


def analyses_forget(*, project: Project, kind: AnalysisKind) -> None:
    """Delete the old ones of a kind: what is open, and what was adopted, stays."""
    old = Analysis.objects.filter(project=project, kind=kind).exclude(state__in=STAY)
    ids = old.order_by("-id").values_list("pk", flat=True)[KEPT:]
    Analysis.objects.filter(pk__in=list(ids)).delete()


def analyses_due(*, most: int = 10) -> list[int]:
    """Ids of analyses that nobody makes."""
    due = Analysis.objects.filter(_free(timezone.now()), state__in=OPEN)
    return list(due.order_by("id").values_list("pk", flat=True)[:most])


def analysis_run(*, analysis_id: int) -> AnalysisState | None:
    """Make an analysis; None where another worker has it or it is gone.

    The attempt is counted at the claim, so that one that kills its worker ends as failed.
    """
    token = _claimed(analysis_id)
    if token is None:
        return None
    analysis = Analysis.objects.get(pk=analysis_id)
    packed = unpacked(analysis.network)
    if packed is None or analysis.attempts > ATTEMPTS_MOST:
        return _ended(analysis, token, AnalysisState.FAILED, problem="analysis_failed")
    try:
        answer = MAKERS[AnalysisKind(analysis.kind)](analysis, packed, _reporter(analysis, token))
    except _Lost:
        log.warning("analysis_lost", analysis=analysis.pk)
        return None
    return _ended(analysis, token, AnalysisState.DONE, answer=answer)


def analysis_cancel(*, analysis: Analysis, now: datetime.datetime) -> None:
    """End an analysis that is not done; a worker that makes it stops at its next report."""
    Analysis.objects.filter(pk=analysis.pk, state__in=OPEN).update(
        state=AnalysisState.CANCELLED, finished_at=now, lease_until=None, lease_token=None
    )


def _risk(analysis: Analysis, packed: Packed, report: Report) -> bytes:
    kept = kept_said(analysis)
    request = {**kept, **request_said(analysis)}
    risk = risk_of(packed, request, report)
    named, sources = names_of(packed.ids.tolist()), sources_of(request, kept, packed)
    return orjson.dumps(answer_of(risk, packed, named, sources))


def _levelling(analysis: Analysis, packed: Packed, report: Report) -> bytes:
    crews = crews_unpacked(bytes(analysis.resources or b""))
    return proposed(packed, crews, request_said(analysis), report)


MAKERS = {AnalysisKind.RISK: _risk, AnalysisKind.LEVELLING: _levelling}


def _free(now: datetime.datetime) -> Q:
    return Q(lease_until=None) | Q(lease_until__lte=now)


def _claimed(analysis_id: int) -> uuid.UUID | None:
    token, now = uuid.uuid4(), timezone.now()
    taken = Analysis.objects.filter(_free(now), pk=analysis_id, state__in=OPEN).update(
        state=AnalysisState.RUNNING,
        lease_token=token,
        lease_until=now + LEASE,
        attempts=F("attempts") + 1,
    )
    return token if taken else None


def _reporter(analysis: Analysis, token: uuid.UUID) -> Report:
    """A progress report that also renews the lease; it ends the work once the row is another's."""
    said = 0

    def report(share: float) -> None:
        nonlocal said
        percent = min(99, int(100 * share))
        if percent <= said:
            return
        said = percent
        mine = Analysis.objects.filter(pk=analysis.pk, lease_token=token)
        if not mine.update(progress=percent, lease_until=timezone.now() + LEASE):
            raise _Lost

    return report


def _ended(
    analysis: Analysis, token: uuid.UUID, state: AnalysisState, **values: Any
) -> AnalysisState | None:
    """Store how it ended, unless it is somebody else's by now."""
    mine = Analysis.objects.filter(pk=analysis.pk, lease_token=token)
    done = mine.update(
        state=state,
        progress=100 if state == AnalysisState.DONE else F("progress"),
        finished_at=timezone.now(),
        lease_until=None,
        lease_token=None,
        **values,
    )
    return state if done else None
