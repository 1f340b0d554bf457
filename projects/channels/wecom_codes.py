"""What WeCom's codes mean for a message.

Source: WeCom developer documents, "global error codes" (path/90313) and "group robots"
(path/91770); limits of application messages in path/90236.
"""

import datetime

from projects.channels.judgement import (
    A_MINUTE,
    BUG,
    CONFIGURATION,
    PERMANENT,
    TRANSIENT,
    Table,
    Verdict,
)
from projects.models.alert_words import ErrorClass

AN_HOUR = Verdict(ErrorClass.TRANSIENT, datetime.timedelta(hours=1))
# the token is not (or no longer) good: a new one is asked for once
TOKEN_CODES = frozenset({40014, 41001, 42001})

CODES: Table = {
    -1: TRANSIENT,  # busy
    6000: TRANSIENT,  # two writers of one record
    40001: CONFIGURATION,  # wrong secret
    40013: CONFIGURATION,  # wrong corporation
    40014: CONFIGURATION,  # token refused, even the new one
    41001: CONFIGURATION,
    42001: CONFIGURATION,
    40056: CONFIGURATION,  # wrong application
    41004: CONFIGURATION,  # no secret
    48002: CONFIGURATION,  # the application may not use this interface
    60011: CONFIGURATION,  # no rights over this member
    60020: CONFIGURATION,  # our address is not on the list of trusted ones
    301002: CONFIGURATION,  # no rights over this application
    40003: PERMANENT,  # no such member
    40031: PERMANENT,
    60111: PERMANENT,
    81013: PERMANENT,  # nobody among the recipients can be reached
    82001: PERMANENT,
    93000: PERMANENT,  # the robot's address is wrong, or the robot was taken away
    93004: PERMANENT,  # the robot is switched off
    93008: PERMANENT,  # the robot is not in the group
    40008: BUG,  # kind of message
    40033: BUG,  # letters that may not be escaped
    40058: BUG,  # a field that breaks its rules
    44004: BUG,  # empty
    45002: BUG,  # too long
    45009: A_MINUTE,  # too many within a minute, an hour or a day
    45033: A_MINUTE,  # too many at once
    45047: AN_HOUR,
}
