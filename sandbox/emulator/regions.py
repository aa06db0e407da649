"""Regions: which there are, and which an account must switch on first. AWS Account Management, and what calls elsewhere answer."""
from __future__ import annotations

from functools import lru_cache

from botocore.loaders import Loader

from .errors import AwsError

# Those from before March 2019 are on; every later one is off until an account enables it
ALWAYS_ON = frozenset((
    "us-east-1", "us-east-2", "us-west-1", "us-west-2", "ap-south-1", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-southeast-1",
    "ap-southeast-2", "ca-central-1", "eu-central-1", "eu-west-1", "eu-west-2", "eu-west-3", "eu-north-1", "sa-east-1"))


@lru_cache(maxsize=1)
def known() -> frozenset:
    return frozenset(Loader().load_data("partitions")["partitions"][0]["regions"]) - {"aws-global"}


class Regions:
    def __init__(self) -> None:
        self._enabled: set[tuple[str, str]] = set()  # (account, Region)

    def is_on(self, account: str, region: str) -> bool:
        return region in ALWAYS_ON or (account, region) in self._enabled

    def switch(self, account: str, region: str, on: bool) -> None:
        if region in ALWAYS_ON or region not in known():
            raise AwsError("ValidationException", f"The Region {region} cannot be {'enabled' if on else 'disabled'}.")
        (self._enabled.add if on else self._enabled.discard)((account, region))

    def require(self, account: str, region: str) -> None:
        """What a call that is signed for the Region is told."""
        if region in ALWAYS_ON or region == "aws-global":
            return
        if region not in known():
            raise AwsError("SignatureDoesNotMatch", "Credential should be scoped to a valid region.", 403)
        if not self.is_on(account, region):
            raise AwsError("InvalidClientTokenId", "The security token included in the request is invalid.", 403)

    def status(self, account: str, region: str) -> str:
        if region not in known():
            raise AwsError("ValidationException", f"The Region {region} is not valid.")
        return "ENABLED_BY_DEFAULT" if region in ALWAYS_ON else "ENABLED" if self.is_on(account, region) else "DISABLED"
