"""Text messages by any gateway that takes a POST: fields and what counts as a yes are settings."""

import datetime
from urllib.parse import urlencode

from django.conf import settings

from projects.channels.base import NotSent
from projects.channels.judgement import json_of, status_check, told
from projects.channels.markdown import json_body
from projects.channels.outgoing import post
from projects.channels.robots import JSON_HEADERS
from projects.models.alert_words import ErrorClass

FORM_HEADERS = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}


def fields_send(*, fields: dict[str, str], key: str, now: datetime.datetime) -> str:
    """Post the fields; no id comes back.

    `SMS_GOOD` names the field of the answer and its value that mean yes; what is not that is
    tried again, since nobody knows the gateway's other words.
    """
    if not settings.SMS.url or not fields:
        raise NotSent(ErrorClass.CONFIGURATION, "SMS_URL or SMS_FIELDS is not set")
    form = settings.SMS.as_form
    headers = {**(FORM_HEADERS if form else JSON_HEADERS), "Idempotency-Key": key}
    if settings.SMS.authorization:
        headers["Authorization"] = settings.SMS.authorization
    reply = post(
        settings.SMS.url,
        body=urlencode(fields).encode() if form else json_body(fields),
        headers=headers,
        refused=ErrorClass.CONFIGURATION,
    )
    status_check(reply, now, shared=True)
    name, _equals, value = settings.SMS.good.partition("=")
    if name and str(json_of(reply).get(name)) != value:
        raise NotSent(ErrorClass.TRANSIENT, f"gateway: {told(reply.body)}")
    return ""
