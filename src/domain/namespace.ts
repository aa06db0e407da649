/** Where a name lives; each value may be `*` or a placeholder of a template. */
export interface Place {
  readonly prefix: string;
  readonly region: string;
  readonly account: string;
  /** Of our database in the catalogue of Glue, where it cannot be worked out from the prefix. */
  readonly database?: string;
}

/**
 * What the ARN of everything that Metsuke names looks like, by the type of CloudFormation, without `arn:<partition>:`.
 * The templates name by it, the guardrails protect it, the ExecutionRole may touch nothing else: a test walks every
 * template and holds it against this list.
 */
const NAMESPACE = {
  'AWS::AccessAnalyzer::Analyzer': ['access-analyzer:{region}:{account}:analyzer/{prefix}-*'],
  'AWS::Athena::WorkGroup': ['athena:{region}:{account}:workgroup/{prefix}-*'],
  'AWS::Chatbot::SlackChannelConfiguration': ['chatbot::{account}:chat-configuration/slack-channel/{prefix}-*'],
  'AWS::CloudFormation::Stack': [
    'cloudformation:{region}:{account}:stack/StackSet-AWSOrganizations-*',
    'cloudformation:{region}:{account}:stack/AWSOrganizations-*',
  ],
  'AWS::CloudTrail::Trail': ['cloudtrail:{region}:{account}:trail/{prefix}-*'],
  'AWS::CloudWatch::Alarm': ['cloudwatch:{region}:{account}:alarm:{prefix}-*'],
  'AWS::DynamoDB::Table': ['dynamodb:{region}:{account}:table/{prefix}-*'],
  'AWS::Events::ApiDestination': ['events:{region}:{account}:api-destination/{prefix}-*'],
  'AWS::Events::Connection': ['events:{region}:{account}:connection/{prefix}-*'],
  'AWS::Events::EventBus': ['events:{region}:{account}:event-bus/{prefix}-*'],
  // A rule of a bus of its own is rule/<bus>/<rule>, and our buses begin with the prefix too.
  'AWS::Events::Rule': ['events:{region}:{account}:rule/{prefix}-*'],
  // A name in the catalogue has no hyphen.
  'AWS::Glue::Database': ['glue:{region}:{account}:database/{database}'],
  'AWS::Glue::Table': ['glue:{region}:{account}:table/{database}/*'],
  'AWS::IAM::InstanceProfile': ['iam::{account}:instance-profile/{prefix}-*'],
  'AWS::IAM::ManagedPolicy': ['iam::{account}:policy/{prefix}-*'],
  'AWS::IAM::Role': ['iam::{account}:role/{prefix}-*'],
  'AWS::ImageBuilder::Component': ['imagebuilder:{region}:{account}:component/{prefix}-*'],
  'AWS::ImageBuilder::DistributionConfiguration': [
    'imagebuilder:{region}:{account}:distribution-configuration/{prefix}-*',
  ],
  'AWS::ImageBuilder::ImagePipeline': ['imagebuilder:{region}:{account}:image-pipeline/{prefix}-*'],
  'AWS::ImageBuilder::ImageRecipe': ['imagebuilder:{region}:{account}:image-recipe/{prefix}-*'],
  'AWS::ImageBuilder::InfrastructureConfiguration': [
    'imagebuilder:{region}:{account}:infrastructure-configuration/{prefix}-*',
  ],
  'AWS::ImageBuilder::LifecyclePolicy': ['imagebuilder:{region}:{account}:lifecycle-policy/{prefix}-*'],
  'AWS::KMS::Alias': ['kms:{region}:{account}:alias/{prefix}-*'],
  'AWS::KinesisFirehose::DeliveryStream': ['firehose:{region}:{account}:deliverystream/{prefix}-*'],
  'AWS::Lambda::Function': ['lambda:{region}:{account}:function:{prefix}-*'],
  'AWS::Logs::LogGroup': [
    'logs:{region}:{account}:log-group:{prefix}-*',
    'logs:{region}:{account}:log-group:/metsuke/{prefix}/*',
  ],
  'AWS::S3::Bucket': ['s3:::{prefix}-*'],
  'AWS::SNS::Topic': ['sns:{region}:{account}:{prefix}-*'],
  'AWS::SQS::Queue': ['sqs:{region}:{account}:{prefix}-*'],
  // Systems Manager reserves names that begin with "aws", as the default prefix does.
  'AWS::SSM::Document': ['ssm:{region}:{account}:document/metsuke-{prefix}-*'],
  'AWS::SSM::Parameter': ['ssm:{region}:{account}:parameter/metsuke/{prefix}/*'],
  'AWS::SSM::ResourceDataSync': ['ssm:{region}:{account}:resource-data-sync/{prefix}-*'],
  'AWS::Scheduler::Schedule': ['scheduler:{region}:{account}:schedule/default/{prefix}-*'],
  'AWS::StepFunctions::StateMachine': ['states:{region}:{account}:stateMachine:{prefix}-*'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type NamedType = keyof typeof NAMESPACE;

/** Patterns of the ARNs of our resources of these types, without `arn:<partition>:`. */
export function arnsOf(types: readonly NamedType[], place: Place): readonly string[] {
  const { prefix, region, account, database = databaseOf(prefix) } = place;
  return types
    .flatMap((type): readonly string[] => NAMESPACE[type])
    .map((pattern) =>
      pattern
        .replaceAll('{prefix}', prefix)
        .replaceAll('{region}', region)
        .replaceAll('{account}', account)
        .replaceAll('{database}', database),
    );
}

/** ARN of the resource of ours that has this name, without `arn:<partition>:`. */
export function arnOf(type: NamedType, name: string, place: Place): string {
  const [pattern = ''] = arnsOf([type], place);
  return `${pattern.slice(0, -1)}${name}`;
}

/** Name of our database in the catalogue of Glue. */
export function databaseOf(prefix: string): string {
  return `${prefix.replaceAll('-', '_')}_logs`;
}
