"""What every channel says when it could not tell somebody something."""

from projects.models.words import ErrorClass


class NotSent(Exception):  # noqa: N818 - it names the fact
    """The provider did not take the message; `error_class` says what to do about it."""

    def __init__(self, error_class: ErrorClass, text: str) -> None:
        super().__init__(text)
        self.error_class = error_class
        self.text = text
