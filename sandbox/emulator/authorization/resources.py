"""The resources that a call is about, for policies that name resources: by service, which parameter makes which ARN."""
from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..backends import backend
from .actions import PREFIXES, statements_of

if TYPE_CHECKING:
    from ..cloudformation.stack import Stacks
    from ..request import Request

GLOBAL = ("account", "chatbot", "iam", "organizations")  # no region in their ARNs
TAGGED = {"Association": "association", "Document": "document", "MaintenanceWindow": "maintenancewindow", "PatchBaseline": "patchbaseline"}

# service → (operations, what follows the account in the ARN, …): the first line that fits the operation, and of which some
# parameter was sent, counts. "{A.B}" is a parameter within one; a parameter that is a list makes an ARN of each.
ARNS: dict[str, list[tuple[str, ...]]] = {
    "accessanalyzer": [("ArchiveRule", "analyzer/{AnalyzerName}/archive-rule/{RuleName}", "analyzer/{AnalyzerName}"), ("", "analyzer/{AnalyzerName}")],
    "account": [("", "account")],
    "athena": [("NamedQuery", "workgroup/{NamedQuery}"), ("WorkGroup", "workgroup/{WorkGroup}", "workgroup/{Name}"), ("", "workgroup/{WorkGroup}")],
    "cloudformation": [("StackRefactor", "stack/{RefactoredStacks}"), ("StackSet", "stackset/{StackSetName}"), ("", "stack/{Stack}", "{ChangeSet}")],
    "cloudtrail": [("", "trail/{Name}", "trail/{TrailName}")],
    "cloudwatch": [("MuteRule", "alarm-mute-rule:{Name}", "alarm:{MuteTargets.AlarmNames}"), ("", "alarm:{AlarmName}", "alarm:{AlarmNames}")],
    "config": [("ConfigurationRecorder", "configuration-recorder/{ConfigurationRecorderName}/*", "configuration-recorder/{ConfigurationRecorder.Name}/*"),
               ("", "{ConfigRule}")],
    "dynamodb": [("Transact|Statement|Transaction", "table/{Tables}"), ("BatchWriteItem|BatchGetItem", "table/{RequestItems}"),
                 ("", "table/{TableName}")],
    "ec2": [("", "{Ec2}")],
    "events": [("Connection", "connection/{Name}"), ("ApiDestination", "api-destination/{Name}"), ("EventBus", "event-bus/{Name}"),
               ("PutEvents", "event-bus/{Entries.EventBusName}"), ("Archive", "archive/{ArchiveName}"), ("Replay", "replay/{ReplayName}"),
               ("Rule|Targets", "rule/{Bus}{Name}", "rule/{Bus}{Rule}")],
    "firehose": [("", "deliverystream/{DeliveryStreamName}")],
    "glue": [("Table|Partition|Column", "table/{DatabaseName}/{Name}", "table/{DatabaseName}/{TableInput.Name}", "table/{DatabaseName}/{TableName}",
              "table/{DatabaseName}/{TablesToDelete}"), ("Database", "database/{Name}", "database/{DatabaseInput.Name}")],
    "guardduty": [("Filter", "detector/{DetectorId}/filter/{FilterName}", "detector/{DetectorId}/filter/{Name}"),
                  ("IPSet", "detector/{DetectorId}/ipset/{IpSetId}"), ("ThreatIntelSet", "detector/{DetectorId}/threatintelset/{ThreatIntelSetId}"),
                  ("PublishingDestination", "detector/{DetectorId}/publishingdestination/{DestinationId}"), ("", "detector/{DetectorId}")],
    "iam": [("InstanceProfile", "instance-profile/{InstanceProfileName}"), ("CreateRole", "role{Path}{RoleName}"), ("CreatePolicy$", "policy{Path}{PolicyName}"),
            ("ServiceLinkedRole", "role/aws-service-role/{AWSServiceName}/*"), ("", "{Role}", "user/{UserName}", "group/{GroupName}")],
    "kms": [("Alias", "{Alias}", "{Key}"), ("", "{Key}")],
    "lambda": [("EventSourceMapping", "event-source-mapping:{UUID}"), ("LayerVersion", "layer:{LayerName}"), ("", "function:{FunctionName}")],
    "logs": [("Delivery|Destination", "destination:{DestinationName}"), ("", "log-group:{LogGroupName}", "log-group:{LogGroupIdentifier}")],
    "secretsmanager": [("", "secret:{SecretId}", "secret:{Name}")],
    "scheduler": [("ScheduleGroup", "schedule-group/{Name}"), ("", "schedule/{GroupName|default}/{Name}")],
    "sns": [("CreateTopic", "{Name}"), ("", "{Topic}")],
    "sqs": [("", "{Queue}", "{QueueName}")],
    "ssm": [("Association", "association/{AssociationId}", "document/{Name}"), ("Document|SendCommand|Automation|StartSession", "document/{Name}", "document/{DocumentName}"),
            ("Parameter", "parameter/{Name/}", "parameter/{Names/}", "parameter/{Path/}"), ("ResourceDataSync", "resource-data-sync/{SyncName}"),
            ("ServiceSetting", "servicesetting{SettingId}"), ("Baseline", "patchbaseline/{BaselineId}"), ("Window", "maintenancewindow/{WindowId}"),
            ("Tags|Resource", "{Tagged}")],
    "states": [("CreateStateMachine", "stateMachine:{Name}")],
    "sts": [("AssumeRoot$", "{RootOf}"), ("", "{RoleArn}")],
}


def resources_of(request: Request, params: dict, account: str, stacks: Stacks) -> list:
    """ARNs; none where the call names no resource, or the emulator does not know how."""
    if request.style == "s3" and request.service == "s3":
        keys = params.get("Keys") or [params.get("Key")]
        return [f"arn:aws:s3:::{params['Bucket']}{f'/{key}' if key else ''}" for key in keys] if params.get("Bucket") else []
    place = _Place(request, params, account, stacks)
    for operations, *tails in ARNS.get(request.service, []):
        if re.search(operations, request.operation):
            found = [arn for tail in tails for arn in place.fill(tail)]
            if found:
                return found
    return place.named_by_arn()


class _Place:
    def __init__(self, request: Request, params: dict, account: str, stacks: Stacks):
        self._params, self._account, self._region, self._stacks = params, account, request.region, stacks
        self._service = PREFIXES.get(request.service, request.service)
        region = "" if request.service in GLOBAL else request.region
        self._prefix = f"arn:aws:{self._service}:{region}:{account}:"

    def named_by_arn(self) -> list:
        """ResourceArn, TopicArn …: an ARN of the service itself. A role that a call hands over is of another one."""
        start = f"arn:aws:{self._service}:"
        return [value for value in self._params.values() if isinstance(value, str) and value.startswith(start)][:1]

    def fill(self, tail: str) -> list:
        """One ARN for each value of a parameter; none where one is missing."""
        filled = [""]
        for text, name in re.findall(r"([^{]*)(?:\{([^}]*)\})?", tail):
            values = self._values(name) if name else [""]
            filled = [f"{before}{text}{value}" for before in filled for value in values]
        return [self._whole(item) for item in filled if item]

    def _whole(self, tail: str) -> str:
        named = re.search(r"arn:aws:.*", tail)  # a name may be given as an ARN, in which case it says everything
        return named.group() if named else self._prefix + tail

    def _values(self, name: str) -> list:
        name, _, default = name.partition("|")
        look = _LOOKUPS.get(name)
        if look is not None:
            return look(self._params, self._account, self._region, self._stacks)
        found = [self._params]
        for part in name.rstrip("/").split("."):
            found = [value for item in found for value in _members(item, part)]
        texts = [str(text) for item in found for text in (item if isinstance(item, dict) else [item])] or ([default] if default else [])
        return [text.lstrip("/") for text in texts] if name.endswith("/") else texts


def _members(item: Any, name: str) -> list:
    """A list gives its items. REST services begin names small."""
    value = item.get(name, item.get(name[:1].lower() + name[1:])) if isinstance(item, dict) else None
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


# -- what is not said by a parameter alone: (parameters, account, region, stacks) → texts
def _stack(params: dict, account: str, region: str, stacks: Stacks) -> list:
    name = params.get("StackName")
    if not name:
        return []
    found = stacks.find(account, region, name)
    return [found.id if found else name if name.startswith("arn:") else f"{name}/*"]


def _refactored_stacks(params: dict, account: str, region: str, stacks: Stacks) -> list:
    return [text for one in params.get("StackDefinitions") or [] for text in _stack(one, account, region, stacks)]


def _change_set(params: dict, account: str, region: str, stacks: Stacks) -> list:
    """Its ARN may stand without its stack's name: IAM asks for the stack."""
    sets = [one for made in list(stacks.change_sets.values()) for one in list(made.values())]
    return [one.stack.id for one in sets if one.id == params.get("ChangeSetName") and (one.stack.account, one.stack.region) == (account, region)]


def _config_rule(params: dict, account: str, region: str, stacks: Stacks) -> list:
    """Its ARN has an id that AWS gives it; a rule that is not there yet has none."""
    name = params.get("ConfigRuleName") or (params.get("ConfigRule") or {}).get("ConfigRuleName")
    rule = backend("config", account, region).config_rules.get(name)
    return [rule.config_rule_arn] if rule else []


def _named_query(params: dict, account: str, region: str, stacks: Stacks) -> list:
    query = backend("athena", account, region).named_queries.get(params.get("NamedQueryId"))
    return [query.workgroup.name] if query else []


def _tables(params: dict, account: str, region: str, stacks: Stacks) -> list:
    """Of the parts of a transaction, and of PartiQL: INSERT INTO "t", UPDATE "t", DELETE FROM "t"."""
    parts = [part for item in params.get("TransactItems") or [] for part in item.values()]
    named = [re.search(r"(?i)^(?:insert\s+into|update|.*?\bfrom)\s+\"?([\w.-]+)", text, re.DOTALL) for text in statements_of(params)]
    return [part["TableName"] for part in parts if "TableName" in part] + [found[1] for found in named if found]


def _ec2(params: dict, account: str, region: str, stacks: Stacks) -> list:
    """The beginning of an id tells what it is."""
    kinds = {"vpce": "vpc-endpoint", "sg": "security-group", "sgr": "security-group-rule", "i": "instance", "vpc": "vpc", "subnet": "subnet"}
    found = [re.match(r"(vpce|sgr|sg|i|vpc|subnet)-[0-9a-f]+$", str(value)) for value in params.values()]
    return [f"{kinds[one[1]]}/{one[0]}" for one in found if one]


def _bus(params: dict, account: str, region: str, stacks: Stacks) -> list:
    name = (params.get("EventBusName") or "default").rpartition("/")[2]
    return [""] if name == "default" else [f"{name}/"]


def _role(params: dict, account: str, region: str, stacks: Stacks) -> list:
    """A role may have a path, which only IAM knows."""
    name = params.get("RoleName")
    made = next((role for role in list(backend("iam", account, "aws").roles.values()) if role.name == name), None)
    return [made.arn if made else f"role/{name}"] if name else []


def _alias(params: dict, account: str, region: str, stacks: Stacks) -> list:
    return [params["AliasName"]] if params.get("AliasName") else []


def _key(params: dict, account: str, region: str, stacks: Stacks) -> list:
    """By its id, its ARN, or an alias."""
    given = params.get("KeyId") or params.get("TargetKeyId") or params.get("AliasName") or ""
    alias = given.rpartition(":")[2]
    if not alias.startswith("alias/"):
        return [given if given.startswith("arn:") else f"key/{given}"] if given else []
    return [f"key/{key.id}" for key in list(backend("kms", account, region).keys.values()) if alias in key.aliases]


def _topic(params: dict, account: str, region: str, stacks: Stacks) -> list:
    """A subscription has the name of its topic before its own id."""
    if params.get("SubscriptionArn"):
        return [":".join(params["SubscriptionArn"].split(":")[:6])]
    return [params[name] for name in ("TopicArn", "TargetArn") if params.get(name)]


def _queue(params: dict, account: str, region: str, stacks: Stacks) -> list:
    if not params.get("QueueUrl"):
        return []
    owner, name = params["QueueUrl"].split("/")[-2:]
    return [f"arn:aws:sqs:{region}:{owner}:{name}"]


def _tagged(params: dict, account: str, region: str, stacks: Stacks) -> list:
    kind, id = params.get("ResourceType"), params.get("ResourceId", "")
    if kind == "Parameter":
        return [f"parameter/{id.lstrip('/')}"]
    return [f"{TAGGED[kind]}/{id}"] if kind in TAGGED else []


def _root_of(params: dict, account: str, region: str, stacks: Stacks) -> list:
    """Of AssumeRoot: an account may be named by its id."""
    target = params.get("TargetPrincipal")
    return [target if target.startswith("arn:") else f"arn:aws:iam::{target}:root"] if target else []


_LOOKUPS = {
    "Stack": _stack, "RefactoredStacks": _refactored_stacks, "ChangeSet": _change_set, "ConfigRule": _config_rule, "NamedQuery": _named_query,
    "Tables": _tables, "Ec2": _ec2, "Bus": _bus, "Role": _role, "Alias": _alias, "Key": _key, "Topic": _topic, "Queue": _queue, "Tagged": _tagged,
    "RootOf": _root_of,
}
