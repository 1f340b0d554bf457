"""CP-SAT at work on a levelling's program, in a thread of its own."""

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor, wait
from types import TracebackType
from typing import Self

import numpy as np
from ortools.sat.python import cp_model

from scheduling.columns import Longs
from scheduling.kernel.network import Dates
from scheduling.levelling.program import Program
from scheduling.levelling.site import Site


class Solver:
    """A search that goes on until it is left, has proved its answer, or its time is over.

    bound: an instant before which nothing finishes, as far as that is known
    """

    def __init__(self, site: Site, dates: Dates, seconds: float, workers: int, seed: int) -> None:
        self.site = site
        self.program = Program(site, dates)
        self.program.hint(dates)
        self.bound = int(site.rules.first)
        self._found: deque[Longs] = deque()
        self._solver = cp_model.CpSolver()
        self._solver.parameters.max_time_in_seconds = seconds
        self._solver.parameters.num_workers = workers
        self._solver.parameters.random_seed = seed
        self._solver.best_bound_callback = self._bounded
        self._thread = ThreadPoolExecutor(1)

    def __enter__(self) -> Self:
        self._done: Future[None] = self._thread.submit(self._solve)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._solver.stop_search()
        self._thread.shutdown()

    def ended(self, seconds: float) -> bool:
        """Wait for the end, at most so long."""
        wait([self._done], seconds)
        if self._done.done():
            self._done.result()
        return self._done.done()

    def starts(self) -> list[Longs]:
        """Starts found since they were asked for last, a key for each row."""
        return [self._found.popleft() for _ in range(len(self._found))]

    def _solve(self) -> None:
        status = self._solver.solve(self.program.model, Listener(self.program, self._found))
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self._bounded(self._solver.best_objective_bound)

    def _bounded(self, bound: float) -> None:
        self.bound = max(self.bound, self.program.steps.instant(round(bound)))


class Listener(cp_model.CpSolverSolutionCallback):
    """Keeps the starts of every solution."""

    def __init__(self, program: Program, found: deque[Longs]) -> None:
        super().__init__()
        self.program, self.found = program, found

    def on_solution_callback(self) -> None:
        """One more solution."""
        early = self.program.site.early.early_start
        keys = np.array([self.program.steps.at(int(at)) for at in early], np.int64)
        for row, start in self.program.starts.items():
            keys[row] = self.value(start)
        self.found.append(keys)
