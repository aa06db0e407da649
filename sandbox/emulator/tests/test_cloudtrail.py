"""What verifies a log: CloudTrail's public keys, and digests with their metadata in a bucket.

docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html
docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListPublicKeys.html
"""
from __future__ import annotations

import base64
from datetime import datetime, timezone

import pytest
from botocore.exceptions import ClientError

from .conftest import DEV, LOG, MANAGEMENT, body, opened_to

KEY = {"region": "ap-northeast-1", "fingerprint": "31e8b5433410dfb61a9dc45cc65b22ff", "value": base64.b64encode(b"der").decode(),
       "validFrom": "2026-01-01T00:00:00Z", "validTo": "2026-03-01T00:00:00Z"}


def day(month, number):
    return datetime(2026, month, number, tzinfo=timezone.utc)


def keys(client, start, end):
    return client.list_public_keys(StartTime=start, EndTime=end)["PublicKeyList"]


def test_public_keys_are_listed_in_their_region_for_as_long_as_they_are_valid(aws):
    aws.control("/metsuke/cloudtrail/public-keys", KEY)
    cloudtrail = aws.client("cloudtrail")
    [found] = keys(cloudtrail, day(2, 1), day(2, 2))
    assert (found["Fingerprint"], found["Value"]) == (KEY["fingerprint"], b"der")
    assert (found["ValidityStartTime"], found["ValidityEndTime"]) == (day(1, 1), day(3, 1))
    assert keys(cloudtrail, day(3, 2), day(3, 3)) == []
    assert keys(aws.client("cloudtrail", region="us-east-1"), day(2, 1), day(2, 2)) == []


def test_a_time_range_that_ends_before_it_begins_is_refused(aws):
    with pytest.raises(ClientError) as refused:
        keys(aws.client("cloudtrail"), day(2, 2), day(2, 1))
    assert refused.value.response["Error"]["Code"] == "InvalidTimeRangeException"


def test_objects_put_at_once_are_read_through_s3_with_their_metadata(aws):
    s3 = aws.client("s3", LOG)
    s3.create_bucket(Bucket="many-objects", CreateBucketConfiguration={"LocationConstraint": "ap-northeast-1"})
    body = base64.b64encode(b"digest").decode()
    wish = {"bucket": "many-objects", "objects": [{"key": "a/b", "body": body, "metadata": {"signature": "00ff"}}]}
    assert aws.control("/metsuke/archive/objects", wish) == {"stored": 1}
    found = s3.get_object(Bucket="many-objects", Key="a/b")
    assert (found["Body"].read(), found["Metadata"]) == (b"digest", {"signature": "00ff"})
    assert [item["Key"] for item in s3.list_objects_v2(Bucket="many-objects")["Contents"]] == ["a/b"]


def test_trails_are_told_with_where_they_deliver_to(aws):
    s3, cloudtrail = aws.client("s3"), aws.client("cloudtrail")
    s3.create_bucket(Bucket="trail-bucket", CreateBucketConfiguration={"LocationConstraint": "ap-northeast-1"})
    s3.put_bucket_policy(Bucket="trail-bucket", Policy=body(opened_to("trail-bucket", "cloudtrail.amazonaws.com")))
    cloudtrail.create_trail(Name="told-trail", S3BucketName="trail-bucket", S3KeyPrefix="prefix", IsOrganizationTrail=True)
    assert {"account": MANAGEMENT, "region": "ap-northeast-1", "name": "told-trail", "bucket": "trail-bucket",
            "prefix": "prefix", "isOrganizationTrail": True} in aws.control("/metsuke/trails")


def test_a_bucket_that_takes_tls_only_can_be_read(aws):
    deny = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::tls-only/*"}
    tls_only = {**deny, "Condition": {"Bool": {"aws:SecureTransport": "false"}}}
    closed = {**deny, "Resource": "arn:aws:s3:::tls-only/closed/*"}
    aws.client("cloudformation", DEV).create_stack(StackName="tls-only", TemplateBody=body({"Resources": {
        "Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "tls-only"}},
        "Policy": {"Type": "AWS::S3::BucketPolicy", "Properties": {
            "Bucket": {"Ref": "Bucket"}, "PolicyDocument": {"Version": "2012-10-17", "Statement": [tls_only, closed]}}}}}))
    objects = [{"key": key, "body": base64.b64encode(b"text").decode()} for key in ("open/a", "closed/a")]
    aws.control("/metsuke/archive/objects", {"bucket": "tls-only", "objects": objects})
    s3 = aws.client("s3", DEV)
    assert s3.get_object(Bucket="tls-only", Key="open/a")["Body"].read() == b"text"
    with pytest.raises(ClientError) as refused:
        s3.get_object(Bucket="tls-only", Key="closed/a")
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403
