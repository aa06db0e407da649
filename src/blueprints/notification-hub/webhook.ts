// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import { NAMES } from '../../domain/names.ts';
import type { Cdk, Scope } from '../cdk.ts';
import { ours } from '../ours.ts';
import { makeTrust } from '../service-role.ts';

/**
 * Any receiver of HTTPS requests. Address, header and its value come from a secret of the audit account: the template
 * only says which, and CloudFormation reads it there.
 */
export function addWebhook(
  scope: Scope,
  cdk: typeof Cdk,
  secret: string,
  parts: { readonly bus: Cdk.aws_events.CfnEventBus; readonly undelivered: Cdk.aws_sqs.CfnQueue },
): void {
  const { bus, undelivered } = parts;
  const value = (field: string) => `{{resolve:secretsmanager:${secret}:SecretString:${field}}}`;
  const name = cdk.Fn.sub(ours(NAMES.connection.notifications));
  const connection = new cdk.aws_events.CfnConnection(scope, 'WebhookConnection', {
    name,
    authorizationType: 'API_KEY',
    authParameters: { apiKeyAuthParameters: { apiKeyName: value('header'), apiKeyValue: value('value') } },
  });
  const destination = new cdk.aws_events.CfnApiDestination(scope, 'WebhookDestination', {
    name,
    connectionArn: connection.attrArn,
    httpMethod: 'POST',
    invocationEndpoint: value('url'),
    invocationRateLimitPerSecond: 10,
  });
  const role = addRole(scope, cdk, destination);
  new cdk.aws_events.CfnRule(scope, 'WebhookRule', {
    name: cdk.Fn.sub(ours(NAMES.role.notificationWebhook)),
    description: 'Messages of the formatter for the receiver of the webhook',
    eventBusName: bus.ref,
    state: 'ENABLED',
    eventPattern: { source: ['metsuke.notifications'], account: [cdk.Aws.ACCOUNT_ID] },
    targets: [
      {
        id: 'Webhook',
        arn: destination.attrArn,
        roleArn: role.attrArn,
        inputPath: '$.detail',
        deadLetterConfig: { arn: undelivered.attrArn },
      },
    ],
  });
}

function addRole(scope: Scope, cdk: typeof Cdk, destination: Cdk.aws_events.CfnApiDestination): Cdk.aws_iam.CfnRole {
  return new cdk.aws_iam.CfnRole(scope, 'WebhookRole', {
    roleName: cdk.Fn.sub(ours(NAMES.role.notificationWebhook)),
    path: '/',
    assumeRolePolicyDocument: makeTrust(cdk, 'events'),
    policies: [
      {
        policyName: 'Send',
        policyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 'events:InvokeApiDestination', Resource: destination.attrArn }],
        },
      },
    ],
  });
}
