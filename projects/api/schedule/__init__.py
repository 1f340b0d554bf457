"""Doors to the schedule of a project: `projects/{id}/schedule/` and what lies below it."""
