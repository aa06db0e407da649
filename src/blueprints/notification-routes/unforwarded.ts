// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import type { Cdk, Scope } from '../cdk.ts';
import { addDeadLetters, topicOfMails } from '../dead-letters.ts';
import { arnOfOurs } from '../ours.ts';

const NAME = 'NotificationsUnforwarded';

/**
 * Where events of a region wait that could not be forwarded: a dead-letter queue may be in another account, but not in
 * another region. One queue and one alarm for each region, in the audit account: a queue in every account would cost an
 * alarm in every account.
 */
export const UNFORWARDED = arnOfOurs('AWS::SQS::Queue', NAME, { account: '${AuditAccountId}' });

export function addUnforwarded(scope: Scope, cdk: typeof Cdk, isAudit: Cdk.CfnCondition): void {
  const { queue, policy, alarm } = addDeadLetters(scope, cdk, {
    id: 'Unforwarded',
    name: NAME,
    description:
      'Events of accounts could not be forwarded to the audit account. They wait in the queue of this name, with the reason.',
    from: {
      ArnLike: { 'aws:SourceArn': cdk.Fn.sub(arnOfOurs('AWS::Events::Rule', '*', { account: '*' })) },
      // Without IfExists, or accounts of no organization could fill the queue. See docs/confirm-on-aws.md.
      StringEquals: { 'aws:SourceOrgID': cdk.Fn.ref('OrganizationId') },
    },
  });
  const isHome = new cdk.CfnCondition(scope, 'IsHomeRegion', {
    expression: cdk.Fn.conditionEquals(cdk.Aws.REGION, cdk.Fn.ref('HomeRegion')),
  });
  // An alarm reaches topics of its own region only.
  const topics = cdk.Fn.conditionIf(isHome.logicalId, [topicOfMails(cdk)], cdk.Aws.NO_VALUE);
  alarm.addPropertyOverride('AlarmActions', topics);
  for (const resource of [queue, policy, alarm]) resource.cfnOptions.condition = isAudit;
}
