/**
 * How many characters AWS takes in a name, by the type of CloudFormation. Sources: the constraints of the calls that make
 * it in AWS's API models (botocore 1.43), and where these have none, the page that is named.
 */
export const NAME_LIMITS: Readonly<Record<string, number>> = {
  'AWS::AccessAnalyzer::Analyzer': 255,
  'AWS::Athena::NamedQuery': 128,
  'AWS::Athena::WorkGroup': 128,
  'AWS::Chatbot::SlackChannelConfiguration': 128,
  // docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-naming-requirements.html
  'AWS::CloudTrail::Trail': 128,
  'AWS::CloudWatch::Alarm': 255,
  'AWS::Config::ConfigRule': 128,
  'AWS::Config::ConfigurationAggregator': 256,
  'AWS::Config::ConfigurationRecorder': 256,
  'AWS::Config::DeliveryChannel': 256,
  // docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
  'AWS::DynamoDB::Table': 255,
  // docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
  'AWS::EC2::SecurityGroup': 255,
  'AWS::Events::ApiDestination': 64,
  'AWS::Events::Connection': 64,
  'AWS::Events::EventBus': 256,
  'AWS::Events::Rule': 64,
  'AWS::Glue::Database': 255,
  'AWS::Glue::Table': 255,
  'AWS::GuardDuty::Filter': 64,
  'AWS::IAM::InstanceProfile': 128,
  'AWS::IAM::ManagedPolicy': 128,
  'AWS::IAM::Role': 64,
  'AWS::ImageBuilder::Component': 128,
  'AWS::ImageBuilder::DistributionConfiguration': 128,
  'AWS::ImageBuilder::ImagePipeline': 128,
  'AWS::ImageBuilder::ImageRecipe': 128,
  'AWS::ImageBuilder::InfrastructureConfiguration': 128,
  'AWS::ImageBuilder::LifecyclePolicy': 128,
  'AWS::KMS::Alias': 256,
  'AWS::KinesisFirehose::DeliveryStream': 64,
  // The model counts an ARN: docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
  'AWS::Lambda::Function': 64,
  // docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutAccountPolicy.html
  'AWS::Logs::AccountPolicy': 256,
  'AWS::Logs::LogGroup': 512,
  'AWS::Logs::MetricFilter': 512,
  'AWS::Organizations::Policy': 128,
  // docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  'AWS::S3::Bucket': 63,
  // docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
  'AWS::SNS::Topic': 256,
  // docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
  'AWS::SQS::Queue': 80,
  'AWS::SSM::Association': 128,
  'AWS::SSM::Document': 128,
  'AWS::SSM::MaintenanceWindow': 128,
  // With the ARN in front of it: docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
  'AWS::SSM::Parameter': 1011,
  'AWS::SSM::PatchBaseline': 128,
  'AWS::SSM::ResourceDataSync': 64,
  'AWS::Scheduler::Schedule': 64,
  'AWS::StepFunctions::StateMachine': 80,
};

/** Of the CloudFormation type; unknown types are a mistake of ours. */
export function nameLimit(type: string): number {
  const limit = NAME_LIMITS[type];
  if (limit === undefined) throw new Error(`no limit of names is known for ${type}`);
  return limit;
}
