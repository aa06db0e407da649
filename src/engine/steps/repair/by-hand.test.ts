import { expect, it } from 'vitest';
import type { ResourceChange } from '../change.ts';
import { commandByHand } from './by-hand.ts';
import type { RepairTarget } from './step.ts';

function command(...resources: readonly Partial<ResourceChange>[]): string | undefined {
  const target = { account: '444444444444', region: 'ap-northeast-1', resources };
  return commandByHand(target as unknown as RepairTarget);
}

const RULE = {
  type: 'AWS::Events::Rule',
  action: 'update',
  physicalId: 'aws-organizations-RootUser',
  properties: [{ path: '/State', from: 'DISABLED', to: 'ENABLED' }],
} as const;

it('puts a property back by the API of its service, through Cloud Control', () => {
  expect(command(RULE)).toBe(
    'aws cloudcontrol update-resource --region ap-northeast-1 --type-name AWS::Events::Rule ' +
      '--identifier arn:aws:events:ap-northeast-1:444444444444:rule/aws-organizations-RootUser ' +
      `--patch-document '[{"op":"add","path":"/State","value":"ENABLED"}]'`,
  );
  expect(command({ ...RULE, physicalId: 'bus|rule' })).toContain('rule/bus/rule ');
});

it('gives values as they are in the template, and removes what it does not have', () => {
  const properties = [
    { path: '/RetentionInDays', from: '1', to: '365' },
    { path: '/Actions/0', from: 'x', to: 'y' },
    { path: '/Policy', from: null, to: '{"Statement":[]}' },
    { path: '/KmsKeyId', from: 'key', to: '' },
  ];
  const text = command({ type: 'AWS::Logs::LogGroup', action: 'update', physicalId: 'group', properties });
  expect(JSON.parse(/--patch-document '(.*)'$/.exec(text ?? '')?.[1] ?? '')).toEqual([
    { op: 'add', path: '/RetentionInDays', value: 365 },
    { op: 'replace', path: '/Actions/0', value: 'y' },
    { op: 'add', path: '/Policy', value: { Statement: [] } },
    { op: 'remove', path: '/KmsKeyId' },
  ]);
});

it('is one command after the other, and none for what was deleted or has several names', () => {
  expect(command(RULE, { ...RULE, physicalId: 'other' })?.match(/ && /g)).toHaveLength(1);
  expect(command({ ...RULE, action: 'add' }, { ...RULE, type: 'AWS::Lambda::Permission' })).toBeUndefined();
});
