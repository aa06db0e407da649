"""CloudTrail's public keys, which moto lacks: the keys that the sandbox signs digests with are handed over by control."""
from __future__ import annotations

import time
from datetime import datetime
from typing import TYPE_CHECKING, Any

from .backends import backend
from .call import NOT_MINE
from .destinations import cloudtrail as destinations
from .errors import AwsError

if TYPE_CHECKING:
    from .call import Call
    from .world import World

HOUR = 3600


class PublicKeys:
    """By region. A key is unique to its region, and so is its fingerprint."""

    def __init__(self) -> None:
        self._by_region: dict[str, dict] = {}

    def add(self, region: str, fingerprint: str, value: str, start: str, end: str) -> None:
        keys = self._by_region.setdefault(region, {})
        keys[fingerprint] = {"Fingerprint": fingerprint, "Value": value,
                             "ValidityStartTime": _seconds(start), "ValidityEndTime": _seconds(end)}

    def between(self, region: str, start: float, end: float) -> list:
        keys = self._by_region.get(region, {}).values()
        return [key for key in keys if key["ValidityStartTime"] <= end and key["ValidityEndTime"] >= start]


class CloudTrailApi:
    def __init__(self, world: World):
        self._keys, self._organization = world.public_keys, world.organization

    def create_trail(self, call: Call) -> Any:
        destinations.check(_wished(call, call.params, call.params.get("Name", "")), self._organization)
        return NOT_MINE

    def update_trail(self, call: Call) -> Any:
        """What is not said stays as it is, and is looked at again."""
        trail = _trail(call)
        described = trail.description()
        before = {"S3BucketName": trail.bucket_name, "S3KeyPrefix": described.get("S3KeyPrefix"), "SnsTopicName": trail.topic_arn,
                  "IsOrganizationTrail": described.get("IsOrganizationTrail"), "KmsKeyId": described.get("KmsKeyId"),
                  "CloudWatchLogsLogGroupArn": described.get("CloudWatchLogsLogGroupArn"), "CloudWatchLogsRoleArn": described.get("CloudWatchLogsRoleArn")}
        destinations.check(_wished(call, {**before, **call.params}, trail.trail_name), self._organization)
        return NOT_MINE

    def list_public_keys(self, call: Call) -> dict:
        # CloudTrail takes the moment of the call for what is not given
        start, end = call.params.get("StartTime", time.time()), call.params.get("EndTime", time.time())
        if start > end:
            raise AwsError("InvalidTimeRangeException", "The start time must not be after the end time.")
        return {"PublicKeyList": self._keys.between(call.region, start, end)}


    def start_logging(self, call: Call) -> dict:
        _trail(call).start_logging()
        return {}

    def stop_logging(self, call: Call) -> dict:
        _trail(call).stop_logging()
        return {}


def _wished(call: Call, wish: dict, name: str) -> destinations.Trail:
    get = wish.get
    return destinations.Trail(
        call.account, call.region, name, get("S3BucketName") or "", get("S3KeyPrefix") or "", bool(get("IsOrganizationTrail")), get("KmsKeyId") or "",
        get("SnsTopicName") or "", get("CloudWatchLogsLogGroupArn") or "", get("CloudWatchLogsRoleArn") or "")


def _trail(call: Call) -> Any:
    """By name in this region, or by ARN, which moto does not take; InvalidHomeRegion is not told apart."""
    name = call.params.get("Name", "")
    account, region = (name.split(":")[4], name.split(":")[3]) if name.startswith("arn:") else (call.account, call.region)
    trail = backend("cloudtrail", account, region).trails.get(name.rsplit("/", 1)[-1]) if account == call.account else None
    if trail is None:
        raise AwsError("TrailNotFoundException", f"Unknown trail: {name} for the user: {call.account}")
    return trail


def trails(world: World) -> list:
    """Every trail that exists, with where it delivers to."""
    from moto.cloudtrail.models import cloudtrail_backends

    return [_describe(account, region, trail)
            for account in world.organization.accounts
            for region, backend in list(cloudtrail_backends[account].items())
            for trail in list(backend.trails.values())]


def _describe(account: str, region: str, trail: Any) -> dict:
    live = trail.description()
    return {"account": account, "region": region, "name": trail.trail_name, "bucket": trail.bucket_name,
            "prefix": live.get("S3KeyPrefix") or "", "isOrganizationTrail": bool(live.get("IsOrganizationTrail"))}


def _seconds(time_text: str) -> float:
    return datetime.fromisoformat(time_text.replace("Z", "+00:00")).timestamp()
