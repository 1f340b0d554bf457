"""Levellings: proposed at once, adopted into the plan or dropped."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from django.db import transaction
from django.utils.translation import gettext as _

from projects.errors import RuleBroken
from projects.models import Activity, Analysis, Project, User
from projects.models.analysis_words import AnalysisKind, AnalysisState
from projects.selectors.analyses import request_said
from projects.selectors.computations import computation_of
from projects.selectors.levelling import Standing, proposed_at_once
from projects.selectors.resources import Crews, crews_packed, demands_check, levelled_needs
from projects.selectors.schedules import Answer
from projects.services.analyses import analyses_forget
from projects.services.planning.scheduling import project_hold, schedule_again
from projects.services.rows import relation_unknown

BATCH = 1000


def levelling_ask(
    *, project: Project, user: User, request: Mapping[str, Any], now: datetime.datetime
) -> Analysis:
    """Propose by priority rules and store it, as of `now` (UTC); a worker then searches on.

    It begins from the plan as if no levelling had been adopted. 422 where the plan cannot be
    computed, where no work needs a resource, and where work needs more than there ever is.
    """
    standing = Standing(project, now)
    computation_of(standing.network)
    crews = _crews_asked(standing, request["resources"])
    packed = standing.network.whole
    needs, _efforts = levelled_needs(crews, packed.columns, packed.ids)
    if not needs.needs:
        raise RuleBroken(
            "nothing_to_level", _("No work that is left needs these resources."), status=422
        )
    demands_check(needs)
    answer = proposed_at_once(packed, crews, request)
    found = orjson.loads(answer)["said"]["optimal"] or not request["time_limit_s"]
    made = Analysis.objects.create(
        project=project,
        kind=AnalysisKind.LEVELLING,
        state=AnalysisState.DONE if found else AnalysisState.WAITING,
        progress=100 if found else 0,
        asked_by=user,
        asked_at=now,
        finished_at=now if found else None,
        mark=standing.mark(request["resources"]),
        request=orjson.dumps(dict(request)),
        network=standing.packed,
        resources=crews_packed(crews),
        answer=answer,
    )
    analyses_forget(project=project, kind=AnalysisKind.LEVELLING)
    return made


@transaction.atomic
def levelling_adopt(*, levelling: Analysis, proposal: str, now: datetime.datetime) -> Answer:
    """Put a proposal's starts into the plan and compute, as of `now` (UTC).

    It takes the place of the one adopted before. `proposal` is the mark of what was looked at:
    409 `proposal_changed` where the search has found a better one since, 409 `plan_changed` where
    the plan, its resources or the day are others than those it was made for.
    """
    held = project_hold(project_id=levelling.project_id)
    row = Analysis.objects.select_for_update().get(pk=levelling.pk)
    if row.state == AnalysisState.CANCELLED or row.answer is None:
        raise RuleBroken("conflict", _("The proposal was dropped."), status=409)
    stored = orjson.loads(bytes(row.answer))
    if stored["said"]["proposal"] != proposal:
        raise RuleBroken(
            "proposal_changed",
            _("The search has found a better proposal since. Look again."),
            status=409,
            pointer="/proposal",
        )
    if row.mark != Standing(held, now).mark(request_said(row)["resources"]):
        raise RuleBroken("plan_changed", _("The plan has changed since. Look again."), status=409)
    adopted = Analysis.objects.filter(project=held, state=AnalysisState.ADOPTED)
    adopted.exclude(pk=row.pk).update(state=AnalysisState.DONE)
    # whoever still searches finds that the row is not his any more
    Analysis.objects.filter(pk=row.pk).update(
        state=AnalysisState.ADOPTED,
        finished_at=row.finished_at or now,
        lease_until=None,
        lease_token=None,
    )
    _pins_set(held, stored["pins"])
    return schedule_again(held=held, now=now)


@transaction.atomic
def levelling_drop(*, levelling: Analysis, now: datetime.datetime) -> None:
    """Drop a proposal; where it was adopted, take it out of the plan and compute."""
    held = project_hold(project_id=levelling.project_id)
    row = Analysis.objects.select_for_update().get(pk=levelling.pk)
    if row.state == AnalysisState.ADOPTED:
        _pins_set(held, [])
        schedule_again(held=held, now=now)
    Analysis.objects.filter(pk=row.pk).update(
        state=AnalysisState.CANCELLED,
        finished_at=row.finished_at or now,
        lease_until=None,
        lease_token=None,
    )


def _crews_asked(standing: Standing, ids: Sequence[int] | None) -> Crews:
    """The resources that were asked for, or all; one that the project has not is refused."""
    for place, pk in enumerate(ids or ()):
        if pk not in standing.crews.resources:
            raise relation_unknown(pointer=f"/resources/{place}")
    return standing.crews_for(ids)


def _pins_set(project: Project, pins: list[list[int]]) -> None:
    """Hold activities (id) back until an instant, and no others; their versions stay."""
    rows = Activity.objects.filter(project=project)
    rows.filter(levelled_start__isnull=False).update(levelled_start=None)
    Activity.objects.bulk_update(
        [Activity(pk=pk, levelled_start=at) for pk, at in pins], ["levelled_start"], BATCH
    )
