"""Summaries: made when it is their hour, sent at least once, each under one unchanging name."""

from projects.services.summaries.due import summaries_make
from projects.services.summaries.send import SummaryCounts, summaries_send

__all__ = ["SummaryCounts", "summaries_make", "summaries_send"]
