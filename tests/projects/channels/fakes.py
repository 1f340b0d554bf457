"""Fakes with the manners of the real providers."""

import collections

from tests.projects.channels.provider import Answer, Got, said


class Wecom:
    """The real one's manners: a token to ask for, and equal bodies taken once."""

    def __init__(self) -> None:
        self.tokens = 0
        self.valid = ""
        self.shown: collections.Counter[bytes] = collections.Counter()
        self.token_answer: Answer | None = None
        self.send_answer: Answer | None = None

    def __call__(self, got: Got) -> Answer:
        if got.path.startswith("/cgi-bin/gettoken"):
            return self._token(got)
        if got.query["access_token"] != self.valid:
            return said(errcode=42001, errmsg="access_token expired")
        if self.send_answer:
            return self.send_answer
        self.shown[got.body] += 1
        return said(errcode=0, errmsg="ok", invaliduser="", msgid=f"m{len(self.shown)}")

    def _token(self, got: Got) -> Answer:
        if self.token_answer:
            return self.token_answer
        if got.query != {"corpid": "corp", "corpsecret": "hidden"}:
            return said(errcode=40001, errmsg="invalid credential")
        self.tokens += 1
        self.valid = f"token-{self.tokens}"
        return said(errcode=0, access_token=self.valid, expires_in=7200)
