"""What the tests of destinations share: buckets and keys with the policies of services."""
import json

from .conftest import REGION, unique

ACL = {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}}


def statement(service, action, resource, effect="Allow", **condition):
    return {"Effect": effect, "Principal": {"Service": service}, "Action": action, "Resource": resource, **({"Condition": condition} if condition else {})}


def policy(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def bucket_of(emulator, owner, *statements, region=REGION):
    """A bucket with these statements; ${B} in them is its ARN."""
    s3, name = emulator.client("s3", owner), unique("bucket")
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": region})
    if statements:
        s3.put_bucket_policy(Bucket=name, Policy=policy(*statements).replace("${B}", f"arn:aws:s3:::{name}"))
    return name


def key_of(emulator, account, *statements, region=REGION):
    owner = {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{account}:root"}, "Action": "kms:*", "Resource": "*"}
    return emulator.client("kms", account, region).create_key(Policy=policy(owner, *statements))["KeyMetadata"]["Arn"]


ONLY_ENCRYPTED = {**statement("nobody", "s3:PutObject", "${B}/*", "Deny"), "Principal": "*", "Condition": {"StringNotEquals": {"s3:x-amz-server-side-encryption": "aws:kms"}}}
ANY_OTHER_KEY = {**ONLY_ENCRYPTED, "Condition": {"StringNotEquals": {"s3:x-amz-server-side-encryption-aws-kms-key-id": "${K}"}}}
