import { expect, it } from 'vitest';
import { parseConfig } from '../config/load.ts';
import { MetsukeError } from '../domain/errors.ts';
import { formatFinding } from '../domain/finding.ts';
import { requireSoundRules } from './custom-rules.ts';

// Compiling the evaluator takes seconds on a busy machine.

const file = (guard: string, enabled = true) => `version: 1
accounts: {audit: audit, log: log}
notifications: {securityEmail: security@example.com}
configRules:
  enabled: ${enabled}
  customRules:
    - name: owned
      description: Somebody owns every instance.
      resourceTypes: ["AWS::EC2::Instance"]
      guard: ${JSON.stringify(guard)}
      tests:
        - {name: an owner, item: {resourceType: "AWS::EC2::Instance", tags: {Owner: me}}, expect: COMPLIANT}
        - {name: nobody, item: {resourceType: "AWS::EC2::Instance", tags: {}}, expect: NON_COMPLIANT}
`;

async function problems(text: string): Promise<readonly string[]> {
  const { config, locate } = parseConfig(text, 'metsuke.yaml');
  if (!config) throw new Error('the test needs a valid configuration');
  try {
    await requireSoundRules(config, locate);
    return [];
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    return error.findings.map(formatFinding);
  }
}

const SOUND = 'rule owned when resourceType == "AWS::EC2::Instance" { tags.Owner exists }';

it('lets a rule pass that does what its tests say', async () => {
  expect(await problems(file(SOUND))).toEqual([]);
});

it('refuses one that does not, with the place of the test and the words of Guard', async () => {
  const wrong = SOUND.replace('tags.Owner exists', 'tags.Name exists <<give it a name>>');
  expect(await problems(file(wrong))).toEqual([
    'metsuke.yaml:12:11 error failed-rule-test: The rule "owned" finds "an owner" NON_COMPLIANT, not COMPLIANT. Guard says: give it a name Correct the rule or its test; try it with: metsuke rules test',
  ]);
});

it('refuses one that is no Guard', async () => {
  const [first = '', ...rest] = await problems(file('rule owned {{'));
  expect(first).toMatch(
    /^metsuke.yaml:10:14 error unreadable-rule: The rule "owned" cannot be evaluated on "an owner"/,
  );
  expect(rest).toHaveLength(1);
});

it('does not mind rules that are not deployed', async () => {
  expect(await problems(file('rule owned {{', false))).toEqual([]);
});
