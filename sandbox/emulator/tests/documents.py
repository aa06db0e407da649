"""What the tests of quotas share: policies and templates of a given length."""
import json


def sized(document, length, space=0):
    """A document of so many characters without white space: its last statement is as long as is needed."""
    statement = {**document["Statement"][0], "Sid": ""}
    bare = len(json.dumps({**document, "Statement": [statement]}, separators=(",", ":")))
    return {**document, "Statement": [{**statement, "Sid": "a" * (length - bare)}]}


def compact(document):
    return json.dumps(document, separators=(",", ":"))


def one_resource(type, properties):
    return {"Resources": {"It": {"Type": type, "Properties": properties}}}


def everybody(resource="*"):
    return {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": resource}]}
