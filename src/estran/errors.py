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


class MissingExtraError(EstranError):
    """An optional part of the installation is needed; the message says how to install it."""
