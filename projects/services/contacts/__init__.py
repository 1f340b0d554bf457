"""Where people and groups are reached: kept, proven, tried, and told when it changes."""

from projects.services.contacts.addresses import (
    address_check,
    contact_create,
    contact_delete,
    contact_update,
)
from projects.services.contacts.codes import contact_code_send, contact_verify
from projects.services.contacts.hand_over import Outcome
from projects.services.contacts.notices import account_notice, contact_notices_send
from projects.services.contacts.preferences import preferences_set
from projects.services.contacts.trial import contact_try

__all__ = [
    "Outcome",
    "account_notice",
    "address_check",
    "contact_code_send",
    "contact_create",
    "contact_delete",
    "contact_notices_send",
    "contact_try",
    "contact_update",
    "contact_verify",
    "preferences_set",
]
