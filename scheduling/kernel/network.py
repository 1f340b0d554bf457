"""What the passes read and write: flat arrays, activities renumbered in the order of work."""

from typing import Any, NamedTuple

from scheduling.kernel.compiled import record

NONE = -(2**62)
IN_PROGRESS, FINISHED = 1, 2
TASK, START_MILESTONE, FINISH_MILESTONE = 0, 1, 2
FS, SS, FF, SF = 0, 1, 2, 3
SNET, SNLT, FNET, FNLT, MSO, MFO, MANDATORY_START, MANDATORY_FINISH, ALAP = range(1, 10)
RETAINED_LOGIC, OVERRIDE, ACTUAL_DATES = 0, 1, 2
NORMAL, P6, MSPROJECT = 0, 1, 2


@record
class Network(NamedTuple):
    """n activities in the order of work, and m links beside each of their ends.

    work, duration: minutes; calendar: index into the clocks
    kind, status: `plan.Kind`; 0 not started, 1 in progress, 2 finished
    constraint, constraint_at, constraint2, constraint2_at, finish_by: see `columns.Columns`
    actual_start, actual_finish, resume_at: instants or NONE
    in_ptr, in_pred, in_kind, in_lag, in_clock: links by successor
    out_ptr, out_succ, out_kind, out_lag, out_clock: the same links by predecessor
    """

    work: Any
    duration: Any
    calendar: Any
    kind: Any
    status: Any
    constraint: Any
    constraint_at: Any
    constraint2: Any
    constraint2_at: Any
    finish_by: Any
    actual_start: Any
    actual_finish: Any
    resume_at: Any
    in_ptr: Any
    in_pred: Any
    in_kind: Any
    in_lag: Any
    in_clock: Any
    out_ptr: Any
    out_succ: Any
    out_kind: Any
    out_lag: Any
    out_clock: Any


@record
class Rules(NamedTuple):
    """What the passes look at of `profiles.Options`, and the project's dates.

    first, last: the instant before which nothing starts, the late finish of the project
    first_at, last_at: the same as positions in each calendar; the backward pass reads only these
    """

    progress: int
    instants: int
    constraints_win: bool
    remaining_from_start: bool
    free_float_capped: bool
    first: int
    last: int
    first_at: Any
    last_at: Any


@record
class Dates(NamedTuple):
    """What the passes write: instants, and beside each its position in the own calendar."""

    early_start: Any
    early_finish: Any
    early_start_at: Any
    early_finish_at: Any
    late_start: Any
    late_finish: Any
    late_start_at: Any
    late_finish_at: Any
