"""IAM Access Analyzer: what its user guide and API reference say of organizations, archive rules, findings and events.

docs.aws.amazon.com/IAM/latest/UserGuide/what-is-access-analyzer.html
docs.aws.amazon.com/access-analyzer/latest/APIReference/Welcome.html
"""
from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError

from .conftest import AUDIT, DEV, MANAGEMENT, REGION, Emulator, body, trust

SERVICE = "access-analyzer.amazonaws.com"
OUTSIDE = "999999999999"


@pytest.fixture
def emulator(tmp_path):
    emulator = Emulator(tmp_path)
    yield emulator
    emulator.close()


@pytest.fixture
def analyzer(emulator):
    """Of the organization, in the audit account."""
    organizations = emulator.client("organizations")
    organizations.enable_aws_service_access(ServicePrincipal=SERVICE)
    organizations.register_delegated_administrator(AccountId=AUDIT, ServicePrincipal=SERVICE)
    found = emulator.client("accessanalyzer", AUDIT)
    return found, found.create_analyzer(analyzerName="all", type="ORGANIZATION")["arn"]


def let_in(emulator, name, principal, **condition):
    document = trust(AWS=principal)
    document["Statement"][0].update(condition)
    emulator.client("iam", DEV).create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(document))
    return f"arn:aws:iam::{DEV}:role/{name}"


def test_an_organization_is_analyzed_with_trusted_access_by_its_administrators_only(emulator):
    """access-analyzer-delegated-administrator-add.html"""
    for account in (MANAGEMENT, AUDIT):
        with pytest.raises(ClientError, match="ValidationException.*Service not enabled for AWS Organizations"):
            emulator.client("accessanalyzer", account).create_analyzer(analyzerName="all", type="ORGANIZATION")
    emulator.client("organizations").enable_aws_service_access(ServicePrincipal=SERVICE)
    with pytest.raises(ClientError, match=f"AccessDeniedException.*{AUDIT} is not a delegated administrator"):
        emulator.client("accessanalyzer", AUDIT).create_analyzer(analyzerName="all", type="ORGANIZATION_UNUSED_ACCESS")
    emulator.client("accessanalyzer").create_analyzer(analyzerName="all", type="ORGANIZATION")
    emulator.client("accessanalyzer", DEV).create_analyzer(analyzerName="own", type="ACCOUNT")


def test_an_analyzer_is_made_once_read_and_deleted(analyzer):
    """API_CreateAnalyzer.html, API_GetAnalyzer.html, API_ListAnalyzers.html, API_DeleteAnalyzer.html"""
    client, arn = analyzer
    assert arn == f"arn:aws:access-analyzer:{REGION}:{AUDIT}:analyzer/all"
    with pytest.raises(ClientError, match="ConflictException"):
        client.create_analyzer(analyzerName="all", type="ORGANIZATION")
    client.create_analyzer(analyzerName="unused", type="ORGANIZATION_UNUSED_ACCESS", configuration={"unusedAccess": {"unusedAccessAge": 90}})
    assert client.get_analyzer(analyzerName="unused")["analyzer"]["configuration"] == {"unusedAccess": {"unusedAccessAge": 90}}
    assert [one["name"] for one in client.list_analyzers(type="ORGANIZATION")["analyzers"]] == ["all"]
    client.delete_analyzer(analyzerName="all")
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        client.get_analyzer(analyzerName="all")


def test_who_is_let_in_from_outside_of_the_organization_is_found(emulator, analyzer):
    """access-analyzer-findings.html, API_ListFindingsV2.html: the zone of trust is the organization."""
    client, arn = analyzer
    outside = let_in(emulator, "outside", OUTSIDE)
    let_in(emulator, "inside", AUDIT)
    let_in(emulator, "anybody-of-ours", "*", Condition={"StringEquals": {"aws:PrincipalOrgID": emulator.ready["organizationId"]}})
    [finding] = client.list_findings_v2(analyzerArn=arn)["findings"]
    assert (finding["resource"], finding["resourceOwnerAccount"], finding["status"], finding["findingType"]) == (outside, DEV, "ACTIVE", "ExternalAccess")
    details = client.get_finding_v2(analyzerArn=arn, id=finding["id"])["findingDetails"][0]["externalAccessDetails"]
    assert (details["principal"], details["isPublic"]) == ({"AWS": OUTSIDE}, False)
    emulator.client("iam", DEV).delete_role(RoleName="outside")
    assert [one["status"] for one in client.list_findings_v2(analyzerArn=arn)["findings"]] == ["RESOLVED"]


def test_a_bucket_is_found_in_its_region(emulator, analyzer):
    """access-analyzer-resources.html: an analyzer looks at resources of its own Region, and at roles in each."""
    client, arn = analyzer
    s3 = emulator.client("s3", DEV)
    s3.create_bucket(Bucket="shared-by-dev", CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_bucket_policy(Bucket="shared-by-dev", Policy=json.dumps({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::shared-by-dev/*"}]}))
    role = let_in(emulator, "outside", OUTSIDE)
    elsewhere = emulator.client("accessanalyzer", AUDIT, region="us-east-1")
    other = elsewhere.create_analyzer(analyzerName="all", type="ORGANIZATION")["arn"]
    assert {one["resource"] for one in client.list_findings_v2(analyzerArn=arn)["findings"]} == {role, "arn:aws:s3:::shared-by-dev"}
    assert {one["resource"] for one in elsewhere.list_findings_v2(analyzerArn=other)["findings"]} == {role}


def test_an_archive_rule_archives_what_is_found_after_it(emulator, analyzer):
    """access-analyzer-archive-rules.html, API_ApplyArchiveRule.html"""
    client, arn = analyzer
    let_in(emulator, "before", OUTSIDE)
    assert [one["status"] for one in client.list_findings_v2(analyzerArn=arn)["findings"]] == ["ACTIVE"]
    client.create_archive_rule(analyzerName="all", ruleName="partner", filter={"principal.AWS": {"contains": [OUTSIDE]}, "isPublic": {"eq": ["false"]}})
    let_in(emulator, "after", OUTSIDE)
    by_name = {one["resource"].rpartition("/")[2]: one["status"] for one in client.list_findings_v2(analyzerArn=arn)["findings"]}
    assert by_name == {"before": "ACTIVE", "after": "ARCHIVED"}
    client.apply_archive_rule(analyzerArn=arn, ruleName="partner")
    assert client.list_findings_v2(analyzerArn=arn, filter={"status": {"eq": ["ACTIVE"]}})["findings"] == []
    client.update_archive_rule(analyzerName="all", ruleName="partner", filter={"resourceType": {"neq": ["AWS::IAM::Role"]}})
    assert client.get_archive_rule(analyzerName="all", ruleName="partner")["archiveRule"]["filter"] == {"resourceType": {"neq": ["AWS::IAM::Role"]}}
    client.delete_archive_rule(analyzerName="all", ruleName="partner")
    assert client.list_archive_rules(analyzerName="all")["archiveRules"] == []


def test_each_change_of_a_finding_is_an_event_in_the_account_of_the_analyzer(emulator, analyzer):
    """access-analyzer-eventbridge.html"""
    client, arn = analyzer
    sqs, events = emulator.client("sqs", AUDIT), emulator.client("events", AUDIT)
    queue = sqs.create_queue(QueueName="findings")["QueueUrl"]
    to = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    sqs.set_queue_attributes(QueueUrl=queue, Attributes={"Policy": json.dumps({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": to}]})})
    events.put_rule(Name="findings", EventPattern=json.dumps({"source": ["aws.access-analyzer"], "detail-type": ["Access Analyzer Finding"]}))
    events.put_targets(Rule="findings", Targets=[{"Id": "queue", "Arn": to}])
    role = let_in(emulator, "outside", OUTSIDE)
    client.start_resource_scan(analyzerArn=arn, resourceArn=role)
    told = next_event(sqs, queue)
    assert (told["account"], told["resources"], told["detail"]["accountId"], told["detail"]["status"]) == (AUDIT, [arn], DEV, "ACTIVE")
    assert (told["detail"]["resource"], told["detail"]["principal"], told["detail"]["isDeleted"]) == (role, {"AWS": OUTSIDE}, False)
    client.start_resource_scan(analyzerArn=arn, resourceArn=role)
    emulator.client("iam", DEV).delete_role(RoleName="outside")
    client.start_resource_scan(analyzerArn=arn, resourceArn=role)
    assert next_event(sqs, queue)["detail"]["status"] == "RESOLVED"


def next_event(sqs, queue):
    [message] = sqs.receive_message(QueueUrl=queue, WaitTimeSeconds=20)["Messages"]
    sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
    return json.loads(message["Body"])


def test_a_template_makes_an_analyzer_with_its_rules(emulator, analyzer):
    """aws-resource-accessanalyzer-analyzer.html: rules change without interruption."""
    client, _ = analyzer
    def template(**properties):
        return body({"Resources": {"Made": {"Type": "AWS::AccessAnalyzer::Analyzer", "Properties": {"AnalyzerName": "made", "Type": "ORGANIZATION", **properties}}}})
    cloudformation = emulator.client("cloudformation", AUDIT)
    rule = {"RuleName": "roles", "Filter": [{"Property": "resourceType", "Eq": ["AWS::IAM::Role"]}]}
    cloudformation.create_stack(StackName="made", TemplateBody=template(ArchiveRules=[rule]))
    made = client.get_analyzer(analyzerName="made")["analyzer"]
    assert [one["ruleName"] for one in client.list_archive_rules(analyzerName="made")["archiveRules"]] == ["roles"]
    cloudformation.update_stack(StackName="made", TemplateBody=template())
    assert client.list_archive_rules(analyzerName="made")["archiveRules"] == []
    assert client.get_analyzer(analyzerName="made")["analyzer"]["createdAt"] == made["createdAt"]
    cloudformation.delete_stack(StackName="made")
    assert [one["name"] for one in client.list_analyzers()["analyzers"]] == ["all"]


def test_moments_are_written_in_the_form_that_the_service_has(analyzer):
    """API_GetAnalyzer.html: a timestamp in ISO 8601, where most services of this protocol write seconds. boto3 reads both."""
    client, _ = analyzer
    answers: list[dict] = []
    client.meta.events.register("before-parse.accessanalyzer.GetAnalyzer", lambda response_dict, **_: answers.append(json.loads(response_dict["body"])))
    client.get_analyzer(analyzerName="all")
    assert [answer["analyzer"]["createdAt"][-1] for answer in answers] == ["Z"]
