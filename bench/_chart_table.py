"""What the charts showed, as lines, ratios and the figure."""

import os
import statistics
from collections.abc import Callable

from bench._chart_probe import OURS, PATIENCE_MS, Visit, p95

Found = dict[str, dict[str, list[Visit]]]
NEVER = f"did not finish in {PATIENCE_MS // 1000} s"


def _bars(visit: Visit) -> float | None:
    return visit.bars


def _scrolled(visit: Visit) -> float | None:
    return p95(visit.scrolled) if visit.scrolled else None


def _zoomed(visit: Visit) -> float | None:
    return p95(visit.zoomed) if visit.zoomed else None


def _work(visit: Visit) -> float | None:
    return visit.work


def _memory(visit: Visit) -> float | None:
    return visit.memory


# what a line is called, in what it is counted, and how it is read off a visit
LINES: dict[str, tuple[str, Callable[[Visit], float | None]]] = {
    "first bars": ("ms", _bars),
    "scroll p95": ("ms", _scrolled),
    "zoom p95": ("ms", _zoomed),
    "frame's work": ("ms", _work),
    "memory": ("MB", _memory),
}


def told(found: Found, libraries: tuple[str, ...]) -> None:
    """Print a line for each size and measure, then the ratios' worst and the figure."""
    ratios = {library: _ratios(found, library) for library in libraries}
    print(f"load {os.getloadavg()[0]:.1f}; medians; × = theirs ÷ ours, more than 1 is for us")
    for size, charts in found.items():
        for line, (unit, _read) in LINES.items():
            cells = [f"{name} {_said(_median(charts[name], line), unit)}" for name in charts]
            against = [f"× {ratios[each][size, line]:.2f} {each}" for each in libraries]
            print(f"{size:<4}{line:<13}", " | ".join([*cells, *against]))
    for library, known in ratios.items():
        worst = min(known, key=lambda at: known[at])
        print(f"worst against {library}: {known[worst]:.2f} ({' '.join(worst)})")
    versus = " ".join(f"vs_{library}={_first(ratios, library)}" for library in ("svar", "dhtmlx"))
    print(
        f"figure: first_bars_ms_10k={_ours(found, '10k', 'first bars'):.0f} "
        f"scroll_p95_ms_10k={_ours(found, '10k', 'scroll p95'):.1f} "
        f"scroll_p95_ms_50k={_ours(found, '50k', 'scroll p95'):.1f} {versus}"
    )


def _median(visits: list[Visit], line: str) -> float | None:
    """The middle of the visits that showed it; None where one did not end."""
    if any(visit.bars is None for visit in visits):
        return None
    moved = [visit for visit in visits if visit.memory is not None]
    read = LINES[line][1]
    values = [read(visit) for visit in (visits if line == "first bars" else moved)]
    known = [value for value in values if value is not None]
    return statistics.median(known) if len(known) == len(values) else None


def _ours(found: Found, size: str, line: str) -> float:
    """Ours must end; one that did not counts as its patience."""
    return _median(found[size][OURS.name], line) or PATIENCE_MS


def _ratios(found: Found, library: str) -> dict[tuple[str, str], float]:
    """Theirs ÷ ours of each line; what never ended counts as its patience."""
    return {
        (size, line): (_median(charts[library], line) or PATIENCE_MS) / _ours(found, size, line)
        for size, charts in found.items()
        for line in LINES
    }


def _said(value: float | None, unit: str) -> str:
    return NEVER if value is None else f"{value:.1f} {unit}"


def _first(ratios: dict[str, dict[tuple[str, str], float]], library: str) -> str:
    known = ratios.get(library)
    return f"{known['10k', 'first bars']:.2f}" if known else "none"
