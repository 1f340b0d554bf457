"""Who sends notifications to browsers: our key pair and its signature (RFC 8292).

A browser's subscription is bound to our public key, so the key must stay: it is
`VAPID_PRIVATE_KEY`, or where that is not set a key made of SECRET_KEY, the same at every start.
"""

import base64
import datetime
import functools
import json

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

# the order of the group of P-256 (SEC 2, 2.4.2)
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
# RFC 8292 allows a day
VALID = datetime.timedelta(hours=12)


def b64url(raw: bytes) -> str:
    """Base64 for addresses, without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def b64url_read(text: str) -> bytes:
    """Read it again, with or without padding; raises ValueError (binascii.Error) for other text."""
    padded = text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4)
    return base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True)


@functools.lru_cache(maxsize=4)
def _key(said: str, secret: str) -> ec.EllipticCurvePrivateKey:
    """Read the private key, or make it of the secret; the rest of 384 bits is as good as even."""
    if said:
        return ec.derive_private_key(int.from_bytes(b64url_read(said)), ec.SECP256R1())
    wide = HKDF(algorithm=SHA256(), length=48, salt=None, info=b"topout vapid key")
    number = int.from_bytes(wide.derive(secret.encode()))
    return ec.derive_private_key(number % (ORDER - 1) + 1, ec.SECP256R1())


def private_key() -> ec.EllipticCurvePrivateKey:
    """Our key on P-256."""
    return _key(settings.VAPID_PRIVATE_KEY, settings.SECRET_KEY)


def point_of(key: ec.EllipticCurvePublicKey) -> bytes:
    """A public key as 65 bytes."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def public_key() -> str:
    """What a browser subscribes with (`applicationServerKey`)."""
    return b64url(point_of(private_key().public_key()))


def authorization(origin: str, now: datetime.datetime) -> str:
    """Say to the push service at `origin` who we are, as a JWT signed by ES256."""
    claims = {
        "aud": origin,
        "exp": int((now + VALID).timestamp()),
        "sub": settings.VAPID_SUBJECT,
    }
    head = {"typ": "JWT", "alg": "ES256"}
    signed = ".".join(b64url(json.dumps(part).encode()) for part in (head, claims))
    signature = private_key().sign(signed.encode(), ec.ECDSA(SHA256()))
    numbers = b"".join(number.to_bytes(32) for number in decode_dss_signature(signature))
    return f"vapid t={signed}.{b64url(numbers)}, k={public_key()}"
