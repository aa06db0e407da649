// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import type { Cdk, Scope } from '../../blueprints/cdk.ts';
import { arnOfOurBucket, arnOfOurs, ours } from '../../blueprints/ours.ts';
import { NAMES } from '../../domain/names.ts';

const NAME = ours(NAMES.stateMachine.logCollection);
const FOLDER = '${AWSLogsS3KeyPrefix}/AWSLogs/${AWS::AccountId}/CloudWatchLogs-Stream/${AWS::Region}';

/** The stream of this region into the archive and, when everything is collected, the policy that fills it. */
export function addStream(scope: Scope, cdk: typeof Cdk, everything: boolean): void {
  new cdk.aws_kinesisfirehose.CfnDeliveryStream(scope, 'Stream', {
    deliveryStreamName: cdk.Fn.sub(NAME),
    deliveryStreamType: 'DirectPut',
    deliveryStreamEncryptionConfigurationInput: { keyType: 'AWS_OWNED_CMK' },
    extendedS3DestinationConfiguration: {
      bucketArn: cdk.Fn.sub(arnOfOurBucket(NAMES.bucket.logs, { account: '${LogAccountId}' })),
      roleArn: cdk.Fn.sub(arnOfOurs('AWS::IAM::Role', NAMES.role.logStreamDelivery)),
      prefix: cdk.Fn.sub(`${FOLDER}/!{timestamp:yyyy/MM/dd}/`),
      errorOutputPrefix: cdk.Fn.sub(`${FOLDER}/errors/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/`),
      // Few large objects: each costs a request, and queries read them faster.
      bufferingHints: { sizeInMBs: 128, intervalInSeconds: 900 },
      compressionFormat: 'GZIP',
      // CloudWatch Logs sends gzip. Unpacked and delimited, an object is lines of JSON that a table can be laid over.
      processingConfiguration: {
        enabled: true,
        processors: [
          { type: 'Decompression', parameters: [{ parameterName: 'CompressionFormat', parameterValue: 'GZIP' }] },
          { type: 'AppendDelimiterToRecord', parameters: [{ parameterName: 'Delimiter', parameterValue: '\\n' }] },
        ],
      },
    },
  });
  if (!everything) return;
  new cdk.aws_logs.CfnAccountPolicy(scope, 'SubscriptionPolicy', {
    policyName: cdk.Fn.sub(NAME),
    policyType: 'SUBSCRIPTION_FILTER_POLICY',
    scope: 'ALL',
    policyDocument: cdk.Fn.sub(
      JSON.stringify({
        DestinationArn: '${Stream.Arn}',
        RoleArn: arnOfOurs('AWS::IAM::Role', NAMES.role.logSubscription),
        FilterPattern: '',
        Distribution: 'Random',
      }),
    ),
  });
}
