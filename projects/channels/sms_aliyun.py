"""Text messages by Alibaba Cloud SMS (SendSms, version 2017-05-25).

Source: Alibaba Cloud documents, "SendSms", "request syntax and signature method of RPC" and
"error codes of SMS". A text is an approved template whose variables are `SMS_FIELDS`.
"""

import base64
import datetime
import hashlib
import hmac
import uuid
from collections.abc import Mapping
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
    status_check,
)
from projects.channels.markdown import json_body
from projects.channels.outgoing import Reply, post
from projects.channels.sms_gateway import FORM_HEADERS
from projects.models.alert_words import ErrorClass

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
    account = settings.SMS
    if not (account.key_id and account.secret and account.sign_name and account.template):
        raise NotSent(
            ErrorClass.CONFIGURATION, "SMS_KEY_ID, _SECRET, _SIGN_NAME or _TEMPLATE is not set"
        )
    parameters = {
        "AccessKeyId": account.key_id,
        "Action": "SendSms",
        "Format": "JSON",
        "OutId": key,
        "PhoneNumbers": phone.removeprefix("+86").removeprefix("+"),
        "SignName": account.sign_name,
        "SignatureMethod": "HMAC-SHA1",
        "SignatureNonce": str(uuid.uuid4()),
        "SignatureVersion": "1.0",
        "TemplateCode": account.template,
        "TemplateParam": json_body(fields).decode(),
        "Timestamp": now.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Version": "2017-05-25",
    }
    parameters["Signature"] = signature(parameters, secret=account.secret, method="POST")
    pairs = (f"{_encoded(name)}={_encoded(value)}" for name, value in parameters.items())
    reply = post(
        account.url,
        body="&".join(pairs).encode(),
        headers=FORM_HEADERS,
        refused=ErrorClass.CONFIGURATION,
    )
    return _receipt(reply, now)


def _receipt(reply: Reply, now: datetime.datetime) -> str:
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
    return str(said.get("BizId", ""))[:200]
