"""A browser that subscribed: it opens what only it can open."""

import json

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from projects.channels.base import Address
from projects.channels.vapid import b64url, point_of

AUTH = bytes(range(16))


class Browser:
    """A subscription with its private key."""

    def __init__(self, port: int = 0) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.url = f"http://127.0.0.1:{port}/push/abc"

    @property
    def address(self) -> Address:
        keys = {"p256dh": b64url(point_of(self.key.public_key())), "auth": b64url(AUTH)}
        return Address(self.url, json.dumps(keys))

    def opened(self, body: bytes) -> bytes:
        """Decrypt one record, as RFC 8188 and RFC 8291 say for the receiver."""
        salt, size, length = body[:16], int.from_bytes(body[16:20]), body[20]
        theirs, sealed = body[21 : 21 + length], body[21 + length :]
        assert len(body) <= size == 4096
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
        info = b"WebPush: info\0" + point_of(self.key.public_key()) + theirs
        shared = self.key.exchange(ec.ECDH(), point)
        key = HKDF(SHA256(), 32, AUTH, info).derive(shared)
        content = HKDF(SHA256(), 16, salt, b"Content-Encoding: aes128gcm\0").derive(key)
        nonce = HKDF(SHA256(), 12, salt, b"Content-Encoding: nonce\0").derive(key)
        padded = AESGCM(content).decrypt(nonce, sealed, None)
        return padded.rstrip(b"\0")[:-1]
