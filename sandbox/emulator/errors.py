"""The one exception that a handler raises to answer with an AWS error."""
from __future__ import annotations

from typing import Any


class AwsError(Exception):
    def __init__(self, code: str, message: str, status: int = 400, **members: Any):
        super().__init__(message)
        self.code, self.message, self.status = code, message, status
        # Modelled members of the error beside its message, for example Reason of ConstraintViolationException.
        self.members = members


def validation_error(message: str) -> AwsError:
    return AwsError("ValidationError", message)
