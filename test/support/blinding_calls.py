"""Makes API calls as an administrator of an account: reads them as JSON from stdin, writes what AWS answered to stdout.

A call names an operation and the ARN that it is about; its parameters are worked out from that ARN and from the input shape
of the operation. Nothing of the emulator is asked how an ARN and a parameter belong together.
"""
import json
import re
import sys

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError

# IAM's names of services where boto3 has others
CLIENTS = {"states": "stepfunctions"}
OF_S3_CONTROL = ("CreateJob", "CreateAccessPoint")

# What follows the account in an ARN → parameters, of which an operation takes those that it knows
KINDS = {
    r"role/(?:.*/)?([^/]+)": {"RoleName": "{1}", "roleArn": "{arn}", "Role": "{arn}"},
    r"policy/(.+)": {"PolicyArn": "{arn}"},
    r"stack/([^/]+)/.+": {"StackName": "{1}", "StackDefinitions": [{"StackName": "{1}"}]},
    r"trail/(.+)": {"Name": "{1}", "TrailName": "{1}"},
    r"configuration-recorder/([^/]+)/.+": {"ConfigurationRecorderName": "{1}", "ConfigurationRecorder": {"name": "{1}"}, "ConfigurationRecorderArn": "{arn}"},
    r"config-rule/(.+)": {"ConfigRuleName": "{1}", "ConfigRule": {"ConfigRuleName": "{1}"}},
    r"remediation-configuration/(.+)": {"ConfigRuleName": "{1}", "RemediationConfigurations": [{"ConfigRuleName": "{1}"}]},
    r"detector/([^/]+)": {"DetectorId": "{1}"},
    r"detector/([^/]+)/filter/(.+)": {"DetectorId": "{1}", "FilterName": "{2}", "Name": "{2}"},
    r"detector/([^/]+)/threatintelset/(.+)": {"DetectorId": "{1}", "ThreatIntelSetId": "{2}"},
    r"detector/([^/]+)/publishingdestination/(.+)": {"DetectorId": "{1}", "DestinationId": "{2}"},
    r"key/(.+)": {"KeyId": "{1}"},
    r"(alias/.+)": {"AliasName": "{1}"},
    r"function:(.+)": {"FunctionName": "{1}"},
    r"table/([^/]+)": {"TableName": "{1}", "RequestItems": {"{1}": []}, "ResourceArn": "{arn}"},
    r"table/([^/]+)/([^/]+)": {"DatabaseName": "{1}", "Name": "{2}", "TableInput": {"Name": "{2}"}},
    r"alarm:(.+)": {"AlarmName": "{1}", "AlarmNames": ["{1}"], "MuteTargets": {"AlarmNames": ["{1}"]}},
    r"event-bus/(.+)": {"Name": "{1}", "Entries": [{"EventBusName": "{1}", "Source": "x", "DetailType": "x", "Detail": "{{}}"}]},
    r"(?:connection|api-destination)/(.+)": {"Name": "{1}"},
    r"schedule/([^/]+)/(.+)": {"GroupName": "{1}", "Name": "{2}"},
    r"rule/(.+)": {"Name": "{1}", "Rule": "{1}", "Ids": ["x"]},
    r"log-group:(.+)": {"logGroupName": "{1}", "logGroupIdentifier": "{1}", "filterName": "aws-organizations-log-collection", "kmsKeyId": "x", "retentionInDays": 1},
    r"parameter(/.+)": {"Name": "{1}"},
    r"document/(.+)": {"Name": "{1}"},
    r"resource-data-sync/(.+)": {"SyncName": "{1}"},
    r"association/(.+)": {"AssociationId": "{1}", "ResourceType": "Association", "ResourceId": "{1}"},
    r"patchbaseline/(.+)": {"BaselineId": "{1}"},
    r"maintenancewindow/(.+)": {"WindowId": "{1}"},
    r"servicesetting(/.+)": {"SettingId": "{1}"},
    r"vpc-endpoint/(.+)": {"VpcEndpointIds": ["{1}"], "VpcEndpointId": "{1}"},
    r"(?:stateMachine|execution):.+": {"stateMachineArn": "{arn}", "executionArn": "{arn}"},
    r"deliverystream/(.+)": {"DeliveryStreamName": "{1}"},
    r"image-pipeline/.+": {"imagePipelineArn": "{arn}"},
    r"workgroup/(.+)": {"WorkGroup": "{1}"},
    r"secret:.+": {"SecretId": "{arn}"},
    r"chat-configuration/.+": {"ChatConfigurationArn": "{arn}"},
}
# Of services whose ARNs have no kind
OTHERS = {
    "sns": {"TopicArn": "{arn}", "SubscriptionArn": "{arn}:11112222-3333-4444-5555-666677778888", "ResourceArn": "{arn}"},
    "sqs": {"QueueUrl": "{endpoint}/{account}/{tail}"},
}


def main() -> None:
    wish = json.load(sys.stdin)
    clients = {}
    json.dump([attempt(call, wish["endpoint"], clients) for call in wish["calls"]], sys.stdout)


def attempt(call: dict, endpoint: str, clients: dict) -> dict:
    service = "s3control" if call["operation"] in OF_S3_CONTROL else call["service"]
    place = (service, call["account"])
    client = clients.get(place) or clients.setdefault(place, make_client(service, call, endpoint))
    model = client.meta.service_model.operation_model(call["operation"])
    params = fill(model.input_shape, {"AccountId": call["account"], **known(call, endpoint), **call.get("parameters", {})})
    try:
        getattr(client, xform_name(call["operation"]))(**params)
        return {"code": "", "message": ""}
    except ClientError as error:
        return {"code": error.response["Error"]["Code"], "message": error.response["Error"].get("Message", "")}


def make_client(service: str, call: dict, endpoint: str):
    client = boto3.client(
        CLIENTS.get(service, service), endpoint_url=endpoint, region_name=call["region"], aws_access_key_id=call["key"],
        aws_secret_access_key=call["secret"], config=Config(
            retries={"total_max_attempts": 1}, parameter_validation=False, inject_host_prefix=False, s3={"addressing_style": "path"}))
    # S3 Control puts the account before the host, which no resolver need know
    client.meta.events.register("before-sign", lambda request, **_: setattr(request, "url", request.url.replace(f"//{call['account']}.", "//")))
    return client


def known(call: dict, endpoint: str) -> dict:
    arn = call["resource"]
    if arn == "*":
        return {}
    _, _, service, _, account, tail = arn.split(":", 5)
    names = {"arn": arn, "account": account, "tail": tail, "endpoint": endpoint}
    if service == "s3":
        bucket, _, key = tail.partition("/")
        return {"Bucket": bucket, "Key": key}
    if service in OTHERS:
        return written(OTHERS[service], [], names)
    for pattern, wanted in KINDS.items():
        found = re.fullmatch(pattern, tail)
        if found:
            return written(wanted, ["", *found.groups()], names)
    return {}


def written(wanted, groups: list, names: dict):
    if isinstance(wanted, str):
        return wanted.format(*groups, **names)
    if isinstance(wanted, list):
        return [written(item, groups, names) for item in wanted]
    return {written(key, groups, names): written(value, groups, names) for key, value in wanted.items()} if isinstance(wanted, dict) else wanted


def fill(shape, given: dict) -> dict:
    """What the operation knows of it, and something for what it requires besides."""
    if shape is None:
        return {}
    return {name: given[name] if name in given else something(member)
            for name, member in shape.members.items() if name in given or name in shape.required_members}


def something(shape, depth: int = 0):
    kind = shape.type_name
    if kind == "structure":
        return {} if depth > 3 else {name: something(shape.members[name], depth + 1) for name in shape.required_members}
    if kind in ("list", "map"):
        return [] if kind == "list" else {}
    if kind in ("integer", "long", "float", "double"):
        return 1
    return {"boolean": False, "timestamp": 0, "blob": b"x"}.get(kind, shape.enum[0] if getattr(shape, "enum", None) else "x")


if __name__ == "__main__":
    main()
