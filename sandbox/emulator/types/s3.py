"""S3: buckets with the properties that governance needs, and bucket policies."""
from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .. import policy
from ..errors import AwsError
from .registry import ResourceType, register
from .values import json_text

if TYPE_CHECKING:
    from ..cloudformation.stack import Resource

BLOCKS = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")


@register("AWS::S3::Bucket")
class Bucket(ResourceType):
    def create(self, resource: Resource) -> None:
        s3 = resource.backend("s3")
        name = resource.name("BucketName", 63, lower=True)
        from moto.s3.models import s3_backends

        if name in s3_backends.bucket_accounts or name in s3.buckets:
            raise AwsError("AlreadyExists", f"{name} already exists")
        resource.model = s3.create_bucket(name, resource.region)
        resource.physical_id = name
        resource.attributes = {
            "Arn": f"arn:aws:s3:::{name}", "DomainName": f"{name}.s3.amazonaws.com",
            "RegionalDomainName": f"{name}.s3.{resource.region}.amazonaws.com",
            "DualStackDomainName": f"{name}.s3.dualstack.{resource.region}.amazonaws.com",
            "WebsiteURL": f"http://{name}.s3-website-{resource.region}.amazonaws.com"}
        try:
            self._apply(resource)
        except Exception:
            s3.delete_bucket(name)
            raise

    def update(self, resource: Resource, before: dict) -> None:
        resource.model = resource.backend("s3").buckets.get(resource.physical_id)
        if resource.model is None:
            raise AwsError("NoSuchBucket", "The specified bucket does not exist")
        self._apply(resource)

    def _apply(self, resource: Resource) -> None:
        properties, bucket, s3 = resource.properties, resource.model, resource.backend("s3")
        _check_acl(properties)
        if "VersioningConfiguration" in properties:
            bucket.versioning_status = properties["VersioningConfiguration"]["Status"]
        elif bucket.versioning_status:
            bucket.versioning_status = "Suspended"
        _apply_encryption(bucket, properties)
        bucket.ownership_rule = _ownership(properties)
        bucket.logging = _logging(properties, bucket, s3)
        bucket.public_access_block = _public_access_block(properties)
        _apply_lifecycle(bucket, properties)
        _apply_object_lock(bucket, properties)
        s3.put_bucket_tagging(bucket.name, {tag["Key"]: tag["Value"] for tag in resource.tags()})

    def delete(self, resource: Resource) -> None:
        s3 = resource.backend("s3")
        bucket = s3.buckets.get(resource.physical_id)
        if bucket is None:
            return
        if len(bucket.keys) or any(bucket.keys.getlist(key) for key in bucket.keys):
            raise AwsError("BucketNotEmpty", "The bucket you tried to delete is not empty. You must delete all versions in the bucket.")
        s3.delete_bucket(resource.physical_id)

    def read(self, resource: Resource) -> Any:
        bucket = resource.backend("s3").buckets.get(resource.physical_id)
        if bucket is None:
            return None
        wanted = resource.properties
        live = {
            "BucketName": bucket.name,
            "VersioningConfiguration": {"Status": bucket.versioning_status} if bucket.versioning_status else None,
            "PublicAccessBlockConfiguration": _read_block(bucket) or None,
            "OwnershipControls": {"Rules": [{"ObjectOwnership": bucket.ownership_rule}]} if bucket.ownership_rule else None,
            "LoggingConfiguration": _read_logging(bucket, wanted),
            "BucketEncryption": wanted.get("BucketEncryption") if _is_encrypted_as(bucket, wanted) else {"ServerSideEncryptionConfiguration": []},
            "LifecycleConfiguration": wanted.get("LifecycleConfiguration") if _has_lifecycle_of(bucket, wanted) else {"Rules": [rule.id for rule in bucket.rules]},
        }
        return live


def _ownership(properties: dict) -> str:
    rules = (properties.get("OwnershipControls") or {}).get("Rules") or [{}]
    return rules[0].get("ObjectOwnership", "BucketOwnerEnforced")


def _check_acl(properties: dict) -> None:
    if properties.get("AccessControl", "Private") != "Private" and _ownership(properties) == "BucketOwnerEnforced":
        # since April 2023 new buckets have ACLs switched off
        raise AwsError("InvalidBucketAclWithObjectOwnership", "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting")


def _apply_encryption(bucket: Any, properties: dict) -> None:
    rules = (properties.get("BucketEncryption") or {}).get("ServerSideEncryptionConfiguration") or [
        {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]
    default = rules[0].get("ServerSideEncryptionByDefault", {})
    rule = {"ApplyServerSideEncryptionByDefault": dict(default),
            "BucketKeyEnabled": str(bool(rules[0].get("BucketKeyEnabled"))).lower()}
    bucket.encryption = {"Rule": rule}  # the API's XML form, which moto keeps


def _is_encrypted_as(bucket: Any, wanted: dict) -> bool:
    rules = (wanted.get("BucketEncryption") or {}).get("ServerSideEncryptionConfiguration") or [
        {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]
    live = (bucket.encryption or {}).get("Rule") or {}
    default = live.get("ApplyServerSideEncryptionByDefault") or {}
    expected = rules[0].get("ServerSideEncryptionByDefault", {})
    return all(default.get(key) == value for key, value in expected.items()) and bool(default)


def _logging(properties: dict, bucket: Any, s3: Any) -> dict:
    wish = properties.get("LoggingConfiguration")
    if not wish:
        return {}
    target = wish.get("DestinationBucketName", bucket.name)
    if target not in s3.buckets:
        raise AwsError("InvalidTargetBucketForLogging", "The target bucket for logging does not exist")
    return {"TargetBucket": target, "TargetPrefix": wish.get("LogFilePrefix", "")}


def _read_logging(bucket: Any, wanted: dict) -> Any:
    if not bucket.logging:
        return None
    live = {"DestinationBucketName": bucket.logging["TargetBucket"]}
    if bucket.logging.get("TargetPrefix"):
        live["LogFilePrefix"] = bucket.logging["TargetPrefix"]
    return live


def _public_access_block(properties: dict) -> Any:
    from moto.s3.models import PublicAccessBlock

    wish = properties.get("PublicAccessBlockConfiguration", dict.fromkeys(BLOCKS, True))  # on by default since April 2023
    return PublicAccessBlock(*[str(bool(wish.get(name))).lower() for name in BLOCKS])


def _read_block(bucket: Any) -> dict:
    block = bucket.public_access_block
    if block is None:
        return dict.fromkeys(BLOCKS, False)
    values = (block.block_public_acls, block.ignore_public_acls, block.block_public_policy, block.restrict_public_buckets)
    return {name: str(value).lower() == "true" for name, value in zip(BLOCKS, values, strict=True)}


def _apply_lifecycle(bucket: Any, properties: dict) -> None:
    wish = properties.get("LifecycleConfiguration")
    if not wish:
        if bucket.rules:
            bucket.delete_lifecycle()
        return
    bucket.set_lifecycle([_lifecycle_rule(rule, number) for number, rule in enumerate(wish["Rules"])])


def _apply_object_lock(bucket: Any, properties: dict) -> None:
    if not properties.get("ObjectLockEnabled"):
        return
    # S3 refuses it on a bucket without versions, and never takes it back
    if bucket.versioning_status != "Enabled":
        raise AwsError("InvalidBucketState", "Object Lock configuration cannot be enabled on existing buckets without versioning")
    retention = ((properties.get("ObjectLockConfiguration") or {}).get("Rule") or {}).get("DefaultRetention") or {}
    bucket.object_lock_enabled = True
    bucket.default_lock_mode = retention.get("Mode")
    bucket.default_lock_days = int(retention["Days"]) if "Days" in retention else None
    bucket.default_lock_years = int(retention["Years"]) if "Years" in retention else None


def _lifecycle_rule(rule: dict, number: int) -> dict:
    """The API's XML form, which moto keeps, of a rule in the template's form."""
    out = {"ID": rule.get("Id", f"rule-{number}"), "Status": rule["Status"], "Filter": {"Prefix": rule.get("Prefix", "")}}
    expiration = {}
    if "ExpirationInDays" in rule:
        expiration["Days"] = str(rule["ExpirationInDays"])
    if rule.get("ExpiredObjectDeleteMarker"):
        expiration["ExpiredObjectDeleteMarker"] = "true"
    if expiration:
        out["Expiration"] = expiration
    noncurrent = rule.get("NoncurrentVersionExpiration") or {}
    days = noncurrent.get("NoncurrentDays", rule.get("NoncurrentVersionExpirationInDays"))
    if days is not None:
        out["NoncurrentVersionExpiration"] = {"NoncurrentDays": str(days)}
    if "AbortIncompleteMultipartUpload" in rule:
        out["AbortIncompleteMultipartUpload"] = {"DaysAfterInitiation": str(rule["AbortIncompleteMultipartUpload"]["DaysAfterInitiation"])}
    transitions = rule.get("Transitions") or ([rule["Transition"]] if "Transition" in rule else [])
    _check_days(rule, transitions)
    if transitions:
        out["Transition"] = [{"Days": str(item["TransitionInDays"]), "StorageClass": _storage_class(item)} for item in transitions]
    older = rule.get("NoncurrentVersionTransitions") or ([rule["NoncurrentVersionTransition"]] if "NoncurrentVersionTransition" in rule else [])
    if older:
        out["NoncurrentVersionTransition"] = [
            {"NoncurrentDays": str(item["TransitionInDays"]), "StorageClass": _storage_class(item)} for item in older]
    return out


def _storage_class(item: dict) -> str:
    return item["StorageClass"].upper()  # "Glacier" is the old spelling


def _check_days(rule: dict, transitions: list) -> None:
    for item in transitions:
        if "ExpirationInDays" in rule and int(item.get("TransitionInDays", 0)) >= int(rule["ExpirationInDays"]):
            raise AwsError("InvalidArgument", "'Days' in the Expiration action for filter '(prefix=)' must be greater than "
                                              "'Days' in the Transition action")


def _has_lifecycle_of(bucket: Any, wanted: dict) -> bool:
    rules = (wanted.get("LifecycleConfiguration") or {}).get("Rules", [])
    expected = [_lifecycle_rule(rule, number) for number, rule in enumerate(rules)]
    live = [(rule.id, rule.status, str(rule.expiration_days or "")) for rule in bucket.rules]
    return live == [(rule["ID"], rule["Status"], rule.get("Expiration", {}).get("Days", "")) for rule in expected]


def _permission(bucket: Any, action: str, resource: str) -> Any:
    """moto asks a bucket policy without looking at conditions: "deny what comes over plain HTTP" would deny everything."""
    from moto.iam.access_control import PermissionResult

    if bucket.policy is None:
        return PermissionResult.NEUTRAL
    # The sandbox speaks plain HTTP on the loopback and plays TLS
    decision = policy.decide([json.loads(bucket.policy)], action, resource, {"aws:securetransport": "true"})
    return {"deny": PermissionResult.DENIED, "allow": PermissionResult.PERMITTED}.get(decision, PermissionResult.NEUTRAL)


def respect_conditions() -> None:
    from moto.s3.models import FakeBucket

    FakeBucket.get_permission = _permission


@register("AWS::S3::BucketPolicy")
class BucketPolicy(ResourceType):
    def create(self, resource: Resource) -> None:
        name, s3 = resource.properties["Bucket"], resource.backend("s3")
        if name not in s3.buckets:
            raise AwsError("NoSuchBucket", "The specified bucket does not exist")
        if s3.buckets[name].policy:
            raise AwsError("AlreadyExists", f"The bucket policy already exists on bucket {name}.")
        resource.physical_id = name
        respect_conditions()
        self._put(resource)

    def update(self, resource: Resource, before: dict) -> None:
        self._put(resource)

    def _put(self, resource: Resource) -> None:
        resource.backend("s3").put_bucket_policy(resource.physical_id, json_text(resource.properties["PolicyDocument"]).encode())

    def delete(self, resource: Resource) -> None:
        s3 = resource.backend("s3")
        if resource.physical_id in s3.buckets:
            s3.delete_bucket_policy(resource.physical_id)

    def read(self, resource: Resource) -> Any:
        bucket = resource.backend("s3").buckets.get(resource.physical_id)
        if bucket is None or not bucket.policy:
            return None
        return {"Bucket": bucket.name, "PolicyDocument": json.loads(bucket.policy)}
