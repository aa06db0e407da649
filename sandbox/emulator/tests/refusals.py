"""What tests of refusals share: how a call is refused, and why a stack is not made."""
from botocore.exceptions import ClientError

from .conftest import DEV, REGION, body, unique


def why(emulator, template, account=DEV, region=REGION):
    """The reason of the first failure, None when the stack was made; the stack is gone afterwards."""
    cloudformation, name = emulator.client("cloudformation", account, region), unique("stack")
    cloudformation.create_stack(StackName=name, **_where(emulator, body(template)), Capabilities=["CAPABILITY_NAMED_IAM"])
    events = cloudformation.describe_stack_events(StackName=name)["StackEvents"]
    cloudformation.delete_stack(StackName=name)
    return next((one["ResourceStatusReason"] for one in reversed(events) if one["ResourceStatus"].endswith("_FAILED")), None)


def _where(emulator, text):
    """In the call, or in a bucket when it is too long for that."""
    if len(text) <= 51200:
        return {"TemplateBody": text}
    s3, bucket = emulator.client("s3", DEV), unique()
    s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_object(Bucket=bucket, Key="template", Body=text)
    return {"TemplateURL": f"https://{bucket}.s3.amazonaws.com/template"}


def refused(call):
    """Code and text; None when the call was answered."""
    try:
        call()
    except ClientError as error:
        return f"{error.response['Error']['Code']}: {error.response['Error']['Message']}"
    return None
