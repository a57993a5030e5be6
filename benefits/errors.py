"""The one family of errors that a face turns into an answer.

An error says what happened as a code and parameters. Sentences for people stand in the wording
tables, so that every language and every face can tell the same refusal in its own words.
"""

from collections.abc import Mapping
from types import MappingProxyType


class DomainError(Exception):
    """A request the domain understands and turns down."""

    code: str = "refused"
    params: Mapping[str, object]

    def __init__(self, code: str | None = None, **params: object) -> None:
        self.code = code or type(self).code
        self.params = MappingProxyType(params)
        super().__init__(self.code)

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code} ({details})" if details else self.code


class NotFound(DomainError):
    """The thing does not exist, or the actor may not know that it does."""

    code = "not_found"


class NotAllowed(DomainError):
    """The actor exists and the thing exists, but not this combination."""

    code = "not_allowed"


class Conflict(DomainError):
    """The thing has moved on since the actor last looked."""

    code = "conflict"


class Invalid(DomainError):
    """What was handed in cannot be understood, or cannot be true."""

    code = "invalid"


class KeysUnusable(DomainError):
    """A key that is needed is not there, or the file that should hold it is no key of ours."""

    code = "keys_unusable"


class Refusal(Invalid):
    """A value somebody wrote that cannot be taken, kept as it was written."""

    def __init__(self, code: str, value: str = "", **params: object) -> None:
        self.value = value
        super().__init__(code, **params)
