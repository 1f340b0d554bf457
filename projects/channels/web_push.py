"""Notifications to browsers: encrypted for one subscription (RFC 8291), sent by its push service.

The address is the subscription's endpoint; its secret is the subscription's `keys` as JSON.
The push service keeps one message a topic, and the page's worker shows one notification a key,
so that a repeat takes the place of the first.
"""

import datetime
import json
import os
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.utils.translation import gettext as _

from projects.channels.base import Address, AddressRefused, Medium, NotSent, Rendered
from projects.channels.judgement import status_check
from projects.channels.markdown import json_body
from projects.channels.outgoing import post, url_check
from projects.channels.texts import bytes_in_json, cut, lines_of, one_line
from projects.channels.vapid import authorization, b64url_read, point_of
from projects.models.alert_words import ErrorClass

AUTH_BYTES = 16
SALT_BYTES = 16
RECORD_BYTES = 4096
TOPIC_LETTERS = 32
# services take 4096 bytes in all; the rest is room for the encryption and the other fields
SUBJECT_MOST = 300
TEXT_MOST = 2400
KEPT = datetime.timedelta(days=1)


def keys_of(address: Address) -> tuple[ec.EllipticCurvePublicKey, bytes]:
    """Return the browser's public key and its secret of 16 bytes, or raise `AddressRefused`."""
    try:
        said = json.loads(address.secret)
        point, auth = b64url_read(said["p256dh"]), b64url_read(said["auth"])
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise AddressRefused(
            "web_push_secret", _("The keys of the browser's subscription are missing.")
        ) from error
    if len(auth) != AUTH_BYTES:
        raise AddressRefused(
            "web_push_secret", _("The keys of the browser's subscription are missing.")
        )
    return key, auth


def address_check(address: Address) -> None:
    """Raise `AddressRefused` unless it can be encrypted for and may be reached."""
    keys_of(address)
    url_check(address.value)


def body_of(message: Rendered) -> bytes:
    """Write what the page's worker shows; the longest words give way."""
    return json_body(
        {
            "title": cut(one_line(message.subject), SUBJECT_MOST, bytes_in_json),
            "body": cut(lines_of(message.text), TEXT_MOST, bytes_in_json),
            "link": message.link,
            "key": message.key,
            "language": message.language,
        }
    )


def encrypted(
    body: bytes,
    *,
    key: ec.EllipticCurvePublicKey,
    auth: bytes,
    ours: ec.EllipticCurvePrivateKey,
    salt: bytes,
) -> bytes:
    """Encrypt in one record (RFC 8188, aes128gcm) as RFC 8291 section 3.4 derives the keys.

    `ours` is made for this message alone, `salt` has 16 random bytes.
    """
    our_point = point_of(ours.public_key())
    shared = ours.exchange(ec.ECDH(), key)
    input_key = _derived(shared, auth, b"WebPush: info\0" + point_of(key) + our_point, 32)
    content_key = _derived(input_key, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(input_key, salt, b"Content-Encoding: nonce\0", 12)
    head = salt + RECORD_BYTES.to_bytes(4) + bytes([len(our_point)]) + our_point
    # the last record ends in 2
    return head + AESGCM(content_key).encrypt(nonce, body + b"\x02", None)


def _derived(key: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(key)


def message_send(*, message: Rendered, address: Address, now: datetime.datetime) -> str:
    """Send to the endpoint `address.value`; return the push service's address of the message.

    404 and 410 say that the subscription is over, 401 and 403 that our key is not its own.
    """
    try:
        key, auth = keys_of(address)
    except AddressRefused as error:
        raise NotSent(ErrorClass.PERMANENT, error.code) from error
    ours = ec.generate_private_key(ec.SECP256R1())
    salt = os.urandom(SALT_BYTES)
    body = encrypted(body_of(message), key=key, auth=auth, ours=ours, salt=salt)
    parts = urlsplit(address.value)
    reply = post(
        address.value,
        body=body,
        headers={
            "Authorization": authorization(f"{parts.scheme}://{parts.netloc}", now),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(int(KEPT.total_seconds())),
            "Topic": message.key[:TOPIC_LETTERS],
            "Urgency": "high",
        },
    )
    status_check(reply, now)
    return reply.headers.get("Location", "")[:200]


MEDIUM = Medium(send=message_send, check=address_check, repeat_safe=KEPT)
