"""Pipelines of EC2 Image Builder: deployed by a template, run and read through the service's own API.

docs.aws.amazon.com/imagebuilder/latest/APIReference/Welcome.html
"""
import json

import pytest
from botocore.exceptions import ClientError

TEMPLATE = {
    "Resources": {
        "Recipe": {"Type": "AWS::ImageBuilder::ImageRecipe", "Properties": {
            "Name": "web", "Version": "1.2.3", "ParentImage": "ssm:/aws/service/x",
            "Components": [{"ComponentArn": "arn:aws:imagebuilder:ap-northeast-1:aws:component/update-linux/x.x.x"}]}},
        "Infrastructure": {"Type": "AWS::ImageBuilder::InfrastructureConfiguration", "Properties": {
            "Name": "web", "InstanceProfileName": "build"}},
        "Distribution": {"Type": "AWS::ImageBuilder::DistributionConfiguration", "Properties": {
            "Name": "web", "Distributions": [{"Region": "ap-northeast-1"}, {"Region": "us-east-1"}]}},
        "Pipeline": {"Type": "AWS::ImageBuilder::ImagePipeline", "Properties": {
            "Name": "web", "ImageRecipeArn": {"Fn::GetAtt": ["Recipe", "Arn"]},
            "InfrastructureConfigurationArn": {"Fn::GetAtt": ["Infrastructure", "Arn"]},
            "DistributionConfigurationArn": {"Fn::GetAtt": ["Distribution", "Arn"]}}},
    },
}


@pytest.fixture()
def pipeline(aws):
    cloudformation, image_builder = aws.client("cloudformation"), aws.client("imagebuilder")
    cloudformation.create_stack(StackName="images", TemplateBody=json.dumps(TEMPLATE))
    yield image_builder.list_image_pipelines()["imagePipelineList"][0]["arn"]
    cloudformation.delete_stack(StackName="images")
    assert image_builder.list_image_pipelines()["imagePipelineList"] == []


def test_a_run_makes_an_image_in_every_region(aws, pipeline):
    image_builder = aws.client("imagebuilder")
    arn = image_builder.start_image_pipeline_execution(imagePipelineArn=pipeline)["imageBuildVersionArn"]
    image = image_builder.get_image(imageBuildVersionArn=arn)["image"]
    assert image["state"]["status"] == "AVAILABLE"
    assert image["version"] == "1.2.3/1"
    assert [ami["region"] for ami in image["outputResources"]["amis"]] == ["ap-northeast-1", "us-east-1"]
    image_builder.start_image_pipeline_execution(imagePipelineArn=pipeline)
    images = image_builder.list_image_pipeline_images(imagePipelineArn=pipeline)["imageSummaryList"]
    assert [one["version"] for one in images] == ["1.2.3/1", "1.2.3/2"]


def test_what_is_not_there_is_said(aws):
    image_builder = aws.client("imagebuilder")
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        image_builder.get_image(imageBuildVersionArn="arn:aws:imagebuilder:ap-northeast-1:111111111111:image/none/1.0.0/1")
