import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { aConfig, FACTS } from '../../../test/support/cloudformation-fixture.ts';
import { RECORDED_EVENTS, whyNoRecordedEvents } from '../../../test/support/recorded-events.ts';
import type { CloudTrailEvent } from '../../domain/cloudtrail-event.ts';
import type { Guardrail } from '../guardrail.ts';
import { protectDetection } from '../protect-detection/guardrail.ts';
import { GLOBAL_ACTIONS } from '../region-restriction/global-actions.ts';
import { regionRestriction } from '../region-restriction/guardrail.ts';
import { rootUser } from '../root-user/guardrail.ts';
import { wouldHaveDenied } from './would-have-denied.ts';

const events: readonly CloudTrailEvent[] =
  whyNoRecordedEvents === null
    ? readdirSync(RECORDED_EVENTS, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.json.gz'))
        .flatMap((name) => JSON.parse(gunzipSync(readFileSync(join(RECORDED_EVENTS, name))).toString()).Records)
    : [];

const deniedBy = (guardrail: Guardrail) => {
  const document = guardrail.document(aConfig(), FACTS);
  return events.filter((event) => wouldHaveDenied(document, event) !== null);
};

/** Counted here once more, with nothing of the evaluator: services by their endpoint, callers by their type. */
const wasPossible = ({ errorCode = '', userIdentity }: CloudTrailEvent): boolean =>
  !/AccessDenied|UnauthorizedOperation|AuthorizationError|NotAuthorized/i.test(errorCode) &&
  !['AWSService', 'AWSAccount'].includes(userIdentity?.type ?? 'AWSService') &&
  !JSON.stringify(userIdentity).includes('aws-service-role') &&
  (userIdentity?.arn ?? '') !== '';

describe('what attackers really did', () => {
  beforeEach((context) => {
    if (whyNoRecordedEvents !== null) context.skip(whyNoRecordedEvents);
  });

  it('outside the allowed region would have been stopped, unless the service is global', () => {
    const global = new Set(
      GLOBAL_ACTIONS.filter((action) => action.endsWith(':*')).map((action) => action.slice(0, -2)),
    );
    const single = new Set(GLOBAL_ACTIONS);
    /** What CloudWatch, Service Quotas and Tag Editor do for global services. */
    const isForGlobal = ({ awsRegion = '', eventSource = '', eventName = '' }: CloudTrailEvent): boolean =>
      ['us-east-1', 'us-west-2'].includes(awsRegion) &&
      (eventSource.startsWith('servicequotas.') ||
        (eventSource.startsWith('monitoring.') && /^(Describe|Get|List)/.test(eventName)) ||
        (eventSource.startsWith('tagging.') && /^(GetTag|Tag|Untag)/.test(eventName)));
    const expected = events.filter((event) => {
      const service = (event.eventSource ?? '').replace('.amazonaws.com', '');
      return (
        wasPossible(event) &&
        !isForGlobal(event) &&
        event.awsRegion !== 'ap-northeast-1' &&
        !global.has(service) &&
        !single.has(`${service}:${event.eventName === 'ListBuckets' ? 'ListAllMyBuckets' : event.eventName}`)
      );
    });
    const denied = deniedBy(regionRestriction);
    expect(denied.length).toBeGreaterThan(100);
    expect(denied.length).toBe(expected.length);
  });

  it('to recorders, detectors and whatever else stands on all resources would have been stopped', () => {
    const denied = deniedBy(protectDetection).map(({ eventSource, eventName }) => `${eventSource} ${eventName}`);
    expect(
      denied.every((name) => /^(config|guardduty|iam|cloudtrail|cloudformation)\.amazonaws\.com /.test(name)),
    ).toBe(true);
    const stopped = events.filter(
      (event) =>
        wasPossible(event) &&
        /^(Delete|Stop|Update)/.test(event.eventName ?? '') &&
        event.eventSource === 'guardduty.amazonaws.com',
    );
    for (const { eventName } of stopped) expect(denied).toContain(`guardduty.amazonaws.com ${eventName}`);
  });

  it('as root user would have been stopped', () => {
    const roots = events.filter((event) => wasPossible(event) && event.userIdentity?.type === 'Root');
    expect(deniedBy(rootUser)).toEqual(roots);
  });
});
