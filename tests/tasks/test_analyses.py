"""The jobs of analyses: one that rings, one that finds what no bell rang for."""

import datetime
import time
from pathlib import Path

import orjson
import pytest
from django.core.management import call_command

from projects import models
from projects.models.analysis_words import AnalysisState
from projects.services import analyses
from scheduling.kernel import compiled, store
from tasks.analyses import _turn, analyse, analyse_waiting
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 24, 4, 0, tzinfo=datetime.UTC)
REQUEST = {
    "iterations": 1000,
    "seed": 1,
    "spread": {"low": 80, "likely": 100, "high": 150, "shape": "pert"},
    "ranges": [],
    "groups": [],
}


def asked() -> models.Analysis:
    work = factories.ActivityFactory.create(code="A", duration_days=5)
    member = factories.MembershipFactory.create(project=work.project)
    return analyses.analysis_ask(project=work.project, user=member.user, request=REQUEST, now=NOW)


@pytest.mark.parametrize("rung", [True, False])
def test_an_analysis_is_made_with_or_without_a_bell(rung: bool) -> None:
    row = asked()
    if rung:
        analyse.apply((row.pk,))
    else:
        analyse_waiting.apply()
    row.refresh_from_db()
    assert row.state == AnalysisState.DONE
    assert row.answer is not None
    assert orjson.loads(bytes(row.answer))["iterations"] == 1000
    assert analyses.analyses_due() == []


def test_a_worker_makes_one_at_a_time() -> None:
    """However many are waiting, the other threads are free for alerts."""
    row = asked()
    with _turn:
        analyse.apply((row.pk,))
        analyse_waiting.apply()
    row.refresh_from_db()
    assert (row.state, row.attempts) == (AnalysisState.WAITING, 0)
    analyse_waiting.apply()
    row.refresh_from_db()
    assert row.state == AnalysisState.DONE


def test_a_command_does_the_same_by_hand(capsys: pytest.CaptureFixture[str]) -> None:
    row = asked()
    call_command("make_analyses")
    row.refresh_from_db()
    assert row.state == AnalysisState.DONE
    assert capsys.readouterr().out == f"analysis {row.pk}: done\n"


def test_an_analysis_waits_for_its_machine_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A desk's web process compiles nothing; as plain Python an analysis would hold up all else."""
    row = asked()
    monkeypatch.setenv("TOPOUT_STORED_KERNEL", "1")
    monkeypatch.setattr(store, "FOLDER", tmp_path)
    # a process waits for it for some minutes only, and this one may be older
    monkeypatch.setattr(compiled, "_BEGUN", time.monotonic())
    analyse_waiting.apply()
    row.refresh_from_db()
    assert (row.state, row.attempts) == (AnalysisState.WAITING, 0)
    store.stored(store.ANALYSES)
    analyse_waiting.apply()
    row.refresh_from_db()
    assert row.state == AnalysisState.DONE
