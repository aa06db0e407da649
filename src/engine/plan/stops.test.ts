import { describe, expect, it } from 'vitest';
import type { ResourceChange, Step } from './plan.ts';
import { requireConsent, stopsByRemoval, stopsByUpdate } from './stops.ts';

const RECORDER = { title: 'Recorders', isWitness: true } as Parameters<typeof stopsByRemoval>[0];
const TOPIC = { title: 'Topics' } as Parameters<typeof stopsByRemoval>[0];

function aChange(type: string, action: ResourceChange['action']): ResourceChange {
  return { logicalId: 'It', type, action, losesData: false, properties: [] };
}

const HERE = { account: '444444444444', region: 'ap-northeast-1' } as const;
type Removed = Parameters<typeof stopsByRemoval>[1];

describe('what stops recording', () => {
  it.each([
    ['a stack that goes', RECORDER, [{ ...HERE, reason: 'no-longer-targeted' }], { stops: 'Recorders' }],
    ['nothing that goes', RECORDER, [], {}],
    ['an account that left: nobody records there any more', RECORDER, [{ ...HERE, reason: 'left-organization' }], {}],
    ['a stack that was never there', RECORDER, [{ ...HERE, reason: 'destroy', neverDeployed: true }], {}],
    ['a stack that records nothing', TOPIC, [{ ...HERE, reason: 'destroy' }], {}],
  ] as const)('%s', (_name, blueprint, removed, expected) => {
    expect(stopsByRemoval(blueprint, removed as unknown as Removed)).toEqual(expected);
  });

  it.each([
    ['a trail that is removed', 'AWS::CloudTrail::Trail', 'remove', true],
    ['a recorder that is made anew', 'AWS::Config::ConfigurationRecorder', 'replace', true],
    ['a trail that is changed', 'AWS::CloudTrail::Trail', 'update', false],
    ['a role that is removed', 'AWS::IAM::Role', 'remove', false],
  ] as const)('%s', (_name, type, action, stops) => {
    expect(stopsByUpdate(RECORDER, [aChange(type, action)])).toEqual(stops ? { stops: 'Recorders' } : {});
  });
});

describe('consent', () => {
  const plan = { steps: [{ id: 'a' }, { id: 'b', stops: 'Recorders' }] as unknown as readonly Step[] };

  it('is asked for what stops, by name, and only then', () => {
    expect(() => requireConsent(plan, false)).toThrow('This would stop: Recorders. Nothing was changed.');
    expect(() => requireConsent(plan, true)).not.toThrow();
    expect(() => requireConsent({ steps: plan.steps.slice(0, 1) }, false)).not.toThrow();
  });
});
