"""Text messages by Alibaba Cloud SMS (SendSms, version 2017-05-25).

Source: Alibaba Cloud documents, "SendSms", "QuerySendDetails", "request syntax and signature
method of RPC" and "error codes of SMS". A text is an approved template whose variables are
`SMS_FIELDS`.
"""

import base64
import datetime
import hashlib
import hmac
import uuid
import zoneinfo
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from django.conf import settings

from projects.channels.base import NotSent
from projects.channels.judgement import (
    A_MINUTE,
    BUG,
    CONFIGURATION,
    PERMANENT,
    TRANSIENT,
    Table,
    Verdict,
    code_check,
    json_of,
    nothing_handed_over,
    status_check,
)
from projects.channels.markdown import json_body
from projects.channels.outgoing import Reply, post
from projects.channels.sms_gateway import FORM_HEADERS
from projects.models.alert_words import ErrorClass

BEIJING = zoneinfo.ZoneInfo("Asia/Shanghai")
PAGE_SIZE, PAGES_MOST = 50, 20
# of a record: 1 waits for the network's receipt, 3 arrived
FAILED = "2"

AN_HOUR = Verdict(ErrorClass.TRANSIENT, datetime.timedelta(hours=1))

CODES: Table = {
    "isp.SYSTEM_ERROR": TRANSIENT,
    "isv.BUSINESS_LIMIT_CONTROL": AN_HOUR,
    "isv.DAY_LIMIT_CONTROL": AN_HOUR,
    "isv.MONTH_LIMIT_CONTROL": AN_HOUR,
    "Throttling": A_MINUTE,
    "Throttling.User": A_MINUTE,
    "Throttling.Api": A_MINUTE,
    "isv.MOBILE_NUMBER_ILLEGAL": PERMANENT,
    "isv.MOBILE_COUNT_OVER_LIMIT": PERMANENT,
    "isv.DOMESTIC_NUMBER_NOT_SUPPORTED": PERMANENT,
    "isv.BLACK_KEY_CONTROL_LIMIT": BUG,
    "isv.SMS_CONTENT_ILLEGAL": BUG,
    "isv.PARAM_LENGTH_LIMIT": BUG,
    "isv.PARAM_NOT_SUPPORT_URL": BUG,
    "isv.INVALID_PARAMETERS": BUG,
    "isv.INVALID_JSON_PARAM": BUG,
    "isv.TEMPLATE_MISSING_PARAMETERS": CONFIGURATION,
    "isv.TEMPLATE_PARAMS_ILLEGAL": BUG,
    "isv.SMS_TEMPLATE_ILLEGAL": CONFIGURATION,
    "isv.SMS_SIGNATURE_ILLEGAL": CONFIGURATION,
    "isv.SMS_SIGN_ILLEGAL": CONFIGURATION,
    "isv.SMS_SIGNATURE_SCENE_ILLEGAL": CONFIGURATION,
    "isv.AMOUNT_NOT_ENOUGH": CONFIGURATION,
    "isv.OUT_OF_SERVICE": CONFIGURATION,
    "isv.PRODUCT_UN_SUBSCRIPT": CONFIGURATION,
    "isv.PRODUCT_UNSUBSCRIBE": CONFIGURATION,
    "isv.ACCOUNT_NOT_EXISTS": CONFIGURATION,
    "isv.ACCOUNT_ABNORMAL": CONFIGURATION,
    "isv.DENY_IP_RANGE": CONFIGURATION,
    "isp.RAM_PERMISSION_DENY": CONFIGURATION,
    "SignatureDoesNotMatch": CONFIGURATION,
    "IncompleteSignature": CONFIGURATION,
    "InvalidAccessKeyId.NotFound": CONFIGURATION,
    "InvalidAccessKeyId.Inactive": CONFIGURATION,
    "InvalidTimeStamp.Expired": CONFIGURATION,
    # our nonce is new each time: somebody repeated the request on its way
    "SignatureNonceUsed": Verdict(ErrorClass.AMBIGUOUS),
}


def signature(parameters: Mapping[str, str], *, secret: str, method: str) -> str:
    """Sign a request: base64(HMAC-SHA1(secret + "&", method, path and sorted parameters)).

    Each part is percent-encoded by RFC 3986, and the sorted parameters once more as a whole.
    """
    pairs = (f"{_encoded(name)}={_encoded(parameters[name])}" for name in sorted(parameters))
    text = f"{method}&{_encoded('/')}&{_encoded('&'.join(pairs))}"
    digest = hmac.digest(f"{secret}&".encode(), text.encode(), hashlib.sha1)
    return base64.b64encode(digest).decode()


def _encoded(text: str) -> str:
    return quote(text, safe="~")


def fields_send(*, fields: dict[str, str], phone: str, key: str, now: datetime.datetime) -> str:
    """Send the template with its variables to one number; return the receipt's id (BizId)."""
    if not (settings.SMS.sign_name and settings.SMS.template):
        raise NotSent(ErrorClass.CONFIGURATION, "SMS_SIGN_NAME or SMS_TEMPLATE is not set")
    said = _asked(
        {
            "Action": "SendSms",
            "OutId": key,
            "PhoneNumbers": _number(phone),
            "SignName": settings.SMS.sign_name,
            "TemplateCode": settings.SMS.template,
            "TemplateParam": json_body(fields).decode(),
        },
        now,
    )
    return str(said.get("BizId", ""))[:200]


def was_taken(*, phone: str, key: str, since: datetime.datetime, now: datetime.datetime) -> bool:
    """Whether a text of this key was taken since then and did not fail (QuerySendDetails).

    Records are kept by the day of Beijing and for 30 days. Raises `NotSent` when nobody answers:
    then nothing was sent, and it is asked again.
    """
    day, last = since.astimezone(BEIJING).date(), now.astimezone(BEIJING).date()
    while day <= last:
        if any(_is_of(record, key) for record in _records(phone, day, now)):
            return True
        day += datetime.timedelta(days=1)
    return False


def _records(phone: str, day: datetime.date, now: datetime.datetime) -> Iterator[object]:
    """Every text to a number on one day, page by page."""
    for page in range(1, PAGES_MOST + 1):
        with nothing_handed_over("query"):
            said = _asked(
                {
                    "Action": "QuerySendDetails",
                    "PhoneNumber": _number(phone),
                    "SendDate": f"{day:%Y%m%d}",
                    "PageSize": str(PAGE_SIZE),
                    "CurrentPage": str(page),
                },
                now,
            )
        details = said.get("SmsSendDetailDTOs")
        found = details.get("SmsSendDetailDTO") if isinstance(details, dict) else None
        if not isinstance(found, list):
            raise NotSent(ErrorClass.TRANSIENT, "query: the answer holds no list")
        yield from found
        if len(found) < PAGE_SIZE:
            return


def _is_of(record: object, key: str) -> bool:
    if not isinstance(record, dict) or record.get("OutId") != key:
        return False
    return str(record.get("SendStatus")) != FAILED


def _number(phone: str) -> str:
    return phone.removeprefix("+86").removeprefix("+")


def _asked(parameters: Mapping[str, str], now: datetime.datetime) -> dict[str, object]:
    """Ask with the account's signature; return the answer where it is a yes."""
    account = settings.SMS
    if not (account.key_id and account.secret):
        raise NotSent(ErrorClass.CONFIGURATION, "SMS_KEY_ID or SMS_SECRET is not set")
    signed = {
        **parameters,
        "AccessKeyId": account.key_id,
        "Format": "JSON",
        "SignatureMethod": "HMAC-SHA1",
        "SignatureNonce": str(uuid.uuid4()),
        "SignatureVersion": "1.0",
        "Timestamp": now.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Version": "2017-05-25",
    }
    signed["Signature"] = signature(signed, secret=account.secret, method="POST")
    pairs = (f"{_encoded(name)}={_encoded(value)}" for name, value in signed.items())
    reply = post(
        account.url,
        body="&".join(pairs).encode(),
        headers=FORM_HEADERS,
        refused=ErrorClass.CONFIGURATION,
    )
    return _answer(reply, now)


def _answer(reply: Reply, now: datetime.datetime) -> dict[str, object]:
    """Read the answer; also a refusal by status names its code, which says more."""
    if 400 <= reply.status < 500:
        try:
            said = json_of(reply)
        except NotSent:
            said = {}
        if said.get("Code") in CODES:
            code_check(said["Code"], said.get("Message", ""), CODES)
    status_check(reply, now, shared=True)
    said = json_of(reply)
    code_check(said.get("Code"), said.get("Message", ""), CODES)
    return said
