import { expect, it } from 'vitest';
import { type Config, configSchema } from '../../src/config/schema.ts';
import { plainText, readDocument, sectionsOf, tablesOf } from './markdown.ts';

const config = configSchema.parse({
  version: 1,
  accounts: { audit: 'audit', log: 'log' },
  notifications: { securityEmail: 'a@example.com' },
});

/** Rows of "What it costs" and what the configuration says of each when nothing is written. */
const DEFAULTS: Readonly<Record<string, (config: Config) => string>> = {
  'AWS Config': ({ configRecorder, configRules }) =>
    `${onOff(configRecorder.enabled && configRules.enabled)}, profile ${configRules.profile}`,
  CloudTrail: ({ cloudTrail }) => (cloudTrail.mode === 'ORGANIZATION' ? 'yes, organization trail' : 'no'),
  'Log collection': ({ logCollection }) =>
    `${onOff(logCollection.enabled)}, ${logCollection.method === 'EXPORT' ? 'daily export' : 'stream'}`,
  Notifications: ({ notifications }) => onOff(notifications.enabled),
  GuardDuty: ({ guardDuty }) => `${onOff(guardDuty.enabled)}, foundational sources`,
  'Account defaults': ({ accountDefaults }) => onOff(accountDefaults.enabled),
  'Root access': ({ rootAccess }) => onOff(rootAccess.enabled),
  'Access Analyzer': ({ accessAnalyzer }) => onOff(accessAnalyzer.enabled),
  Guardrails: ({ guardrails }) => onOff(guardrails.regionRestriction.enabled && guardrails.protectBaseline.enabled),
  Inventory: ({ inventory }) => onOff(inventory.enabled),
  'Machine images, patching, sessions, Athena': (all) =>
    onOff(all.machineImages.enabled || all.patching.enabled || all.sessions.enabled || all.reports.athena.enabled),
};

it.each(Object.entries(DEFAULTS))('%s is on or off by default as the table of costs says', (name, said) => {
  const costs = sectionsOf(readDocument('README.md')).find(({ title }) => title === 'What it costs');
  const rows = tablesOf(costs?.tokens ?? []).flatMap(({ rows }) =>
    rows.map((cells) => cells.map(({ tokens }) => tokens.map(plainText).join(''))),
  );
  const row = rows.find(([what]) => what === name);
  expect(row?.[1]?.replaceAll('`', '')).toBe(said(config));
});

function onOff(enabled: boolean): string {
  return enabled ? 'yes' : 'no';
}
