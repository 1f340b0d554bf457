"""`python -m tests.projects.tables_of whole|steps`: migrate an empty database one way, and tell it.

`whole` is what a new installation takes; `steps` are the migrations that it replaces, one by one,
as a database took them that was there before.
"""

import json
import re
import sys
from collections.abc import Iterator

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

COLUMNS = """
    SELECT table_name, column_name, udt_name, character_maximum_length, numeric_precision,
           numeric_scale, is_nullable, column_default, is_identity, generation_expression
    FROM information_schema.columns WHERE table_schema = 'public'
"""
INDEXES = "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'"
CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
"""
ROOM = "SELECT relname, reloptions::text FROM pg_class WHERE reloptions IS NOT NULL"
TABLES = "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
FIRST_ROWS = (
    "SELECT kind, enabled, working_days_before, remind_from, project_id, slip_days, repeat_days,"
    " severity, waits, channels, claimed_days, gap_points, report_days, start_days, statutory_days"
    " FROM projects_alertrule",
    "SELECT kind, level, whom, role, user_id FROM projects_alertrecipient"
    " JOIN projects_alertrule rule ON rule.id = rule_id",
)
NAMED = re.compile(r'CONSTRAINT "(\w+)" (\w+)')


def main(way: str) -> None:
    """Print what is there as JSON, sorted: tables by two ways have their columns in two orders."""
    django.setup()
    if way == "whole":
        call_command("migrate", verbosity=0, skip_checks=True)
    else:
        _steps()
    told = _postgresql() if connection.vendor == "postgresql" else _sqlite()
    rows = (line for statement in FIRST_ROWS for line in _rows(statement))
    json.dump(sorted([*told, *rows]), sys.stdout, indent=1)


def _steps() -> None:
    executor = MigrationExecutor(connection)
    executor.loader = MigrationLoader(connection, replace_migrations=False)
    replacing = set(executor.loader.replacements)
    executor.migrate([each for each in executor.loader.graph.leaf_nodes() if each not in replacing])


def _rows(statement: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [" | ".join(map(str, row)) for row in cursor.fetchall()]


def _postgresql() -> Iterator[str]:
    for statement in (COLUMNS, INDEXES, CONSTRAINTS, ROOM):
        yield from _rows(statement)


def _sqlite() -> Iterator[str]:
    yield from _rows("SELECT tbl_name, sql FROM sqlite_master WHERE type = 'index'")
    for told in _rows(TABLES):
        table, sql = told.split(" | ", 1)
        yield from (f"{table} | {name} | {kind}" for name, kind in NAMED.findall(sql))
        for pragma, left_out in (("table_xinfo", 1), ("foreign_key_list", 2)):
            # the first numbers are places
            lines = _rows(f"PRAGMA {pragma}('{table}')")
            yield from (f"{table} | {pragma} | {line.split(' | ', left_out)[-1]}" for line in lines)


if __name__ == "__main__":
    main(sys.argv[1])
