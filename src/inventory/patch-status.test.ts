import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ArchiveFolder } from '../../test/support/archive.ts';
import { openFolder } from '../archive/folder-store.ts';
import { makeDuckDBEngine } from '../query/duckdb/engine.ts';
import { needsWork, readPatchStatus } from './patch-status.ts';

const folder = new ArchiveFolder();
const cache = mkdtempSync(join(tmpdir(), 'metsuke-cache-'));
afterAll(() => {
  folder.remove();
  rmSync(cache, { recursive: true });
});

function put(type: string, instance: string, attributes: Readonly<Record<string, string>>): void {
  const place = 'accountid=444444444444/region=ap-northeast-1/resourcetype=ManagedInstanceInventory';
  const line = { ...attributes, resourceId: instance, captureTime: '2026-11-24T01:00:00Z' };
  folder.addBytes(`o-1/ssm-inventory/AWS:${type}/${place}/${instance}.json`, `${JSON.stringify(line)}\n`);
}

it('tells the worst instances first, and those that need nothing apart', async () => {
  put('PatchSummary', 'i-fine', { MissingCount: '0', FailedCount: '0', InstalledPendingRebootCount: '0' });
  put('PatchSummary', 'i-many', { MissingCount: '9', FailedCount: '1', PatchGroup: 'dev' });
  put('PatchSummary', 'i-critical', { MissingCount: '1', CriticalNonCompliantCount: '1', OperationType: 'Scan' });
  put('PatchSummary', 'i-reboot', { MissingCount: '0', InstalledPendingRebootCount: '2' });
  put('PatchSummary', 'i-gone', { MissingCount: '50', CriticalNonCompliantCount: '50' });
  put('InstanceInformation', 'i-gone', { InstanceStatus: 'Terminated' });
  put('InstanceInformation', 'i-many', { ComputerName: 'batch', PlatformName: 'Ubuntu', PlatformVersion: '24.04' });
  const engine = makeDuckDBEngine({ store: openFolder(folder.path), cache });
  const scope = { from: '2026-11-01T00:00:00Z', to: '2026-11-25T00:00:00Z' };
  const { items } = await readPatchStatus({ engine, scope, accounts: [] });
  await engine.close();
  expect(items.map(({ instance }) => instance)).toEqual(['i-critical', 'i-many', 'i-reboot', 'i-fine']);
  expect(items.filter(needsWork)).toHaveLength(3);
  expect(items[1]).toMatchObject({
    computer: 'batch',
    platform: 'Ubuntu 24.04',
    patchGroup: 'dev',
    missing: 9,
    failed: 1,
    pendingReboot: 0,
    critical: 0,
  });
});
