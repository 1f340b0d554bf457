"""Fakes with the manners of the real providers."""

import collections
import dataclasses
from typing import Any
from urllib.parse import parse_qs

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


class Aliyun:
    """Alibaba Cloud SMS: it keeps every text by number and day, and says so in pages of its own.

    `lost_answers` is how many of the next sends are taken and never answered.
    """

    def __init__(self) -> None:
        self.records: list[dict[str, Any]] = []
        self.lost_answers = 0
        self.status = 3
        self.send_answer: Answer | None = None
        self.query_answer: Answer | None = None
        self.asked = 0

    def __call__(self, got: Got) -> Answer:
        form = {name: each[0] for name, each in parse_qs(got.body.decode()).items()}
        return self._query(form) if form["Action"] == "QuerySendDetails" else self._send(form)

    def _send(self, form: dict[str, str]) -> Answer:
        if self.send_answer:
            return self.send_answer
        day = form["Timestamp"][:10].replace("-", "")
        self.keep(form["PhoneNumbers"], day, form["OutId"])
        answer = said(Code="OK", Message="OK", BizId=f"b{len(self.records)}")
        if not self.lost_answers:
            return answer
        self.lost_answers -= 1
        return dataclasses.replace(answer, drop=True)

    def keep(self, number: str, day: str, out_id: str) -> None:
        """Write a text down as taken."""
        record = {"PhoneNum": number, "OutId": out_id, "SendStatus": self.status}
        self.records.append({"day": day, **record})

    def _query(self, form: dict[str, str]) -> Answer:
        self.asked += 1
        if self.query_answer:
            return self.query_answer
        size, page = int(form["PageSize"]), int(form["CurrentPage"])
        found = [
            {name: value for name, value in record.items() if name != "day"}
            for record in self.records
            if (record["PhoneNum"], record["day"]) == (form["PhoneNumber"], form["SendDate"])
        ]
        return said(
            Code="OK",
            Message="OK",
            TotalCount=str(len(found)),
            SmsSendDetailDTOs={"SmsSendDetailDTO": found[size * (page - 1) : size * page]},
        )
