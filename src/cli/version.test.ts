import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { NODES } from '../../scripts/nodes.mjs';
import { readOldestNode } from './version.ts';

it('the oldest version of Node.js stands in package.json alone; the first one that is verified is that', () => {
  const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(engines.node).toBe(`>=${readOldestNode()}`);
  expect(NODES[0]).toBe(`${readOldestNode()}.0`);
});
