import type { BusEvent } from '../bus-event.ts';
import { recordFacts } from '../cloud-trail-record.ts';
import { at, textAt } from '../json-reading.ts';
import type { Notification } from '../notification.ts';
import {
  OWN_RESOURCE_SEVERITY,
  PARAMETERS_AROUND_OURS,
  PARAMETERS_THAT_NAME_OURS,
  STACKS_OF_OURS,
  severityOfCall,
} from '../sensitive-calls.ts';
import type { Words } from '../words/words.ts';

/** `AWS API Call via CloudTrail`: of the table of sensitive calls, or on something that bears our prefix. */
export function readApiCall(event: BusEvent, resourcePrefix: string, words: Words): Notification {
  const { detail } = event;
  const error = textAt(detail, 'errorCode');
  const target = targetOf(event, resourcePrefix);
  const { call, name, severity, what } = tell(event, target, resourcePrefix, words);
  const told: Notification = {
    ...recordFacts(event, words),
    source: 'CloudTrail',
    type: call,
    severity,
    headline: `${call}${target ? ` on ${target.name.split(/[/:]/).at(-1)}` : ''}`,
    what: words.call.sentences[name] ?? what,
    details: [],
    resource: target,
    next: words.call.next,
  };
  return error === undefined ? told : { ...told, ...refused(told, error, words) };
}

/** Nothing was changed: worth a look, not an alarm. */
function refused({ type, severity, headline }: Notification, error: string, words: Words): Partial<Notification> {
  return {
    type: `${type} denied`,
    severity: Math.max(severity - 3, 1),
    headline: `Denied: ${headline}`,
    what: words.call.tried(type),
    details: [words.call.denied(error)],
    next: words.call.nextDenied,
    isRefused: true,
  };
}

function tell(event: BusEvent, target: Notification['resource'], resourcePrefix: string, words: Words) {
  const eventSource = textAt(event.detail, 'eventSource') ?? event.source;
  const name = textAt(event.detail, 'eventName') ?? 'unknown';
  const call = `${eventSource.split('.')[0]}:${name}`;
  const known = severityOfCall(eventSource, name);
  if (known !== undefined) return { call, name, severity: known, what: words.call.what(call) };
  const isOurs = [`${resourcePrefix}-`, STACKS_OF_OURS].some((part) => target?.name.includes(part) ?? false);
  return {
    call,
    // No sentence: the same name may mean something else for another service.
    name: '',
    severity: isOurs ? OWN_RESOURCE_SEVERITY : 3,
    what: isOurs && target ? words.call.ownResource(call, target.name) : words.call.what(call),
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

/** A filter of ours on a log group of others is what the call is about, not the group. */
function targetOf({ detail, source }: BusEvent, resourcePrefix: string): Notification['resource'] {
  const parameters = at(detail, 'requestParameters');
  const service = textAt(detail, 'eventSource')?.split('.')[0] ?? source;
  const named = (keys: readonly string[]) =>
    keys.map((key) => textAt(parameters, key) ?? textAt(parameters, key, '0')).filter((name) => name !== undefined);
  const within = Object.entries(PARAMETERS_AROUND_OURS).flatMap(
    ([around, key]) => textAt(parameters, around, key) ?? [],
  );
  const stacks = named(['stackName']).filter((name) => name.includes(STACKS_OF_OURS));
  const ours =
    stacks[0] ??
    [...named(Object.values(PARAMETERS_THAT_NAME_OURS).flat()), ...within].find((name) =>
      name.includes(`${resourcePrefix}-`),
    );
  const name = ours ?? named(TARGETS)[0];
  return name === undefined ? null : { type: service, name };
}
