"""Every exception that Estran raises on purpose, in one tree.

A message says what was wrong, where, and what would be right, in words to act on at night.
`code` names the kind of mistake for other languages and for programs; `details` carries its values.
Nothing here knows any other room of the house.
"""

from __future__ import annotations


class EstranError(Exception):
    """Root of the tree.

    Parameters
    ----------
    code : str
        Stable name of the mistake, such as ``position.hemisphere_missing``.
    message : str
        What was wrong, where, and what would be right, in English.
    **details : object
        The values that the message speaks of, for translation and for programs.
    """

    def __init__(self, code: str, message: str, **details: object) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = details

    def __reduce__(self) -> tuple[object, ...]:
        """Let it pass from one process to another with its code and details."""
        return _again, (type(self), self.code, self.message, self.details)


def _again(
    kind: type[EstranError], code: str, message: str, details: dict[str, object]
) -> EstranError:
    return kind(code, message, **details)


class InputError(EstranError):
    """The caller gave something that cannot be used; nothing has been changed (exit code 2)."""


class PositionError(InputError):
    """A position that cannot be read, is ambiguous, or is not at sea."""


class OutsideAreaError(PositionError):
    """A position outside the area whose sea Estran holds."""


class TimeError(InputError):
    """A time without a zone, unreadable, or too far ahead of now."""


class QuantityError(InputError):
    """A number that is absent, negative, absurd or without its unit."""


class UnknownNameError(InputError):
    """A craft, replay, place or key that nobody knows; the message names the nearest known one."""


class ReportFileError(InputError):
    """A report file that cannot be read; the message names file, line and key."""


class DoctrineError(InputError):
    """A rule, a doctrine or a case that cannot be used; the message names file, line and rule."""


class OutsideValidityError(EstranError):
    """A law was asked for a value outside the range in which it holds."""


class SourceError(EstranError):
    """A number cites a source that the library does not hold, or the library is malformed."""


class DataError(EstranError):
    """Data that ships with the package is missing or damaged."""


class SeaSourceError(EstranError):
    """A live source of the sea gave nothing usable; what is kept or held stands in for it."""


class EngineError(EstranError):
    """The drift engine could not be built as machine code; the reference says the same."""


class MissingExtraError(EstranError):
    """An optional part of the installation is needed; the message says how to install it."""


class CasebookError(InputError):
    """Something that cannot be entered as it is; nothing has been changed."""


class RefusedTransitionError(CasebookError):
    """An event that does not fit the state it meets; the message says what stands in the way."""


class NotAllowedError(CasebookError):
    """A role that may not do this; the message says which role may."""


class NotSignedInError(InputError):
    """Nobody, or nobody that is known, asks for what only a role may have."""


class TooOftenError(InputError):
    """Asked, or tried, too often; the message says when to come again."""


class RequestError(InputError):
    """A request that cannot be read or served as it is: its size, form, address or host."""


class AccountError(InputError):
    """An account, key or invitation that cannot be made or changed as asked."""


class UnknownRecordError(CasebookError):
    """A report, craft or case that is not in the record, or not visible to the role that asks."""


class RepeatError(CasebookError):
    """An idempotency key that was used before, for another command."""


class KeyDestroyedError(CasebookError):
    """A key that was destroyed by law; what it sealed cannot be read by anybody."""


class StaleError(EstranError):
    """The record has grown since it was read; the caller reads on and decides again."""


class StoreError(EstranError):
    """The record could not be stored or read; nothing was acknowledged that is not stored."""


class ChainError(EstranError):
    """The record is not what was written."""


class StudyError(EstranError):
    """A study of the laboratory could not be run to its end; what was done is kept."""
