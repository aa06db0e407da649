"""Events of the sandbox itself: API calls where a trail logs, findings (CloudTrail, EventBridge and GuardDuty user guides).

docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html
"""
import json

import pytest

from .conftest import AUDIT, DEV, MANAGEMENT, opened_to, unique
from .delivery import attribute, bodies, outcomes, put, queue_with_policy, received, rule, stack, target


def test_an_api_call_becomes_an_event_where_a_trail_logs(started):
    aws = started()
    bucket = unique("trail")
    made = stack(aws, {
        "Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": bucket}},
        "Let": {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": {"Ref": "Bucket"}, "PolicyDocument": opened_to({"Ref": "Bucket"}, "cloudtrail.amazonaws.com")}},
        "Trail": {"Type": "AWS::CloudTrail::Trail", "Properties": {"TrailName": "trail", "S3BucketName": {"Ref": "Let"}, "IsLogging": True, "IsMultiRegionTrail": True}},
        "Rule": rule({"source": ["aws.cloudtrail"], "detail": {"eventName": ["StopLogging"]}}, target(attribute("Queue"))), **queue_with_policy("Queue")})
    client = aws.client("cloudtrail", DEV)
    client.get_trail_status(Name="trail")
    client.stop_logging(Name=client.get_trail(Name="trail")["Trail"]["TrailARN"])  # API reference: a name or an ARN
    client.stop_logging(Name="trail")  # nobody sees this one any more
    aws.control("/metsuke/settle", {})
    event, = bodies(aws, made["Queue"])
    detail = event["detail"]
    assert (event["detail-type"], event["account"]) == ("AWS API Call via CloudTrail", DEV)
    assert detail["requestParameters"]["name"].endswith(":trail/trail") and detail["userIdentity"]["accountId"] == DEV and detail["eventSource"] == "cloudtrail.amazonaws.com"


def test_calls_of_global_services_are_seen_in_us_east_1(started):
    aws = started()
    stack(aws, {
        "Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": unique("trail")}},
        "Let": {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": {"Ref": "Bucket"}, "PolicyDocument": opened_to({"Ref": "Bucket"}, "cloudtrail.amazonaws.com")}},
        "Trail": {"Type": "AWS::CloudTrail::Trail", "Properties": {"TrailName": "trail", "S3BucketName": {"Ref": "Let"}, "IsLogging": True, "IsMultiRegionTrail": True}}})
    resources = {"Rule": rule({"source": ["aws.iam"]}, target(attribute("Queue"))), **queue_with_policy("Queue")}
    here, there = stack(aws, resources), stack(aws, resources, region="us-east-1")
    aws.client("iam", DEV).create_user(UserName="somebody")
    aws.control("/metsuke/settle", {})
    assert received(aws, here["Queue"]) == []
    message, = received(aws, there["Queue"], region="us-east-1")
    assert json.loads(message["Body"])["detail"]["requestParameters"] == {"userName": "somebody"}


def test_findings_of_members_reach_the_administrators_bus(started):
    # GuardDuty user guide: the envelope names the administrator, the detail the member
    aws = started()
    organizations = aws.client("organizations")
    organizations.enable_aws_service_access(ServicePrincipal="guardduty.amazonaws.com")
    organizations.register_delegated_administrator(AccountId=AUDIT, ServicePrincipal="guardduty.amazonaws.com")
    made = stack(aws, {"Rule": rule({"source": ["aws.guardduty"]}, target(attribute("Queue"))), **queue_with_policy("Queue")}, AUDIT)
    put(aws, {"source": "aws.guardduty", "detail-type": "GuardDuty Finding", "detail": {"accountId": DEV}})
    event, = bodies(aws, made["Queue"], AUDIT)
    assert (event["account"], event["detail"]["accountId"]) == (AUDIT, DEV)
    put(aws, {"source": "aws.config"})
    assert received(aws, made["Queue"], AUDIT) == []


def test_only_accounts_of_the_organization_can_be_rehearsed(aws):
    import urllib.error

    with pytest.raises(urllib.error.HTTPError, match="400"):
        put(aws, {}, account="000000000000")
    assert outcomes(put(aws, {"source": unique("aws.x")}, MANAGEMENT)) == [("bus", "ended")]
