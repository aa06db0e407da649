"""Lambda functions of Node.js run for real (Lambda developer guide: invocation, Node.js handlers, asynchronous invocation).

docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
docs.aws.amazon.com/lambda/latest/dg/invocation-async.html
"""
import io
import json
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest
from botocore.exceptions import ClientError

from .conftest import DEV, PROD, unique
from .delivery import attribute, outcomes, put, queue_with_policy, received, role, rule, stack, statement, target


def function(source, **more):
    return {"Type": "AWS::Lambda::Function", "Properties": {
        "Runtime": "nodejs20.x", "Handler": "index.handler", "Role": attribute("Role"), "Code": {"ZipFile": source}, **more}}


def deploy(aws, source, action=None, resource="*", more=None, **properties):
    """A function with its role, which may write logs; returns the physical ids."""
    found = role("lambda.amazonaws.com", action, resource)
    found["Properties"]["ManagedPolicyArns"] = ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"]
    return stack(aws, {"Fn": function(source, **properties), "Role": found, **(more or {})})


def invoke(aws, name, event=None, account=DEV, **options):
    answer = aws.client("lambda", account).invoke(FunctionName=name, Payload=json.dumps(event), **options)
    text = answer["Payload"].read()
    return answer, json.loads(text) if text else None


@pytest.mark.parametrize("source", [
    "exports.handler = async (event, context) => ({ got: event, name: context.functionName, left: context.getRemainingTimeInMillis() > 0 });",
    "exports.handler = (event, context, done) => setTimeout(() => done(null, { got: event, name: context.functionName, left: true }), 5);",
], ids=["async", "callback"])
def test_the_answer_is_what_the_handler_returns(aws, source):
    name = deploy(aws, source)["Fn"]
    answer, result = invoke(aws, name, {"a": "あ"})
    assert result == {"got": {"a": "あ"}, "name": name, "left": True} and "FunctionError" not in answer


def test_it_stays_warm_and_starts_anew_with_new_code(aws):
    source = "let count = 0; exports.handler = async () => `${process.env.WORD} ${++count}`;"
    name = deploy(aws, source, Environment={"Variables": {"WORD": "one"}})["Fn"]
    assert [invoke(aws, name)[1] for _ in range(2)] == ["one 1", "one 2"]
    client = aws.client("lambda", DEV)
    client.update_function_configuration(FunctionName=name, Environment={"Variables": {"WORD": "two"}})
    assert invoke(aws, name)[1] == "two 1"
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as files:
        files.writestr("index.js", "exports.handler = async () => require('./lib/word.js');")
        files.writestr("lib/word.js", "module.exports = 'three';")
    client.update_function_code(FunctionName=name, ZipFile=archive.getvalue())
    assert invoke(aws, name)[1] == "three"


@pytest.mark.parametrize("source, kind, text", [
    ("exports.handler = async () => { throw new TypeError('no'); };", "TypeError", "no"),
    ("exports.handler = async () => { process.exit(1); };", "Runtime.ExitError", "exited"),
    ("exports.handler = async () => new Promise(() => {});", "Sandbox.Timedout", "timed out after 1.00 seconds"),
    ("exports.other = 1;", "Runtime.HandlerNotFound", "index.handler"),
    ("this is no JavaScript", "SyntaxError", "Unexpected"),
], ids=["throws", "exits", "times-out", "no-handler", "no-code"])
def test_what_goes_wrong_is_told(aws, source, kind, text):
    name = deploy(aws, source, Timeout=1)["Fn"]
    for _ in range(2):  # the second time as well: nothing of the broken environment is used again
        answer, result = invoke(aws, name)
        assert answer["FunctionError"] == "Unhandled" and result["errorType"] == kind and text in result["errorMessage"]


def test_console_output_is_in_the_log_stream(aws):
    name = deploy(aws, "exports.handler = async (event) => { console.log('saw', event.a); console.error({ bad: 1 }); };")["Fn"]
    answer, _ = invoke(aws, name, {"a": 1}, LogType="Tail")
    events = aws.client("logs", DEV).filter_log_events(logGroupName=f"/aws/lambda/{name}")["events"]
    lines = [event["message"] for event in events]
    assert lines[0].startswith("START RequestId") and lines[-1].startswith("REPORT RequestId") and "Duration" in lines[-1]
    assert lines[1].endswith("INFO\tsaw 1") and lines[2].endswith("ERROR\t{ bad: 1 }") and answer["LogResult"]


def test_a_role_that_may_not_write_logs_writes_none(aws):
    made = stack(aws, {"Fn": function("exports.handler = async () => console.log('x');"), "Role": role("lambda.amazonaws.com")})
    assert "FunctionError" not in invoke(aws, made["Fn"])[0]
    assert aws.client("logs", DEV).describe_log_groups(logGroupNamePrefix=f"/aws/lambda/{made['Fn']}")["logGroups"] == []


WRITE = """
const { SSMClient, PutParameterCommand } = require('@aws-sdk/client-ssm');
const { STSClient, GetCallerIdentityCommand } = require('@aws-sdk/client-sts');
exports.handler = async (event) => {
  await new SSMClient({}).send(new PutParameterCommand({ Name: event.name, Value: 'written', Type: 'String', Overwrite: true }));
  return (await new STSClient({}).send(new GetCallerIdentityCommand({}))).Arn;
};"""


def test_its_own_calls_arrive_with_its_role(aws):
    made = deploy(aws, WRITE, "ssm:PutParameter")  # to ask who it is needs no permission
    name = f"/{unique('p')}"
    assert invoke(aws, made["Fn"], {"name": name})[1] == f"arn:aws:sts::{DEV}:assumed-role/{made['Role']}/{made['Fn']}"
    assert aws.client("ssm", DEV).get_parameter(Name=name)["Parameter"]["Value"] == "written"


def test_its_role_may_do_only_what_its_policies_say(aws):
    made = deploy(aws, WRITE, "sts:GetCallerIdentity")
    answer, result = invoke(aws, made["Fn"], {"name": "/no"})
    assert answer["FunctionError"] and "is not authorized to perform: ssm:PutParameter" in result["errorMessage"]


def test_a_conditional_write_is_won_once(aws):
    """A hundred invocations, several at a time: what the deduplication of messages relies on."""
    source = """
const { DynamoDBClient, PutItemCommand } = require('@aws-sdk/client-dynamodb');
const client = new DynamoDBClient({});
exports.handler = async () => {
  try {
    await client.send(new PutItemCommand({ TableName: process.env.TABLE, Item: { k: { S: 'x' } }, ConditionExpression: 'attribute_not_exists(k)' }));
    console.log('WON');
  } catch (error) { if (error.name !== 'ConditionalCheckFailedException') throw error; }
};"""
    rules = {"source": [unique("aws.x")]}
    made = deploy(aws, source, "dynamodb:PutItem", Environment={"Variables": {"TABLE": {"Ref": "Table"}}}, more={
        "Table": TABLE, "Rule": rule(rules, target(attribute("Fn"))), "Let": permission()})
    event = {"source": rules["source"][0], "detail-type": "T", "detail": {}}
    traces = aws.control("/metsuke/events", {"account": DEV, "region": "ap-northeast-1", "events": [event] * 100, "seconds": 60})
    assert all(trace["settled"] and ("function", "delivered") in outcomes(trace["hops"]) for trace in traces)
    logs = aws.client("logs", DEV).get_paginator("filter_log_events").paginate(logGroupName=f"/aws/lambda/{made['Fn']}", filterPattern="WON")
    assert sum("WON" in event["message"] for page in logs for event in page["events"]) == 1


TABLE = {"Type": "AWS::DynamoDB::Table", "Properties": {
    "BillingMode": "PAY_PER_REQUEST", "AttributeDefinitions": [{"AttributeName": "k", "AttributeType": "S"}], "KeySchema": [{"AttributeName": "k", "KeyType": "HASH"}]}}
TRANSACTION = """
const { DynamoDBClient, TransactWriteItemsCommand } = require('@aws-sdk/client-dynamodb');
const TableName = process.env.TABLE;
exports.handler = async () => {
  const Key = (k) => ({ k: { S: k } });
  await new DynamoDBClient({}).send(new TransactWriteItemsCommand({ TransactItems: [
    { Put: { TableName, Item: Key('a') } }, { Delete: { TableName, Key: Key('b') } } ] }));
};"""


@pytest.mark.parametrize("action, works", [(["dynamodb:PutItem", "dynamodb:DeleteItem"], True), ("dynamodb:PutItem", False), ("dynamodb:TransactWriteItems", False)], ids=str)
def test_a_transaction_needs_the_permissions_of_its_parts(aws, action, works):
    # DynamoDB developer guide, IAM with transactions: permissions are those of the underlying operations
    made = deploy(aws, TRANSACTION, action, attribute("Table"), more={"Table": TABLE}, Environment={"Variables": {"TABLE": {"Ref": "Table"}}})
    assert ("FunctionError" not in invoke(aws, made["Fn"])[0]) == works


# -- who may invoke
def permission(principal="events.amazonaws.com", **more):
    return {"Type": "AWS::Lambda::Permission", "Properties": {"FunctionName": {"Ref": "Fn"}, "Action": "lambda:InvokeFunction", "Principal": principal, **more}}


def chain(aws, source, let, **more):
    pattern = {"source": [unique("aws.x")]}
    made = deploy(aws, source, more={"Rule": rule(pattern, target(attribute("Fn"))), **let, **more.pop("more", {})}, **more)
    return made, {"source": pattern["source"][0], "detail": {"a": 1}}


def test_a_rule_needs_the_functions_permission(aws):
    quiet = "exports.handler = async () => {};"
    _, event = chain(aws, quiet, {"Let": permission(SourceArn=attribute("Rule"))})
    assert outcomes(put(aws, event)) == [("rule", "matched"), ("function", "delivered")]
    _, event = chain(aws, quiet, {"Let": permission(SourceArn=f"arn:aws:events:ap-northeast-1:{DEV}:rule/other")})
    hops = put(aws, event)
    assert outcomes(hops) == [("rule", "matched"), ("function", "failed")] and "does not allow lambda:InvokeFunction" in hops[-1]["why"]


def test_another_account_needs_the_functions_permission(aws):
    made = deploy(aws, "exports.handler = async () => 'hi';")
    arn = f"arn:aws:lambda:ap-northeast-1:{DEV}:function:{made['Fn']}"
    with pytest.raises(ClientError, match="AccessDenied"):
        invoke(aws, arn, account=PROD)
    aws.client("lambda", DEV).add_permission(FunctionName=made["Fn"], StatementId="s", Action="lambda:InvokeFunction", Principal=PROD)
    assert invoke(aws, arn, account=PROD)[1] == "hi"


def test_a_function_that_is_not_there(aws):
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        invoke(aws, "nobody")


# -- asynchronous failures
FAILING = "exports.handler = async () => { throw new Error('broken'); };"


def test_a_failed_event_is_tried_twice_again_and_lies_in_the_dead_letter_queue(aws):
    more = {**queue_with_policy("Dead", Service="nobody.amazonaws.com"), "Send": {"Type": "AWS::IAM::Policy", "Properties": {
        "PolicyName": "send", "Roles": [{"Ref": "Role"}], "PolicyDocument": statement(None, "sqs:SendMessage", attribute("Dead"))}}}
    del more["Send"]["Properties"]["PolicyDocument"]["Statement"][0]["Principal"]
    made, event = chain(aws, FAILING, {"Let": permission()}, more=more, DeadLetterConfig={"TargetArn": attribute("Dead")})
    hops = put(aws, event)
    assert [hop["outcome"] for hop in hops if hop["kind"] == "function"] == ["delivered"] + ["failed"] * 3
    assert outcomes(hops)[-1] == ("dead-letter queue", "delivered")
    message, = received(aws, made["Dead"])
    assert json.loads(message["Body"])["detail"] == {"a": 1} and "broken" in message["MessageAttributes"]["ErrorMessage"]["StringValue"]


def test_its_role_must_be_allowed_to_send_to_the_dead_letter_queue(aws):
    made, event = chain(aws, FAILING, {"Let": permission()}, more=queue_with_policy("Dead", Service="nobody.amazonaws.com"), DeadLetterConfig={"TargetArn": attribute("Dead")})
    hops = put(aws, event)
    assert outcomes(hops)[-1] == ("dead-letter queue", "failed") and "sqs:SendMessage" in hops[-1]["why"] and received(aws, made["Dead"]) == []


def test_a_destination_receives_the_record_of_a_failure(aws):
    settings = {"Type": "AWS::Lambda::EventInvokeConfig", "Properties": {
        "FunctionName": {"Ref": "Fn"}, "Qualifier": "$LATEST", "MaximumRetryAttempts": 0, "DestinationConfig": {"OnFailure": {"Destination": attribute("Failed")}}}}
    made, event = chain(aws, FAILING, {"Let": permission(), "Settings": settings}, action="sqs:SendMessage",
                        more={**queue_with_policy("Failed")})
    hops = put(aws, event)
    assert [hop["outcome"] for hop in hops if hop["kind"] == "function"] == ["delivered", "failed"]
    message, = received(aws, made["Failed"])
    record = json.loads(message["Body"])
    assert record["requestPayload"]["detail"] == {"a": 1} and record["responsePayload"]["errorMessage"] == "broken"
    assert record["requestContext"]["condition"] == "RetriesExhausted"


def test_at_most_four_run_at_a_time(aws):
    """A limit of the sandbox; on AWS it is the concurrency of the account."""
    source = "exports.handler = () => new Promise((done) => setTimeout(() => done(process.pid), 300));"
    name = deploy(aws, source, Timeout=30)["Fn"]
    with ThreadPoolExecutor(8) as pool:
        pids = list(pool.map(lambda _: invoke(aws, name)[1], range(8)))
    assert 1 < len(set(pids)) <= 4


@pytest.mark.parametrize("runtime", ["python3.12", "java21"])
def test_other_languages_are_refused(aws, runtime):
    answer, result = invoke(aws, deploy(aws, "x = 1", Runtime=runtime)["Fn"])
    assert answer["FunctionError"] == "Unhandled" and result["errorType"] == "Runtime.Unsupported"
