"""What a platform adapter looks like from outside, and what it says when it cannot serve."""

from __future__ import annotations

from typing import Protocol


class ServiceError(Exception):
    """A platform cannot be served; the message is one line that says why and how to mend it, without any secret."""


class CredentialRefusedError(ServiceError):
    """The platform refused our token, or something that our token asks for."""


class UnreachableError(ServiceError):
    """The platform's server cannot be reached, or another program serves the same account."""


class Service(Protocol):
    """One platform, served. `name` is the key of its section in the configuration."""

    name: str

    async def start(self) -> None:
        """Connects and begins to serve; returns when people are being answered.

        Raises:
            CredentialRefusedError: if the platform refuses the token.
            UnreachableError: if its server cannot be reached.
        """
        ...

    async def wait(self) -> None:
        """Returns, or raises a ServiceError, when the platform is no longer served although nobody stopped it."""
        ...

    async def stop(self) -> int:
        """Ends within a few seconds; returns how many replies could not be sent any more."""
        ...
