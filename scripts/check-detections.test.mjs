import { expect, it } from 'vitest';
import { casesOfRule, moveEvent } from './check-detections.mjs';
import { isFound } from './naive-sigma.mjs';

const RULE = (severity, log = 'AWS.CloudTrail') => `
AnalysisType: rule
RuleID: Example
Severity: ${severity}
LogTypes: [${log}]
Tests:
  - Name: a key
    ExpectedResult: true
    Log: { eventName: CreateAccessKey }
`;

it('reads the events of rules about CloudTrail that are severe enough', () => {
  expect(casesOfRule('a.yml', RULE('Medium'))).toEqual([
    { rule: 'Example', severity: 'Medium', test: 'a key', isExpected: true, event: { eventName: 'CreateAccessKey' } },
  ]);
  expect(casesOfRule('a.yml', RULE('Low'))).toEqual([]);
  expect(casesOfRule('a.yml', RULE('High', 'Okta.SystemLog'))).toEqual([]);
});

it('moves an event into an account of its own, and leaves other accounts as they are', () => {
  const event = {
    eventName: 'AssumeRole',
    recipientAccountId: '123456789012',
    userIdentity: { accountId: '999999999999' },
    requestParameters: { roleArn: 'arn:aws:iam::123456789012:role/r' },
  };
  expect(moveEvent(event, '700000000001')).toMatchObject({
    recipientAccountId: '700000000001',
    userIdentity: { accountId: '999999999999' },
    requestParameters: { roleArn: 'arn:aws:iam::700000000001:role/r' },
    eventTime: '2026-10-14T03:00:00Z',
  });
});

it.each([
  [true, { a: { 'names|startswith': '/PROD' }, condition: 'a' }],
  [false, { a: { names: '/prod' }, condition: 'a' }],
  [true, { a: { 'ip|cidr': '10.32.0.0/11' }, f: { eventName: 'B' }, condition: 'a and not f' }],
  [true, { s1: { eventName: 'B' }, s2: { eventName: 'a*' }, condition: '1 of s*' }],
  [false, { s1: { eventName: 'B' }, s2: { eventName: 'a*' }, condition: 'all of s*' }],
  [true, { words: ['PROD/db'], condition: 'words' }],
])('the naive evaluator answers %s of %j', (expected, detection) => {
  const event = { eventName: 'Assume', ip: '10.63.1.2', names: ['/prod/db', '/x'] };
  expect(isFound({ detection }, event)).toBe(expected);
});
