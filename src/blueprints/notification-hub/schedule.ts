// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import type { Config } from '../../config/schema.ts';
import { NAMES } from '../../domain/names.ts';
import type { Cdk, Scope } from '../cdk.ts';
import { ours } from '../ours.ts';
import { makeTrust } from '../service-role.ts';

/** Once a day, on the clock of the readers, summer time included. */
export function addDigestSchedule(
  scope: Scope,
  cdk: typeof Cdk,
  { notifications: { digest, timeZone } }: Config,
  parts: { readonly formatter: Cdk.aws_lambda.CfnFunction; readonly undelivered: Cdk.aws_sqs.CfnQueue },
): void {
  if (!digest.enabled) return;
  const { formatter, undelivered } = parts;
  const role = addRole(scope, cdk, parts);
  const [hour, minute] = digest.at.split(':').map(Number);
  new cdk.aws_scheduler.CfnSchedule(scope, 'DigestSchedule', {
    name: cdk.Fn.sub(ours(NAMES.role.notificationDigest)),
    description: 'Time for the daily digest',
    scheduleExpression: `cron(${minute} ${hour} * * ? *)`,
    scheduleExpressionTimezone: timeZone,
    flexibleTimeWindow: { mode: 'OFF' },
    state: 'ENABLED',
    target: {
      arn: formatter.attrArn,
      roleArn: role.attrArn,
      // The scheduled time, so that a digest that is tried again is known to be the same.
      input: JSON.stringify({ source: 'metsuke.digest', time: '<aws.scheduler.scheduled-time>' }),
      deadLetterConfig: { arn: undelivered.attrArn },
    },
  });
}

function addRole(
  scope: Scope,
  cdk: typeof Cdk,
  {
    formatter,
    undelivered,
  }: { readonly formatter: Cdk.aws_lambda.CfnFunction; readonly undelivered: Cdk.aws_sqs.CfnQueue },
): Cdk.aws_iam.CfnRole {
  return new cdk.aws_iam.CfnRole(scope, 'DigestScheduleRole', {
    roleName: cdk.Fn.sub(ours(NAMES.role.notificationDigest)),
    path: '/',
    assumeRolePolicyDocument: makeTrust(cdk, 'scheduler'),
    policies: [
      {
        policyName: 'SendDigest',
        policyDocument: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: formatter.attrArn },
            { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: undelivered.attrArn },
          ],
        },
      },
    ],
  });
}
