"""A column whose text only this installation can read."""

import base64
import functools
from typing import TYPE_CHECKING, Any

import structlog
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    TextField = models.TextField[str, str]
else:
    # Django's own class takes no type parameters at run time
    TextField = models.TextField

log = structlog.get_logger(__name__)

INFO = b"topout secrets at rest"


@functools.lru_cache(maxsize=8)
def _safe(keys: tuple[str, ...]) -> MultiFernet:
    """What encrypts by the first key and reads what any of them wrote (AES-128-CBC and HMAC)."""
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(key))) for key in keys])


def _derived(key: str) -> bytes:
    """A key for this use alone, so that nothing signed with SECRET_KEY helps to read it."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=INFO).derive(key.encode())


def safe() -> MultiFernet:
    """What reads and writes secrets now: SECRET_KEY, and those that were it before."""
    return _safe((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


class EncryptedTextField(TextField):
    """Text that is encrypted in the database and plain in Python; no query can look inside.

    What was written under a key that is gone reads as empty: whoever needs it says that it is
    missing, and everything else goes on.
    """

    def get_prep_value(self, value: Any) -> Any:
        """Encrypt; empty stays empty."""
        text = super().get_prep_value(value)
        return safe().encrypt(text.encode()).decode() if text else text

    def from_db_value(self, value: str | None, *_where: object) -> str | None:
        """Decrypt."""
        if not value:
            return value
        try:
            return safe().decrypt(value.encode()).decode()
        except InvalidToken:
            log.warning("secret_unreadable", column=self.name)
            return ""
