import { describe, expect, it } from 'vitest';
import { BLINDING_CALLS, type BlindingCall } from '../../test/guardrails/blinding-calls.ts';
import {
  A_SESSION_VPC,
  aConfig,
  EVERY_CHANNEL,
  FACTS,
  HOME_REGION,
} from '../../test/support/cloudformation-fixture.ts';
import { matchesPattern } from '../../test/support/event-pattern.ts';
import { anEvent } from '../../test/support/notifications.ts';
import { ADMINISTRATOR_ACCESS, decide } from '../../test/support/simulate.ts';
import { routesOf } from '../blueprints/notification-routes/patterns.ts';
import { readNotification } from '../notifications/read-notification.ts';
import { english } from '../notifications/words/english.ts';
import { GUARDRAILS } from './catalog.ts';
import { isGuardrailEnabled } from './guardrail.ts';

const config = aConfig({
  ...EVERY_CHANNEL,
  sessions: { enabled: true, endpoints: [A_SESSION_VPC] },
  inventory: { enabled: true },
  patching: { enabled: true },
  machineImages: { enabled: true },
  logCollection: { method: 'FIREHOSE', logGroups: ['/var/log/*'] },
});
const policies = GUARDRAILS.filter(
  (guardrail) => guardrail.type === 'SERVICE_CONTROL_POLICY' && isGuardrailEnabled(guardrail, config),
).map((guardrail) => guardrail.document(config, FACTS));

const keyPolicy = (account: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'kms:*', Resource: '*' }],
});

function attempt({ account, action, resource, context = {} }: BlindingCall) {
  const principal = `arn:aws:iam::${account}:role/Admin`;
  return decide(
    {
      principal,
      action,
      resource,
      owner: account,
      context: {
        'aws:RequestedRegion': HOME_REGION,
        'aws:PrincipalArn': principal,
        'aws:PrincipalAccount': account,
        ...context,
      },
    },
    {
      identity: [ADMINISTRATOR_ACCESS],
      serviceControl: policies,
      ...(action.startsWith('kms:') && { resource: keyPolicy(account) }),
    },
  );
}

/** As CloudTrail records it, and EventBridge carries it. */
function eventOf({ action }: BlindingCall): unknown {
  const [service = '', eventName = ''] = action.split(':');
  const event = structuredClone(anEvent('trail-stopped')) as { detail: Record<string, unknown> };
  const requestParameters = { filterName: `${config.resourcePrefix}-log-collection`, logGroupName: '/var/log/secure' };
  Object.assign(event.detail, { eventSource: `${service}.amazonaws.com`, eventName, requestParameters });
  return event;
}

const NOW = '2026-11-25T03:00:00.000Z';

describe('calls that blind the governance', () => {
  it.each(BLINDING_CALLS.filter(({ isToldOnly }) => !isToldOnly))(
    '$capability: $action on $resource is denied',
    async (call) => {
      expect(await attempt(call)).toBe('forbidden');
    },
  );

  it.each(BLINDING_CALLS.filter(({ isToldOnly }) => isToldOnly))(
    '$capability: $action is not denied, but told',
    async (call) => {
      expect(await attempt(call)).toBe('allowed');
      const routes = routesOf(config, config.resourcePrefix, call.account);
      const event = eventOf(call);
      expect(routes.filter(({ pattern }) => matchesPattern(pattern, event))).toHaveLength(1);
      const { resourcePrefix, notifications } = config;
      const context = { resourcePrefix, breakGlassRoles: notifications.breakGlassRoles, words: english, rules: {} };
      // Below the minimum it would wait for the digest.
      const { severity } = readNotification(event, context, NOW);
      expect(severity).toBeGreaterThanOrEqual(notifications.minimumSeverity);
    },
  );

  it('are at least 120, of which at most 6 are told only', () => {
    expect(BLINDING_CALLS.length).toBeGreaterThanOrEqual(120);
    expect(BLINDING_CALLS.filter(({ isToldOnly }) => isToldOnly).length).toBeLessThanOrEqual(6);
  });
});
