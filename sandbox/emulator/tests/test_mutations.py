"""A whole configuration (archive, key, trail, recorders, events, roles, stack sets) is deployed; then one thing of it is broken at a time:
each is caught, by whom AWS lets it catch and in AWS's words. The pages are those of the tests of quotas,
destinations, permissions and stack sets."""
import copy
import json
import uuid

import pytest
from botocore.exceptions import ClientError

from .conftest import DEV, LOG, MANAGEMENT, REGION, Emulator, Set, allow, body, bootstrap, trust

ADMIN, EXECUTION = "AWSCloudFormationStackSetAdministrationRole", "AWSCloudFormationStackSetExecutionRole"
ACL = {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}}


@pytest.fixture(scope="module")
def emulator(tmp_path_factory):
    made = Emulator(tmp_path_factory.mktemp("mutations"), None, "--enforce")
    made.client("organizations").enable_policy_type(RootId="r-sand", PolicyType="SERVICE_CONTROL_POLICY")
    bootstrap(made, [DEV])
    made.client("iam", DEV).create_service_linked_role(AWSServiceName="config.amazonaws.com")
    yield made
    made.close()


def statement(service, action, resource, **condition):
    return {"Effect": "Allow", "Principal": {"Service": f"{service}.amazonaws.com"}, "Action": action, "Resource": resource, **({"Condition": condition} if condition else {})}


def document(*statements):
    return {"Version": "2012-10-17", "Statement": list(statements)}


def configuration(organization, bucket):
    """Three templates, by where they go, and the service control policies; names end in the bucket's own."""
    arn, objects = f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"
    archive = {
        "Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": bucket, "VersioningConfiguration": {"Status": "Enabled"}}},
        "Policy": {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": {"Ref": "Bucket"}, "PolicyDocument": document(
            statement("cloudtrail", "s3:GetBucketAcl", arn), statement("cloudtrail", "s3:PutObject", f"{arn}/AWSLogs/{organization}/*", **ACL),
            statement("config", ["s3:GetBucketAcl", "s3:ListBucket"], arn),
            statement("config", "s3:PutObject", f"{arn}/AWSLogs/*/Config/*", **ACL),
            statement("ssm", ["s3:GetBucketAcl", "s3:PutObject"], [arn, objects]))}},
        "Key": {"Type": "AWS::KMS::Key", "Properties": {"KeyPolicy": document(
            {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{LOG}:root"}, "Action": "kms:*", "Resource": "*"},
            statement("cloudtrail", "kms:GenerateDataKey*", "*", StringLike={"kms:EncryptionContext:aws:cloudtrail:arn": f"arn:aws:cloudtrail:*:{MANAGEMENT}:trail/*"}),
            statement("cloudtrail", "kms:DescribeKey", "*"))}},
    }
    trail = {
        "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": f"t-{bucket}"}},
        "TopicPolicy": {"Type": "AWS::SNS::TopicPolicy", "Properties": {"Topics": [{"Ref": "Topic"}], "PolicyDocument": document(
            statement("cloudtrail", "sns:Publish", {"Ref": "Topic"}))}},
        "Group": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": f"g-{bucket}"}},
        "Writer": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": trust(Service="cloudtrail.amazonaws.com"), "Policies": [
            {"PolicyName": "write", "PolicyDocument": allow(["logs:CreateLogStream", "logs:PutLogEvents"])}]}},
        "Trail": {"Type": "AWS::CloudTrail::Trail", "DependsOn": "TopicPolicy", "Properties": {
            "TrailName": f"t-{bucket}", "S3BucketName": bucket, "IsLogging": True, "IsOrganizationTrail": True, "IsMultiRegionTrail": True, "KMSKeyId": "KEY",
            "SnsTopicName": {"Fn::GetAtt": ["Topic", "TopicName"]}, "CloudWatchLogsLogGroupArn": {"Fn::GetAtt": ["Group", "Arn"]},
            "CloudWatchLogsRoleArn": {"Fn::GetAtt": ["Writer", "Arn"]}}},
    }
    member = {
        "Recorder": {"Type": "AWS::Config::ConfigurationRecorder", "Properties": {
            "Name": "default", "RoleARN": f"arn:aws:iam::{DEV}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"}},
        "Channel": {"Type": "AWS::Config::DeliveryChannel", "DependsOn": "Recorder", "Properties": {"Name": "default", "S3BucketName": bucket}},
        "Check": {"Type": "AWS::Config::ConfigRule", "DependsOn": "Recorder", "Properties": {
            "ConfigRuleName": "check", "Source": {"Owner": "AWS", "SourceIdentifier": "S3_BUCKET_VERSIONING_ENABLED"}}},
        "Sync": {"Type": "AWS::SSM::ResourceDataSync", "Properties": {"SyncName": "sync", "S3Destination": {
            "BucketName": bucket, "BucketRegion": REGION, "SyncFormat": "JsonSerDe"}}},
        "Rule": {"Type": "AWS::Events::Rule", "Properties": {"Name": "rule", "EventPattern": {"source": ["aws.config"]}, "Targets": [
            {"Id": "bus", "Arn": f"arn:aws:events:{REGION}:{MANAGEMENT}:event-bus/default", "RoleArn": {"Fn::GetAtt": ["Forward", "Arn"]}}]}},
        "Forward": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "forward", "AssumeRolePolicyDocument": trust(Service="events.amazonaws.com"), "Policies": [
            {"PolicyName": "put", "PolicyDocument": allow("events:PutEvents")}]}},
        "Stream": {"Type": "AWS::KinesisFirehose::DeliveryStream", "Properties": {"DeliveryStreamName": "stream", "ExtendedS3DestinationConfiguration": {
            "BucketARN": f"arn:aws:s3:::{bucket}", "RoleARN": {"Fn::GetAtt": ["Deliver", "Arn"]}}}},
        "Deliver": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": trust(Service="firehose.amazonaws.com")}},
        "Parameter": {"Type": "AWS::SSM::Parameter", "Properties": {"Name": "/ours", "Type": "String", "Value": "v"}},
        "Run": {"Type": "AWS::SSM::Document", "Properties": {"Name": "ours", "DocumentType": "Command", "Content": {"schemaVersion": "2.2", "mainSteps": []}}},
    }
    return {"archive": archive, "trail": trail, "member": member, "scp": None, "roles": {}, "set": {}}


class Deployment:
    """Deploys a configuration; `first` is the first thing that AWS says against it, None when all of it is there."""

    def __init__(self, emulator, wish):
        self.emulator, self.stacks, self.policy, self.set = emulator, [], None, None
        self.first = self._deploy(wish)

    def _deploy(self, wish):
        self._attach(wish["scp"])
        self._change_roles(wish["roles"])
        found, key = self._stack(LOG, wish["archive"], "Key")
        if found is None:
            found, _ = self._stack(MANAGEMENT, json.loads(json.dumps(wish["trail"]).replace('"KEY"', json.dumps(f"arn:aws:kms:{REGION}:{LOG}:key/{key}"))))
        return found if found is not None else self._stack_set(wish)

    def _stack(self, account, resources, asked=None):
        cloudformation, name = self.emulator.client("cloudformation", account), f"s-{uuid.uuid4().hex[:8]}"
        try:
            id = cloudformation.create_stack(StackName=name, TemplateBody=body({"Resources": resources}), Capabilities=["CAPABILITY_NAMED_IAM"])["StackId"]
        except ClientError as error:
            return str(error), None
        self.stacks.append((cloudformation, id))
        events = cloudformation.describe_stack_events(StackName=id)["StackEvents"]
        found = next((one["ResourceStatusReason"] for one in reversed(events) if one["ResourceStatus"].endswith("_FAILED")), None)
        return found, None if found or not asked else cloudformation.describe_stack_resource(StackName=id, LogicalResourceId=asked)["StackResourceDetail"]["PhysicalResourceId"]

    def _stack_set(self, wish):
        try:
            self.set = Set(self.emulator, f"set-{uuid.uuid4().hex[:8]}", {"Resources": wish["member"], **wish["set"]})
        except ClientError as error:
            return str(error)
        _, results = self.set.create([DEV])
        return results[(DEV, REGION)].get("StatusReason")

    def _attach(self, statement):
        if statement is None:
            return
        organizations = self.emulator.client("organizations")
        self.policy = organizations.create_policy(Name=uuid.uuid4().hex, Description="", Type="SERVICE_CONTROL_POLICY", Content=json.dumps(
            document({"Effect": "Deny", "Resource": "*", **statement})))["Policy"]["PolicySummary"]["Id"]
        organizations.attach_policy(PolicyId=self.policy, TargetId=DEV)

    def _change_roles(self, roles):
        """(account, role) → a trust policy, or None to take its permissions away; what was is put back."""
        self.before = []
        for (account, role), trusted in roles.items():
            iam = self.emulator.client("iam", account)
            self.before.append((iam, role, iam.get_role(RoleName=role)["Role"]["AssumeRolePolicyDocument"]))
            iam.update_assume_role_policy(RoleName=role, PolicyDocument=json.dumps(trusted))

    def remove(self):
        for iam, role, trusted in self.before:
            iam.update_assume_role_policy(RoleName=role, PolicyDocument=json.dumps(trusted))
        if self.policy:
            organizations = self.emulator.client("organizations")
            organizations.detach_policy(PolicyId=self.policy, TargetId=DEV)
            organizations.delete_policy(PolicyId=self.policy)
        if self.set:
            self.set.delete([DEV])
        for cloudformation, id in reversed(self.stacks):
            cloudformation.delete_stack(StackName=id)


@pytest.fixture
def deploy(emulator):
    made = []

    def start(mutate=lambda wish: None):
        wish = copy.deepcopy(configuration(emulator.ready["organizationId"], f"archive-{uuid.uuid4().hex[:10]}"))
        mutate(wish)
        made.append(Deployment(emulator, wish))
        return made[-1].first

    yield start
    for one in made:
        one.remove()


def without(place, name, number):
    """One statement less in a policy."""
    key = "KeyPolicy" if name == "Key" else "PolicyDocument"

    def mutate(wish):
        del wish[place][name]["Properties"][key]["Statement"][number]

    return mutate


def changed(place, path, value):
    """The value at a path of a template; a callable makes it of what was there."""
    def mutate(wish):
        found, names = wish[place], path.split("/")
        for name in names[:-1]:
            found = found[int(name) if isinstance(found, list) else name]
        key = int(names[-1]) if isinstance(found, list) else names[-1]
        found[key] = value(found[key]) if callable(value) else value

    return mutate


def scp(**statement):
    return lambda wish: wish.update(scp=statement)


def trusting(account, role, trusted):
    return lambda wish: wish["roles"].update({(account, role): trusted})


def long(size):
    return document({"Effect": "Allow", "Action": "s3:GetObject", "Resource": [f"arn:aws:s3:::{number:010d}" for number in range(size // 27 + 1)]})


BUCKET, TRAIL_BUCKET = "Policy/Properties/PolicyDocument/Statement", "Incorrect S3 bucket policy is detected for bucket"
KEY = "Key/Properties/KeyPolicy/Statement"
KEY_REFUSED, SCP = "Insufficient permissions to access S3 bucket", "with an explicit deny in a service control policy"
MUTATIONS = [
    # the bucket's policy
    ("CloudTrail may not look at the bucket", without("archive", "Policy", 0), TRAIL_BUCKET),
    ("CloudTrail may not write", without("archive", "Policy", 1), TRAIL_BUCKET),
    ("CloudTrail writes for another organization", changed("archive", f"{BUCKET}/1/Resource", "arn:aws:s3:::*/AWSLogs/o-another000/*"), TRAIL_BUCKET),
    ("Config may not look", without("archive", "Policy", 2), "unable to get s3 bucket acl."),
    ("Config may not write", without("archive", "Policy", 3), "unable to write to bucket, provided s3 key prefix is 'null'"),
    ("Systems Manager may not write", without("archive", "Policy", 4), "S3 write failed for bucket"),
    ("the policy wants another ACL of CloudTrail", changed("archive", f"{BUCKET}/1/Condition", {"StringEquals": {"s3:x-amz-acl": "private"}}), TRAIL_BUCKET),
    ("the policy wants another ACL of Config", changed("archive", f"{BUCKET}/3/Condition", {"StringEquals": {"s3:x-amz-acl": "private"}}), "unable to write to bucket"),
    ("the policy wants another source", changed("archive", f"{BUCKET}/1/Condition", {"StringEquals": {"aws:SourceAccount": DEV}}), TRAIL_BUCKET),
    ("the policy denies CloudTrail", changed("archive", f"{BUCKET}/1/Effect", "Deny"), TRAIL_BUCKET),
    ("the policy names another service", changed("archive", f"{BUCKET}/0/Principal", {"Service": "logging.s3.amazonaws.com"}), TRAIL_BUCKET),
    ("the bucket has no policy", lambda wish: wish["archive"].pop("Policy"), TRAIL_BUCKET),
    ("there is no bucket", lambda wish: (wish["archive"].pop("Policy"), wish["archive"].pop("Bucket")), "does not exist!"),
    # the key's policy
    ("CloudTrail may not encrypt", without("archive", "Key", 1), KEY_REFUSED),
    ("CloudTrail may not describe the key", without("archive", "Key", 2), KEY_REFUSED),
    ("the key is for another account's trails", changed("archive", f"{KEY}/1/Condition", {"StringLike": {"kms:EncryptionContext:aws:cloudtrail:arn": f"arn:aws:cloudtrail:*:{DEV}:trail/*"}}), KEY_REFUSED),
    ("the key's policy denies CloudTrail", changed("archive", f"{KEY}/1/Effect", "Deny"), KEY_REFUSED),
    ("the key is off", changed("archive", "Key/Properties/Enabled", False), "is disabled"),
    ("the key is none", changed("trail", "Trail/Properties/KMSKeyId", f"arn:aws:kms:{REGION}:{LOG}:key/00000000-0000-0000-0000-000000000000"), "is not found"),
    # topics and trusts
    ("the topic lets another service in", changed("trail", "TopicPolicy/Properties/PolicyDocument/Statement/0/Principal", {"Service": "config.amazonaws.com"}),
     "SNS Topic does not exist or the topic policy is incorrect!"),
    ("the trail's role trusts another service", changed("trail", "Writer/Properties/AssumeRolePolicyDocument", trust(Service="ec2.amazonaws.com")),
     "Access denied. Verify in IAM that the role has adequate permissions."),
    ("the trail's role may not write", changed("trail", "Writer/Properties/Policies", []), "Access denied. Check the permissions for your role."),
    ("the stream's role trusts another service", changed("member", "Deliver/Properties/AssumeRolePolicyDocument", trust(Service="ec2.amazonaws.com")), "Firehose is unable to assume role"),
    ("the execution role trusts nobody of ours", trusting(DEV, EXECUTION, trust(AWS=f"arn:aws:iam::{LOG}:root")), "role with trust relationship to Role"),
    ("the administration role trusts another service", trusting(MANAGEMENT, ADMIN, trust(Service="ec2.amazonaws.com")), ADMIN),
    ("the recorder's role is none", changed("member", "Recorder/Properties/RoleARN", f"arn:aws:iam::{DEV}:role/none"), "role"),
    # service control policies
    ("an SCP denies rules of Config", scp(Action="config:PutConfigRule"), SCP),
    ("an SCP denies recorders", scp(Action="config:PutConfigurationRecorder"), SCP),
    ("an SCP denies to start recorders", scp(Action="config:StartConfigurationRecorder"), SCP),
    ("an SCP denies parameters by their name", scp(Action="ssm:PutParameter", Resource="arn:aws:ssm:*:*:parameter/ours"), SCP),
    ("an SCP denies the execution role", scp(Action="events:*", Condition={"ArnLike": {"aws:PrincipalArn": f"arn:aws:iam::*:role/{EXECUTION}"}}), SCP),
    ("an SCP denies to pass roles to Firehose", scp(Action="iam:PassRole", Condition={"StringEquals": {"iam:PassedToService": "firehose.amazonaws.com"}}), SCP),
    ("an SCP denies inline policies", scp(Action="iam:PutRolePolicy", Resource=f"arn:aws:iam::{DEV}:role/forward"), SCP),
    ("an SCP denies the Region", scp(NotAction=["iam:*", "sts:*", "cloudformation:*"], Condition={"StringNotEquals": {"aws:RequestedRegion": "us-east-1"}}), SCP),
    # quotas
    ("the trust policy is too long", changed("member", "Forward/Properties/AssumeRolePolicyDocument", {
        **trust(Service="events.amazonaws.com"), "Statement": trust(Service="events.amazonaws.com")["Statement"] * 30}), "Cannot exceed quota for ACLSizePerRole: 2048"),
    ("the inline policy is too long", changed("member", "Forward/Properties/Policies", [{"PolicyName": "put", "PolicyDocument": long(size=11000)}]),
     "Maximum policy size of 10240 bytes exceeded for role forward"),
    ("the bucket's policy is too long", changed("archive", BUCKET, lambda was: was + [{**long(size=21000)["Statement"][0], "Principal": "*"}]),
     "Policy exceeds the maximum allowed document size."),
    ("the event pattern is too long", changed("member", "Rule/Properties/EventPattern", {"source": [f"aws.{number:010d}" for number in range(130)]}),
     "The requested resource exceeds the maximum number allowed."),
    ("the rule has six targets", changed("member", "Rule/Properties/Targets", [
        {"Id": f"t{number}", "Arn": f"arn:aws:sns:{REGION}:{DEV}:t"} for number in range(6)]), "The requested resource exceeds the maximum number allowed."),
    ("the parameter is too long", changed("member", "Parameter/Properties/Value", "v" * 4097), "Standard tier parameters support a maximum parameter value of 4096 characters."),
    ("the template has too many outputs", lambda wish: wish["set"].update(Outputs={f"O{number}": {"Value": "x"} for number in range(201)}), "Outputs count 201 is greater than max allowed 200"),
    ("the template has too many parameters", lambda wish: wish["set"].update(Parameters={f"P{number}": {"Type": "String", "Default": "x"} for number in range(201)}),
     "Parameter count 201 is greater than max allowed 200"),
    ("the description is too long", lambda wish: wish["set"].update(Description="d" * 1025), "'Description' length is greater than 1024."),
    ("the name of a rule is too long", changed("member", "Rule/Properties/Name", "r" * 65), "#/Name: expected maxLength: 64, actual: 65"),
    ("a log group is kept for eight days", changed("trail", "Group/Properties/RetentionInDays", 8), "#/RetentionInDays"),
]


def test_the_configuration_itself_is_taken(deploy):
    assert deploy() is None


def test_there_are_forty_mutations_and_more():
    assert len(MUTATIONS) >= 40 and len({name for name, *_ in MUTATIONS}) == len(MUTATIONS)


@pytest.mark.parametrize("mutate, text", [case[1:] for case in MUTATIONS], ids=[case[0] for case in MUTATIONS])
def test_a_mutation_is_caught(deploy, mutate, text):
    found = deploy(mutate)
    assert found is not None and text in found, found
