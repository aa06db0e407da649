import { describeActor } from '../actor.ts';
import type { BusEvent } from '../bus-event.ts';
import { cloudTrailLink } from '../console-links.ts';
import { at, textAt } from '../json-reading.ts';
import type { Notification } from '../notification.ts';
import { OWN_RESOURCE_SEVERITY, severityOfCall } from '../sensitive-calls.ts';
import type { Words } from '../words/words.ts';

/** `AWS API Call via CloudTrail`: of the table of sensitive calls, or on something that bears our prefix. */
export function readApiCall(event: BusEvent, resourcePrefix: string, words: Words): Notification {
  const { detail } = event;
  const call = textAt(detail, 'eventName') ?? 'unknown';
  const eventSource = textAt(detail, 'eventSource') ?? event.source;
  const target = targetOf(detail);
  const isOurs = target?.name.includes(`${resourcePrefix}-`) ?? false;
  const error = textAt(detail, 'errorCode');
  const severity = severityOfCall(eventSource, call) ?? (isOurs ? OWN_RESOURCE_SEVERITY : 3);
  const region = textAt(detail, 'awsRegion') ?? event.region;
  const sentence = severityOfCall(eventSource, call) === undefined ? undefined : words.call.sentences[call];
  const service = eventSource.split('.')[0] ?? eventSource;
  const plain = isOurs && target ? words.call.ownResource(call, target.name) : words.call.what(`${service}:${call}`);
  return {
    id: textAt(detail, 'eventID') ?? event.id,
    source: 'CloudTrail',
    type: `${service}:${call}${error === undefined ? '' : ' denied'}`,
    // Somebody tried: worth a look, not an alarm.
    severity: error === undefined ? severity : Math.max(severity - 3, 1),
    accountId: textAt(detail, 'recipientAccountId') ?? event.accountId,
    region,
    at: event.at,
    headline: `${service}:${call}${error === undefined ? '' : ' was denied'}${target ? ` on ${target.name}` : ''}`,
    what: sentence ?? plain,
    details: error === undefined ? [] : [words.call.denied(error)],
    resource: target,
    actor: describeActor(detail, words),
    link: cloudTrailLink(region, textAt(detail, 'eventID')),
    next: error === undefined ? words.call.next : words.call.nextDenied,
    scope: 'account',
    rule: null,
    pointless: null,
  };
}

/** Names of parameters in which calls name what they work on. The order decides. */
const TARGETS = [
  'name',
  'trailName',
  'configurationRecorderName',
  'deliveryChannelName',
  'configRuleName',
  'detectorId',
  'rule',
  'topicArn',
  'subscriptionArn',
  'bucketName',
  'roleName',
  'functionName',
  'logGroupName',
  'tableName',
  'queueUrl',
  'keyId',
  'policyId',
  'accountId',
  'flowLogIds',
  'userName',
  'stackName',
];

function targetOf(detail: unknown): Notification['resource'] {
  const parameters = at(detail, 'requestParameters');
  for (const key of TARGETS) {
    const name = textAt(parameters, key);
    if (name !== undefined) return { type: key.replace(/(Name|Arn|Id|Url|s)$/, '') || key, name };
  }
  return null;
}
