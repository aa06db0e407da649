import type { BusEvent } from '../bus-event.ts';
import { readTime } from '../bus-event.ts';
import { consoleLink } from '../console-links.ts';
import { at, listAt, numberAt, textAt } from '../json-reading.ts';
import type { Notification } from '../notification.ts';
import type { Words } from '../words/words.ts';

/** `GuardDuty Finding`. The administrator's bus carries those of the members, with the member in the detail. */
export function readGuardDutyFinding(event: BusEvent, words: Words): Notification {
  const { detail } = event;
  const type = textAt(detail, 'type') ?? 'Unknown';
  const id = textAt(detail, 'id');
  const region = textAt(detail, 'region') ?? event.region;
  const isSample = at(detail, 'service', 'additionalInfo', 'sample') === true;
  const resourceType = textAt(detail, 'resource', 'resourceType');
  return {
    id: event.id,
    source: 'GuardDuty',
    type,
    severity: numberAt(detail, 'severity') ?? 5,
    accountId: textAt(detail, 'accountId') ?? event.accountId,
    region,
    at: readTime(textAt(detail, 'service', 'eventLastSeen')) ?? event.at,
    headline: `${isSample ? 'sample ' : ''}GuardDuty ${type}`,
    what: words.guardDuty.what(type, isSample),
    details: detailsOf(detail, type, words),
    resource: resourceType === undefined ? null : { type: resourceType, name: resourceName(detail) ?? '-' },
    actor: textAt(detail, 'resource', 'accessKeyDetails', 'userName') ?? null,
    link: consoleLink(
      region,
      'guardduty',
      id === undefined ? '/findings' : `/findings?search=id%3D${encodeURIComponent(id)}&macros=current`,
    ),
    next: words.guardDuty.next[resourceType ?? ''] ?? words.guardDuty.nextElse,
    scope: 'account',
    rule: null,
    pointless: at(detail, 'service', 'archived') === true ? 'the finding is archived' : null,
    ...(isSample ? { isMass: true } : {}),
  };
}

function detailsOf(detail: unknown, type: string, words: Words): readonly string[] {
  const purpose = words.guardDuty.purposes[type.split(':')[0] ?? ''];
  const count = numberAt(detail, 'service', 'count') ?? 1;
  const description = textAt(detail, 'description') ?? textAt(detail, 'title');
  return [purpose, description, remoteOf(detail, words), count > 1 ? words.guardDuty.count(count) : undefined].filter(
    (sentence) => sentence !== undefined,
  );
}

function resourceName(detail: unknown): string | undefined {
  const resource = at(detail, 'resource');
  const names = [
    textAt(resource, 'instanceDetails', 'instanceId'),
    textAt(resource, 'accessKeyDetails', 'accessKeyId'),
    textAt(listAt(resource, 's3BucketDetails')[0], 'name'),
    textAt(resource, 'eksClusterDetails', 'name'),
    textAt(resource, 'ecsClusterDetails', 'name'),
    textAt(resource, 'lambdaDetails', 'functionName'),
    textAt(resource, 'rdsDbInstanceDetails', 'dbInstanceIdentifier'),
    textAt(resource, 'containerDetails', 'name'),
  ];
  return names.find((name) => name !== undefined);
}

/** Who the resource talked to, or who talked to it. */
function remoteOf(detail: unknown, words: Words): string | undefined {
  const action = at(detail, 'service', 'action');
  const remote = [
    at(action, 'awsApiCallAction', 'remoteIpDetails'),
    at(action, 'networkConnectionAction', 'remoteIpDetails'),
    at(listAt(action, 'portProbeAction', 'portProbeDetails')[0], 'remoteIpDetails'),
    at(action, 'kubernetesApiCallAction', 'remoteIpDetails'),
    at(action, 'rdsLoginAttemptAction', 'remoteIpDetails'),
  ].find((details) => textAt(details, 'ipAddressV4') !== undefined);
  const address = textAt(remote, 'ipAddressV4');
  const country = textAt(remote, 'country', 'countryName');
  return address === undefined ? undefined : words.guardDuty.remote(address, country);
}
