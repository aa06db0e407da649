"""Quotas that AWS enforces on policies, of identities and of resources: the last that fits is taken, one more is refused in AWS's words."""
import functools
import json

import pytest

from .conftest import DEV, REGION, Emulator, allow, trust, unique
from .documents import compact, everybody, one_resource, sized
from .refusals import refused, why

IAM = "docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"
QUEUES = "docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html"


@pytest.fixture(scope="module")
def emulator(tmp_path_factory):
    made = Emulator(tmp_path_factory.mktemp("policies"))
    yield made
    made.close()


SIZES = [
    ("managed policy", 6144, "Cannot exceed quota for PolicySize: 6144", "create_policy", lambda text: {"PolicyName": unique(), "PolicyDocument": text},
     "AWS::IAM::ManagedPolicy", lambda document: {"PolicyDocument": document}, allow("s3:Get*")),
    ("trust policy", 2048, "Cannot exceed quota for ACLSizePerRole: 2048", "create_role", lambda text: {"RoleName": unique(), "AssumeRolePolicyDocument": text},
     "AWS::IAM::Role", lambda document: {"AssumeRolePolicyDocument": document}, trust(Service="ec2.amazonaws.com")),
]


@pytest.mark.parametrize("limit, text, call, wish, type, properties, document", [case[1:] for case in SIZES], ids=[case[0] for case in SIZES])
def test_policies_of_iam_are_measured_without_white_space(emulator, limit, text, call, wish, type, properties, document):
    assert IAM
    create = getattr(emulator.client("iam", DEV), call)
    fits, long = sized(document, limit), sized(document, limit + 1)
    assert refused(lambda: create(**wish(json.dumps(fits, indent=2)))) is None
    assert refused(lambda: create(**wish(compact(long)))) == f"LimitExceeded: {text}"
    assert why(emulator, one_resource(type, properties(fits))) is None
    assert text in why(emulator, one_resource(type, properties(long)))


@pytest.mark.parametrize("kind, limit", [("role", 10240), ("user", 2048), ("group", 5120)])
def test_inline_policies_share_their_room(emulator, kind, limit):
    iam, name = emulator.client("iam", DEV), unique()
    key = f"{kind.capitalize()}Name"
    trusted = {"AssumeRolePolicyDocument": compact(trust(Service="ec2.amazonaws.com"))} if kind == "role" else {}
    getattr(iam, f"create_{kind}")(**{key: name}, **trusted)
    put = getattr(iam, f"put_{kind}_policy")
    put(**{key: name}, PolicyName="first", PolicyDocument=compact(sized(allow("s3:Get*"), limit - 1000)))
    assert refused(lambda: put(**{key: name}, PolicyName="rest", PolicyDocument=compact(sized(allow("s3:Get*"), 1000)))) is None
    text = refused(lambda: put(**{key: name}, PolicyName="more", PolicyDocument=compact(allow("s3:Get*"))))
    assert text == f"LimitExceeded: Maximum policy size of {limit} bytes exceeded for {kind} {name}"


@pytest.mark.parametrize("type, properties", [
    ("AWS::IAM::Role", lambda document: {"AssumeRolePolicyDocument": trust(Service="ec2.amazonaws.com"), "Policies": [
        {"PolicyName": name, "PolicyDocument": document} for name in "ab"]}),
    ("AWS::IAM::Policy", lambda document: {"PolicyName": "c", "Roles": ["holder"], "PolicyDocument": sized(document, 10241)}),
    ("AWS::IAM::RolePolicy", lambda document: {"PolicyName": "c", "RoleName": "holder", "PolicyDocument": sized(document, 10241)}),
])
def test_inline_policies_of_a_template_share_the_same_room(emulator, type, properties):
    refused(lambda: emulator.client("iam", DEV).create_role(RoleName="holder", AssumeRolePolicyDocument=compact(trust(Service="ec2.amazonaws.com"))))
    assert "Maximum policy size of 10240 bytes exceeded for role" in why(
        emulator, one_resource(type, properties(sized(allow("s3:Get*"), 5200))))


@pytest.fixture
def policies(emulator):
    iam = emulator.client("iam", DEV)
    return [iam.create_policy(PolicyName=unique(), PolicyDocument=compact(allow("s3:Get*")))["Policy"]["Arn"] for _ in range(11)]


@pytest.mark.parametrize("kind", ["role", "user", "group"])
def test_ten_managed_policies_are_attached(emulator, policies, kind):
    iam, name, key = emulator.client("iam", DEV), unique(), f"{kind.capitalize()}Name"
    trusted = {"AssumeRolePolicyDocument": compact(trust(Service="ec2.amazonaws.com"))} if kind == "role" else {}
    getattr(iam, f"create_{kind}")(**{key: name}, **trusted)
    attach = getattr(iam, f"attach_{kind}_policy")
    found = [refused(functools.partial(attach, **{key: name}, PolicyArn=arn)) for arn in policies]
    assert found == [None] * 10 + [f"LimitExceeded: Cannot exceed quota for PoliciesPer{kind.capitalize()}: 10"]


@pytest.mark.parametrize("count, text", [(10, None), (11, "Cannot exceed quota for PoliciesPerRole: 10")])
def test_a_template_attaches_ten_managed_policies(emulator, policies, count, text):
    found = why(emulator, one_resource("AWS::IAM::Role", {
        "AssumeRolePolicyDocument": trust(Service="ec2.amazonaws.com"), "ManagedPolicyArns": policies[:count]}))
    assert found is None if text is None else text in found


def test_a_managed_policy_has_five_versions(emulator, policies):
    make = emulator.client("iam", DEV).create_policy_version
    found = [refused(lambda: make(PolicyArn=policies[0], PolicyDocument=compact(allow("s3:List*")))) for _ in range(5)]
    assert found[:4] == [None] * 4 and found[4].startswith("LimitExceeded: A managed policy can have up to 5 versions.")


def test_a_bucket_policy_has_20_kilobytes(emulator):
    assert "docs.aws.amazon.com/AmazonS3/latest/userguide/add-bucket-policy.html"
    s3, name = emulator.client("s3", DEV), unique()
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    document = everybody(f"arn:aws:s3:::{name}/*")
    assert refused(lambda: s3.put_bucket_policy(Bucket=name, Policy=compact(sized(document, 20480)))) is None
    text = "Policy exceeds the maximum allowed document size."
    assert text in refused(lambda: s3.put_bucket_policy(Bucket=name, Policy=compact(sized(document, 20481))))
    s3.delete_bucket_policy(Bucket=name)
    assert text in why(emulator, one_resource("AWS::S3::BucketPolicy", {"Bucket": name, "PolicyDocument": sized(document, 20481)}))


def test_a_topic_policy_has_30_kilobytes(emulator):
    sns = emulator.client("sns", DEV)
    arn = sns.create_topic(Name=unique())["TopicArn"]
    document = {**everybody(arn), "Statement": [{**everybody(arn)["Statement"][0], "Action": "sns:Publish"}]}
    put = lambda length: refused(lambda: sns.set_topic_attributes(TopicArn=arn, AttributeName="Policy", AttributeValue=compact(sized(document, length))))  # noqa: E731
    assert put(30720) is None and put(30721).startswith("InvalidParameter")
    assert "30720" in why(emulator, one_resource("AWS::SNS::TopicPolicy", {"Topics": [arn], "PolicyDocument": sized(document, 30721)}))


@pytest.mark.parametrize("document, text", [
    (sized(everybody(), 8193), "Submitted policy is over max allowed size."),
    ({**everybody(), "Statement": everybody()["Statement"] * 21}, "21 statements were found in the submitted policy, max allowed is 20"),
], ids=["size", "statements"])
def test_a_queue_policy_is_limited(emulator, document, text):
    assert QUEUES
    sqs = emulator.client("sqs", DEV)
    url = sqs.create_queue(QueueName=unique())["QueueUrl"]
    found = refused(lambda: sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": compact(document)}))
    assert "OverLimit" in found and text in found
    assert text in why(emulator, one_resource("AWS::SQS::QueuePolicy", {"Queues": [url], "PolicyDocument": document}))


def test_a_key_policy_has_32_kilobytes(emulator):
    document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{DEV}:root"}, "Action": "kms:*", "Resource": "*"}]}
    create = emulator.client("kms", DEV).create_key
    assert refused(lambda: create(Policy=compact(sized(document, 32768)))) is None
    assert refused(lambda: create(Policy=compact(sized(document, 32769)))).startswith("LimitExceededException")
    assert "32768" in why(emulator, one_resource("AWS::KMS::Key", {"KeyPolicy": sized(document, 32769)}))
