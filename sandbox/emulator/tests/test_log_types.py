"""What brings logs into an archive: trails, alarms, state machines, streams, locked buckets, read back by their own APIs.

docs.aws.amazon.com/step-functions/latest/apireference/Welcome.html
docs.aws.amazon.com/firehose/latest/APIReference/Welcome.html
docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
"""
import json

import pytest

from .conftest import DEV, LOG, MANAGEMENT, body, opened_to, trust, unique

ROLE = f"arn:aws:iam::{DEV}:role/any"
MACHINE = {"QueryLanguage": "JSONata", "StartAt": "Do", "States": {"Do": {"Type": "Pass", "Output": "${Word}", "End": True}}}


def deploy(aws, account, resources, name=None):
    client, name = aws.client("cloudformation", account), name or unique("logs")
    client.create_stack(StackName=name, TemplateBody=body({"Resources": resources}), Capabilities=["CAPABILITY_NAMED_IAM"])
    made = client.describe_stacks(StackName=name)["Stacks"][0]
    return name, made


def update(aws, account, name, resources):
    client = aws.client("cloudformation", account)
    client.update_stack(StackName=name, TemplateBody=body({"Resources": resources}))
    return client.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"]


def reason(aws, account, name):
    events = aws.client("cloudformation", account).describe_stack_events(StackName=name)["StackEvents"]
    return next(event["ResourceStatusReason"] for event in events if event["ResourceStatus"] == "CREATE_FAILED")


def machine(name, definition=MACHINE, word="one"):
    return {"Type": "AWS::StepFunctions::StateMachine", "Properties": {
        "StateMachineName": name, "RoleArn": ROLE, "Definition": definition, "DefinitionSubstitutions": {"Word": word}}}


def test_a_state_machine_is_made_changed_and_deleted_with_its_substitutions(aws):
    name, states = unique("machine"), aws.client("stepfunctions", DEV)
    arn = f"arn:aws:states:ap-northeast-1:{DEV}:stateMachine:{name}"
    stack, made = deploy(aws, DEV, {"Machine": machine(name)})
    assert made["StackStatus"] == "CREATE_COMPLETE"
    described = states.describe_state_machine(stateMachineArn=arn)
    assert json.loads(described["definition"])["States"]["Do"]["Output"] == "one" and described["roleArn"] == ROLE
    assert update(aws, DEV, stack, {"Machine": machine(name, word="two")}) == "UPDATE_COMPLETE"
    assert json.loads(states.describe_state_machine(stateMachineArn=arn)["definition"])["States"]["Do"]["Output"] == "two"
    aws.client("cloudformation", DEV).delete_stack(StackName=stack)
    assert arn not in [item["stateMachineArn"] for item in states.list_state_machines()["stateMachines"]]


@pytest.mark.parametrize("definition, why", [
    ({**MACHINE, "StartAt": "Nowhere"}, "MISSING_TRANSITION_TARGET at StartAt"),
    ({**MACHINE, "States": {"Do": {"Type": "Pass", "Next": "Nowhere"}}}, "MISSING_TRANSITION_TARGET Nowhere at Do"),
    ({**MACHINE, "Comment": "${Other}"}, "no substitution for"),
])
def test_a_machine_that_leads_nowhere_is_refused(aws, definition, why):
    name, made = deploy(aws, DEV, {"Machine": machine(unique("machine"), definition)})
    assert made["StackStatus"] == "ROLLBACK_COMPLETE"
    assert why in reason(aws, DEV, name)


def stream(name, bucket="archive", seconds=900):
    return {"Type": "AWS::KinesisFirehose::DeliveryStream", "Properties": {
        "DeliveryStreamName": name, "DeliveryStreamType": "DirectPut",
        "ExtendedS3DestinationConfiguration": {
            "BucketARN": f"arn:aws:s3:::{bucket}", "RoleARN": ROLE, "Prefix": "logs/", "ErrorOutputPrefix": "errors/",
            "BufferingHints": {"SizeInMBs": 128, "IntervalInSeconds": seconds}, "CompressionFormat": "GZIP"}}}


def test_a_delivery_stream_is_made_changed_and_deleted(aws):
    name, firehose = unique("stream"), aws.client("firehose", DEV)
    early, made = deploy(aws, DEV, {"Stream": stream(name)})
    assert made["StackStatus"] == "ROLLBACK_COMPLETE" and f"Firehose is unable to assume role {ROLE}" in reason(aws, DEV, early)
    aws.client("iam", DEV).create_role(RoleName="any", AssumeRolePolicyDocument=body(trust(Service="firehose.amazonaws.com")))
    stack, made = deploy(aws, DEV, {"Stream": stream(name)})
    assert made["StackStatus"] == "CREATE_COMPLETE"

    def destination():
        described = firehose.describe_delivery_stream(DeliveryStreamName=name)["DeliveryStreamDescription"]
        return described["Destinations"][0]["ExtendedS3DestinationDescription"]

    assert destination()["BucketARN"] == "arn:aws:s3:::archive" and destination()["RoleARN"] == ROLE
    assert update(aws, DEV, stack, {"Stream": stream(name, seconds=60)}) == "UPDATE_COMPLETE"
    assert destination()["BufferingHints"]["IntervalInSeconds"] == 60
    aws.client("cloudformation", DEV).delete_stack(StackName=stack)
    assert name not in firehose.list_delivery_streams()["DeliveryStreamNames"]


def locked(name, days, **more):
    return {"Type": "AWS::S3::Bucket", "Properties": {
        "BucketName": name, "VersioningConfiguration": {"Status": "Enabled"}, "ObjectLockEnabled": True,
        "ObjectLockConfiguration": {"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": days}}}, **more}}


def test_a_bucket_has_the_lock_that_its_template_says(aws):
    name, s3 = unique("locked"), aws.client("s3", LOG)
    stack, made = deploy(aws, LOG, {"Bucket": locked(name, 30)})
    assert made["StackStatus"] == "CREATE_COMPLETE"

    def retention():
        return s3.get_object_lock_configuration(Bucket=name)["ObjectLockConfiguration"]["Rule"]["DefaultRetention"]

    assert retention() == {"Mode": "GOVERNANCE", "Days": 30}
    assert update(aws, LOG, stack, {"Bucket": locked(name, 60)}) == "UPDATE_COMPLETE"
    assert retention()["Days"] == 60


def test_a_lock_needs_versions(aws):
    name, made = deploy(aws, LOG, {"Bucket": locked(unique("locked"), 30, VersioningConfiguration={"Status": "Suspended"})})
    assert made["StackStatus"] == "ROLLBACK_COMPLETE"
    assert "without versioning" in reason(aws, LOG, name)


def test_a_trail_of_the_organization_delivers_into_the_bucket_of_another_account(aws):
    bucket, name, cloudtrail = unique("archive"), unique("trail"), aws.client("cloudtrail", MANAGEMENT)
    trail = {"Type": "AWS::CloudTrail::Trail", "Properties": {
        "TrailName": name, "S3BucketName": bucket, "IsLogging": True, "IsOrganizationTrail": True, "IsMultiRegionTrail": True,
        "EnableLogFileValidation": True, "InsightSelectors": [{"InsightType": "ApiErrorRateInsight"}],
        "AdvancedEventSelectors": [{"Name": "Management", "FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]}]}]}}
    early, made = deploy(aws, MANAGEMENT, {"Trail": trail})
    assert made["StackStatus"] == "ROLLBACK_COMPLETE" and "does not exist" in reason(aws, MANAGEMENT, early)
    aws.client("s3", LOG).create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "ap-northeast-1"})
    closed, made = deploy(aws, MANAGEMENT, {"Trail": trail})
    assert made["StackStatus"] == "ROLLBACK_COMPLETE" and "Incorrect S3 bucket policy is detected" in reason(aws, MANAGEMENT, closed)
    aws.client("s3", LOG).put_bucket_policy(Bucket=bucket, Policy=body(opened_to(bucket, "cloudtrail.amazonaws.com")))
    _, made = deploy(aws, MANAGEMENT, {"Trail": trail})
    assert made["StackStatus"] == "CREATE_COMPLETE"
    found = cloudtrail.get_trail(Name=name)["Trail"]
    assert found["IsOrganizationTrail"] and found["IsMultiRegionTrail"] and found["LogFileValidationEnabled"]
    assert cloudtrail.get_insight_selectors(TrailName=name)["InsightSelectors"] == [{"InsightType": "ApiErrorRateInsight"}]
    selectors = cloudtrail.get_event_selectors(TrailName=name)["AdvancedEventSelectors"]
    assert selectors[0]["FieldSelectors"] == [{"Field": "eventCategory", "Equals": ["Management"]}]


def test_an_alarm_watches_one_dimension(aws):
    name = unique("alarm")
    alarm = {"Type": "AWS::CloudWatch::Alarm", "Properties": {
        "AlarmName": name, "Namespace": "AWS/States", "MetricName": "ExecutionsFailed", "Statistic": "Sum", "Period": 3600, "Threshold": 1,
        "EvaluationPeriods": 1, "ComparisonOperator": "GreaterThanOrEqualToThreshold", "Dimensions": [{"Name": "StateMachineArn", "Value": "x"}]}}
    _, made = deploy(aws, DEV, {"Alarm": alarm})
    assert made["StackStatus"] == "CREATE_COMPLETE"
    found, = aws.client("cloudwatch", DEV).describe_alarms(AlarmNames=[name])["MetricAlarms"]
    assert found["Dimensions"] == [{"Name": "StateMachineArn", "Value": "x"}]
