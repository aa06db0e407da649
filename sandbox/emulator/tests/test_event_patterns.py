"""Event patterns (EventBridge user guide, comparison operators), asked through TestEventPattern.

docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
"""
import json

import pytest
from botocore.exceptions import ClientError

EVENT = {
    "id": "1", "version": "0", "detail-type": "Finding", "source": "aws.guardduty", "account": "222222222222", "region": "ap-northeast-1",
    "time": "2026-01-01T00:00:00Z", "resources": ["arn:aws:ec2:::instance/i-1", "arn:aws:s3:::b"],
}


def event(**detail):
    return json.dumps({**EVENT, "detail": detail})


@pytest.fixture(scope="module")
def matches(aws):
    client = aws.client("events")
    return lambda pattern, given: client.test_event_pattern(EventPattern=json.dumps(pattern), Event=given)["Result"]


@pytest.mark.parametrize("choice, fits, misses", [
    ("open", "open", "closed"),
    (None, None, ""),
    (True, True, 1),
    (300, 300, 300.0),
    ({"prefix": "us-"}, "us-east-1", "eu-us-1"),
    ({"prefix": {"equals-ignore-case": "Event"}}, "EVENTb", "bevent"),
    ({"suffix": ".png"}, "a.png", "a.PNG"),
    ({"suffix": {"equals-ignore-case": ".png"}}, "a.PNG", "png.a"),
    ({"equals-ignore-case": "alice"}, "ALICE", "alicia"),
    ({"wildcard": "*/lib/*.py"}, "a/lib/b.py", "a/lib/b.pyc"),
    ({"wildcard": "a\\*b"}, "a*b", "axb"),
    ({"numeric": [">=", 4]}, 8.9, 3.9),
    ({"numeric": [">", 0, "<=", 5]}, 5, 5.1),
    ({"numeric": ["=", 3.018e2]}, 301.8, "301.8"),
    ({"numeric": ["<", 5]}, 0, True),
    ({"cidr": "10.0.0.0/24"}, "10.0.0.255", "10.0.1.0"),
    ({"cidr": "2001:db8::/32"}, "2001:db8::1", "10.0.0.1"),
    ({"anything-but": "initializing"}, "running", "initializing"),
    ({"anything-but": ["a", "b"]}, "c", "b"),
    ({"anything-but": [1, 2]}, 3, 2),
    ({"anything-but": {"prefix": "init"}}, "running", "initial"),
    ({"anything-but": {"prefix": ["a", "b"]}}, "c1", "b1"),
    ({"anything-but": {"suffix": ".png"}}, "a.jpg", "a.png"),
    ({"anything-but": {"equals-ignore-case": ["Up", "Down"]}}, "left", "UP"),
    ({"anything-but": {"wildcard": "*/lib/*"}}, "a/bin/b", "a/lib/b"),
    ({"exists": True}, "", []),
], ids=lambda value: json.dumps(value))
def test_a_value_and_its_near_miss(matches, choice, fits, misses):
    pattern = {"detail": {"field": [choice]}}
    assert matches(pattern, event(field=fits)) and not matches(pattern, event(field=misses))


@pytest.mark.parametrize("choice", [{"anything-but": "x"}, {"prefix": "x"}, "x", {"numeric": ["<", 1]}], ids=str)
def test_only_exists_false_matches_an_absent_field(matches, choice):
    assert not matches({"detail": {"field": [choice]}}, event(other=1))
    assert matches({"detail": {"field": [{"exists": False}]}}, event(other=1))
    assert matches({"detail": {"deep": {"field": [{"exists": False}]}}}, event(other=1))
    assert not matches({"detail": {"other": [{"exists": False}]}}, event(other=1))


def test_exists_works_on_leaves_only(matches):
    # user guide: it does not work on intermediate nodes
    assert not matches({"detail": {"state": [{"exists": True}]}}, event(state={"name": "x"}))


def test_choices_are_or_and_fields_are_and(matches):
    pattern = {"source": ["aws.guardduty", "aws.config"], "detail": {"severity": [{"numeric": [">=", 7]}, 0]}}
    assert matches(pattern, event(severity=0)) and matches(pattern, event(severity=8)) and not matches(pattern, event(severity=5))
    assert not matches({**pattern, "source": ["aws.health"]}, event(severity=0))


def test_an_array_matches_by_any_of_its_elements(matches):
    assert matches({"resources": [{"prefix": "arn:aws:s3"}]}, event())
    assert matches({"detail": {"a": [{"anything-but": "x"}]}}, event(a=["x", "y"]))
    assert not matches({"detail": {"a": [{"anything-but": "x"}]}}, event(a=["x"]))
    assert matches({"detail": {"a": ["z"]}}, event(a=[["x"], ["y", "z"]]))


def test_fields_of_an_array_of_objects_match_in_one_element(matches):
    # the same element must have both (Ruler: array consistency)
    pattern = {"detail": {"tags": {"key": ["env"], "value": ["prod"]}}}
    assert matches(pattern, event(tags=[{"key": "a", "value": "b"}, {"key": "env", "value": "prod"}]))
    assert not matches(pattern, event(tags=[{"key": "env", "value": "dev"}, {"key": "a", "value": "prod"}]))


def test_or_between_fields(matches):
    pattern = {"source": ["aws.guardduty"], "detail": {"$or": [{"c": [{"numeric": [">", 5]}]}, {"d": [{"prefix": "x"}]}], "e": ["on"]}}
    assert matches(pattern, event(c=6, e="on")) and matches(pattern, event(d="xy", e="on"))
    assert not matches(pattern, event(c=1, d="y", e="on")) and not matches(pattern, event(c=6, e="off"))


@pytest.mark.parametrize("pattern", [
    {"source": "aws.guardduty"}, {"source": []}, {"detail": {"a": [{"numeric": [">"]}]}}, {"detail": {"a": [{"numeric": [">", "1"]}]}},
    {"detail": {"a": [{"near": 1}]}}, {"detail": {"a": [{"exists": "yes"}]}}, {"detail": {}}, {"detail": {"a": [{"anything-but": []}]}}, {},
], ids=json.dumps)
def test_a_wrong_pattern_is_refused(aws, pattern):
    client = aws.client("events")
    for ask in (lambda: client.test_event_pattern(EventPattern=json.dumps(pattern), Event=event()),
                lambda: client.put_rule(Name="wrong", EventPattern=json.dumps(pattern))):
        with pytest.raises(ClientError, match="InvalidEventPatternException"):
            ask()
