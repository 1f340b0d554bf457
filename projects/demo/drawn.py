"""Drawing every photo of the demo on both cores, beside the rows that are written meanwhile."""

import concurrent.futures
import contextlib
import multiprocessing
from collections.abc import Iterator, Mapping, Sequence

from projects.demo.album import Shot
from projects.demo.drawing import parent_watch, photo

DRAWERS = 2
Drawn = Iterator[tuple[Shot, bytes]]


@contextlib.contextmanager
def albums_drawn(albums: Mapping[str, Sequence[Shot]]) -> Iterator[dict[str, Drawn]]:
    """Begin to draw; give each album's shots with their files, which may still be waited for."""
    # spawned, because a fork copies sockets
    spawned = multiprocessing.get_context("spawn")
    pool = concurrent.futures.ProcessPoolExecutor(
        DRAWERS, mp_context=spawned, initializer=parent_watch
    )
    try:
        yield {
            code: zip(
                shots,
                pool.map(photo, [shot.scene for shot in shots], [shot.capture for shot in shots]),
                strict=True,
            )
            for code, shots in albums.items()
        }
    finally:
        # whoever is interrupted waits for no picture that nobody asks for any more
        pool.shutdown(cancel_futures=True)
