"""Names of buckets are global: who comes first has one, and the others are told 403, as on AWS.

docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html
"""
import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from .conftest import AUDIT, DEV, LOG, REGION, unique

HERE = {"LocationConstraint": REGION}


def status(call, **parameters):
    try:
        return call(**parameters)["ResponseMetadata"]["HTTPStatusCode"]
    except ClientError as error:
        return error.response["ResponseMetadata"]["HTTPStatusCode"]


@pytest.fixture(scope="module")
def stranger(aws):
    """An account outside of the organization: one that left it."""
    id = aws.control("/metsuke/organization/accounts", {"name": "stranger", "email": "stranger@example.com"})["id"]
    aws.client("organizations").remove_account_from_organization(AccountId=id)
    return id


@pytest.fixture
def bucket(aws, stranger):
    """The stranger's."""
    name = unique("whose")
    s3 = aws.client("s3", stranger)
    s3.create_bucket(Bucket=name, CreateBucketConfiguration=HERE)
    s3.put_object(Bucket=name, Key="key", Body=b"body")
    return name


def test_a_name_is_taken_for_everybody(aws, bucket):
    with pytest.raises(ClientError) as error:
        aws.client("s3", LOG).create_bucket(Bucket=bucket, CreateBucketConfiguration=HERE)
    assert error.value.response["Error"]["Code"] == "BucketAlreadyExists"


def test_head_bucket_tells_the_owner_from_others_and_from_nobody(aws, stranger, bucket):
    assert status(aws.client("s3", stranger).head_bucket, Bucket=bucket) == 200
    assert status(aws.client("s3", LOG).head_bucket, Bucket=bucket) == 403
    assert status(aws.as_role("s3", LOG).head_bucket, Bucket=bucket) == 403
    assert status(aws.client("s3", LOG).head_bucket, Bucket=unique("nobodys")) == 404


def test_an_expected_owner_must_be_the_owner_also_where_the_policy_lets_in(aws, stranger, bucket):
    statement = {"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"]}
    aws.client("s3", stranger).put_bucket_policy(Bucket=bucket, Policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
    s3 = aws.client("s3", LOG)
    asked: list[tuple[Any, dict]] = [(s3.head_bucket, {}), (s3.list_objects_v2, {}), (s3.get_object, {"Key": "key"}), (s3.put_object, {"Key": "new", "Body": b""})]
    for call, parameters in asked:
        assert status(call, Bucket=bucket, **parameters) == 200
        assert status(call, Bucket=bucket, ExpectedBucketOwner=stranger, **parameters) == 200
        assert status(call, Bucket=bucket, ExpectedBucketOwner=LOG, **parameters) == 403


def test_the_owner_who_expects_another_is_told_403_too(aws, stranger, bucket):
    assert status(aws.client("s3", stranger).head_bucket, Bucket=bucket, ExpectedBucketOwner=LOG) == 403


@pytest.mark.parametrize("ask", [
    lambda s3, name: s3.get_object(Bucket=name, Key="key"),
    lambda s3, name: s3.list_objects_v2(Bucket=name),
    lambda s3, name: s3.put_object(Bucket=name, Key="other", Body=b""),
    lambda s3, name: s3.delete_object(Bucket=name, Key="key"),
    lambda s3, name: s3.put_bucket_policy(Bucket=name, Policy="{}"),
    lambda s3, name: s3.delete_bucket(Bucket=name),
])
def test_without_a_policy_nobody_else_gets_in(aws, bucket, ask):
    with pytest.raises(ClientError) as error:
        ask(aws.client("s3", LOG), bucket)
    assert (error.value.response["Error"]["Code"], error.value.response["ResponseMetadata"]["HTTPStatusCode"]) == ("AccessDenied", 403)


def test_a_copy_asks_for_the_source_too(aws, bucket):
    mine = unique("mine")
    s3 = aws.client("s3", DEV)
    s3.create_bucket(Bucket=mine, CreateBucketConfiguration=HERE)
    assert status(s3.copy_object, Bucket=mine, Key="copy", CopySource=f"{bucket}/key") == 403


def test_a_policy_for_one_account_opens_nothing_to_another(aws, stranger, bucket):
    statement = {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{AUDIT}:root"}, "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{bucket}/*"}
    aws.client("s3", stranger).put_bucket_policy(Bucket=bucket, Policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
    assert status(aws.client("s3", AUDIT).get_object, Bucket=bucket, Key="key") == 200
    assert status(aws.client("s3", DEV).get_object, Bucket=bucket, Key="key") == 403
