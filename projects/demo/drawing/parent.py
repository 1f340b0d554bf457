"""A process that draws ends with the one that asked."""

import multiprocessing
import os
import threading
from multiprocessing.process import BaseProcess


def parent_watch() -> None:
    """End when the parent has, however that was: a pool's process waits for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_outlived, args=(parent,), daemon=True).start()


def _outlived(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
