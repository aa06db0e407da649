// What has to be deployed where, as Metsuke plans it for a fresh organization: every peer gets exactly this.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measure } from './measure.mjs';
import { AUDIT, LOG, MANAGEMENT, REGION, root } from './sandbox.mjs';

export const CLI = join(root, 'bin', 'metsuke.js');
export const RETENTION = { before: 365, after: 730 };
const EMAIL = 'security@example.com';

export function writeConfiguration(folder, retentionDays) {
  const text = [
    'version: 1',
    `homeRegion: ${REGION}`,
    'accounts: { audit: audit, log: log }',
    `notifications: { securityEmail: ${EMAIL} }`,
    `logs: { retentionDays: ${retentionDays} }`,
    '',
  ].join('\n');
  writeFileSync(join(folder, 'metsuke.yaml'), text);
}

/** @returns {{ stacks: readonly Stack[], policy: { name, description, content, target } }} */
export function readJob({ folder, environment, python }) {
  writeConfiguration(folder, RETENTION.before);
  const file = join(folder, 'plan.json');
  measure([process.execPath, CLI, 'plan', '--out', file], { folder, environment, python });
  const { steps } = JSON.parse(readFileSync(file, 'utf8'));
  const titles = new Map(steps.filter(isDeployment).map(({ id, title }) => [id, title]));
  const { name, description, content } = steps.find(({ kind }) => kind === 'policy');
  return {
    stacks: steps.filter(isDeployment).map((step) => toStack(step, titles)),
    policy: { name, description, content },
  };
}

function isDeployment({ kind }) {
  return kind === 'stack' || kind === 'stack-set';
}

function toStack({ title, kind, definition, targets, instances, dependsOn }, titles) {
  const accounts = (targets ?? instances.create).map(({ account }) => account);
  return {
    title,
    kind,
    name: definition.name,
    templateBody: definition.templateBody,
    capabilities: definition.capabilities,
    // What the plan hides is the address.
    parameters: Object.fromEntries(
      Object.entries(definition.parameters).map(([key, value]) => [key, value.value ?? EMAIL]),
    ),
    region: REGION,
    where: whereOf(accounts),
    needs: dependsOn.flatMap((id) => titles.get(id) ?? []),
  };
}

function whereOf(accounts) {
  if (accounts.length > 1) return 'members';
  return { [MANAGEMENT]: 'management', [AUDIT]: 'audit', [LOG]: 'log' }[accounts[0]];
}
