import { expect, it } from 'vitest';
import { formatFinding } from '../domain/finding.ts';
import { parseConfig } from './load.ts';

const BASE = `version: 1
accounts: {audit: audit, log: log}
notifications: {securityEmail: security@example.com}
`;

const CUSTOM = (name: string) =>
  `{name: ${name}, description: d, resourceTypes: ["AWS::EC2::Instance"], guard: "rule a { a exists }", tests: [{name: t, item: {a: 1}, expect: COMPLIANT}]}`;

const EXCEPTION = 'reason: a jump host of ours, expires: "2027-03-31"';

/** Name, text behind line 3, findings; none where everything is right. */
const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ['the defaults', '', []],
  [
    'a rule that is added, with its parameter',
    'configRules: {add: [required-tags], parameters: {required-tags: {tag1Key: owner}}}',
    [],
  ],
  [
    'an unknown rule added',
    'configRules: {add: [restricted-shh]}',
    ['4:21 error unknown-rule: "restricted-shh" is no rule of the catalogue. Did you mean "restricted-ssh"?'],
  ],
  [
    'an unknown rule removed',
    'configRules: {remove: [zzz]}',
    ['4:24 error unknown-rule: "zzz" is no rule of the catalogue. See all with: metsuke rules list'],
  ],
  ['a rule removed', 'configRules: {remove: [restricted-ssh]}', []],
  [
    'a rule removed that is not there',
    'configRules: {profile: minimal, remove: [alb-waf-enabled]}',
    ['4:42 warning needless-rule: The profile minimal has no "alb-waf-enabled".'],
  ],
  [
    'a rule added that is there',
    'configRules: {add: [restricted-ssh]}',
    ['4:21 warning needless-rule: The profile recommended has "restricted-ssh" already.'],
  ],
  [
    'parameters of an unknown rule',
    'configRules: {parameters: {access-key-rotated: {maxAccessKeyAge: 90}}}',
    ['4:48 error unknown-rule: "access-key-rotated" is no rule of the catalogue. Did you mean "access-keys-rotated"?'],
  ],
  [
    'an unknown parameter',
    'configRules: {parameters: {access-keys-rotated: {maxAccessKeysAge: 90}}}',
    [
      '4:68 error unknown-parameter: "access-keys-rotated" has no parameter "maxAccessKeysAge". Did you mean "maxAccessKeyAge"?',
    ],
  ],
  [
    'a parameter of a rule that has none',
    'configRules: {parameters: {restricted-ssh: {port: 22}}}',
    ['4:51 error unknown-parameter: "restricted-ssh" has no parameter "port". It has none.'],
  ],
  [
    'a text for a number',
    'configRules: {parameters: {access-keys-rotated: {maxAccessKeyAge: ninety}}}',
    ['4:67 error wrong-parameter: "maxAccessKeyAge" must be a whole number, not "ninety".'],
  ],
  ['a number in quotes', 'configRules: {parameters: {access-keys-rotated: {maxAccessKeyAge: "60"}}}', []],
  [
    'parameters of a rule that is not deployed',
    'configRules: {remove: [access-keys-rotated], parameters: {access-keys-rotated: {maxAccessKeyAge: 60}}}',
    ['4:80 warning unused-parameters: "access-keys-rotated" is not among the rules that are deployed.'],
  ],
  [
    'a parameter that nobody gave',
    'configRules: {add: [required-tags]}',
    [
      '4:21 error missing-parameter: "required-tags" cannot be evaluated without its parameter "tag1Key". Give it a text in configRules.parameters.required-tags.',
    ],
  ],
  ['an own rule', `configRules: {customRules: [${CUSTOM('approved-images')}]}`, []],
  [
    'an own rule with a name of AWS',
    `configRules: {customRules: [${CUSTOM('restricted-ssh')}]}`,
    ['4:36 error taken-rule-name: There is a rule "restricted-ssh" already. Choose another name.'],
  ],
  [
    'a repair of a rule that is not deployed',
    'configRules: {profile: minimal, remediate: [s3-bucket-level-public-access-prohibited]}',
    [
      '4:45 error remediation-without-rule: "s3-bucket-level-public-access-prohibited" is not among the rules that are deployed, so nothing would be repaired. Add it to configRules.add.',
    ],
  ],
  ['a repair', 'configRules: {remediate: [restricted-ssh]}', []],
  ['exception', `configRules: {exceptions: [{rule: restricted-ssh, accounts: [dev], ${EXCEPTION}}]}`, []],
  [
    'an exception of an own rule',
    `configRules: {exceptions: [{rule: own, accounts: [dev], ${EXCEPTION}}], customRules: [${CUSTOM('own')}]}`,
    [],
  ],
  [
    'an exception of an unknown rule',
    `configRules: {exceptions: [{rule: restricted-shh, accounts: [dev], ${EXCEPTION}}]}`,
    ['4:35 error unknown-rule: "restricted-shh" is no rule of the catalogue. Did you mean "restricted-ssh"?'],
  ],
  [
    'an exception for nobody',
    `configRules: {exceptions: [{rule: restricted-ssh, ${EXCEPTION}}]}`,
    ['4:28 error exception-without-account: The exception names no account. Name some accounts or units.'],
  ],
  [
    'an exception of a rule that is not deployed',
    `configRules: {exceptions: [{rule: alb-waf-enabled, accounts: [dev], ${EXCEPTION}}]}`,
    ['4:35 warning unused-exception: "alb-waf-enabled" is not among the rules that are deployed.'],
  ],
  [
    'rules without a recorder',
    'configRecorder: {enabled: false}',
    [
      '1:1 warning rules-without-recorder: Rules are deployed, but no recorder: AWS Config refuses rules in an account without one. Switch configRecorder on, or the rules off.',
    ],
  ],
  ['neither rules nor a recorder', 'configRecorder: {enabled: false}\nconfigRules: {enabled: false}', []],
];

it.each(CASES)('%s', (_name, text, expected) => {
  const { findings } = parseConfig(`${BASE}${text}\n`, 'm');
  expect(findings.map((finding) => formatFinding(finding).replace(/^m:/, ''))).toEqual(expected);
});
