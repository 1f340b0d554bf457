"""The exception for a broken business rule, and the one for what is only asked too often."""

import datetime
from typing import Any


class RuleBroken(Exception):  # noqa: N818 - it names the fact, as the API's answer does
    """A rule of the domain forbids this; the API answers with `status` and the stable `code`.

    `pointer` is a JSON pointer to the faulty value in the request (`/planned_finish`), empty when
    the request as a whole is refused. `details` are extra members of the answer.
    """

    def __init__(
        self, code: str, detail: str, *, status: int = 400, pointer: str = "", **details: Any
    ) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.status = status
        self.pointer = pointer
        self.details = details


class TooMany(Exception):  # noqa: N818 - it names the fact
    """Somebody or something had enough of this for now; there is room again after `wait`."""

    def __init__(self, wait: datetime.timedelta) -> None:
        super().__init__(str(wait))
        self.wait = wait
