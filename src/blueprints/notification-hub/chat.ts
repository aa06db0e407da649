// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import type { Config } from '../../config/schema.ts';
import { NAMES } from '../../domain/names.ts';
import type { Cdk, Scope } from '../cdk.ts';
import { TLS_ONLY } from '../common.ts';
import { ours } from '../ours.ts';
import { makeTrust } from '../service-role.ts';

type Slack = NonNullable<Config['notifications']['slack']>;

/** A Slack channel through Amazon Q Developer in chat applications. It shows messages, and nothing can be done from it. */
export function addChat(scope: Scope, cdk: typeof Cdk, { workspaceId, channelId }: Slack): Cdk.aws_sns.CfnTopic {
  const name = cdk.Fn.sub(ours(NAMES.role.chatNotifications));
  const topic = new cdk.aws_sns.CfnTopic(scope, 'ChatTopic', { topicName: name, displayName: name });
  new cdk.aws_sns.CfnTopicPolicy(scope, 'ChatTopicPolicy', {
    topics: [topic.ref],
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: cdk.Fn.sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:root') },
          Action: ['sns:GetTopicAttributes', 'sns:ListSubscriptionsByTopic', 'sns:Publish', 'sns:Subscribe'],
          Resource: topic.ref,
        },
        { Effect: 'Deny', Principal: '*', Action: 'sns:Publish', Resource: topic.ref, Condition: TLS_ONLY },
      ],
    },
  });
  // What may be done from the channel: this role has no rights, and the guardrail denies all that it could be given.
  const role = new cdk.aws_iam.CfnRole(scope, 'ChatRole', {
    roleName: cdk.Fn.sub(ours(NAMES.role.chatNotifications)),
    path: '/',
    assumeRolePolicyDocument: makeTrust(cdk, 'chatbot'),
  });
  new cdk.aws_chatbot.CfnSlackChannelConfiguration(scope, 'SlackChannel', {
    configurationName: name,
    slackWorkspaceId: workspaceId,
    slackChannelId: channelId,
    iamRoleArn: role.attrArn,
    guardrailPolicies: [cdk.Fn.sub('arn:${AWS::Partition}:iam::aws:policy/AWSDenyAll')],
    snsTopicArns: [topic.ref],
    loggingLevel: 'ERROR',
  });
  return topic;
}
