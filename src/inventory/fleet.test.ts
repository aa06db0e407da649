import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ArchiveFolder } from '../../test/support/archive.ts';
import { openFolder } from '../archive/folder-store.ts';
import { makeDuckDBEngine } from '../query/duckdb/engine.ts';
import type { FleetArchive } from './ask.ts';
import { byVersion } from './by-version.ts';
import { readInstances, readPackages } from './fleet.ts';
import { parsePackageQuery } from './package-query.ts';

const DEV = '444444444444';
const PROD = '666666666666';
const HOME = 'ap-northeast-1';

const folder = new ArchiveFolder();
const cache = mkdtempSync(join(tmpdir(), 'metsuke-cache-'));
let archive: FleetArchive;

/** An object of a resource data sync, as Systems Manager writes it. */
function put(
  type: string,
  account: string,
  instance: string,
  lines: readonly Readonly<Record<string, string>>[],
): void {
  const key = `o-1/ssm-inventory/AWS:${type}/accountid=${account}/region=${HOME}/resourcetype=ManagedInstanceInventory/${instance}.json`;
  const common = { resourceId: instance, captureTime: '2026-11-24T01:00:00Z', schemaVersion: '1.1' };
  folder.addBytes(key, lines.map((line) => `${JSON.stringify({ ...line, ...common })}\n`).join(''));
}

const AMAZON = {
  PlatformType: 'Linux',
  PlatformName: 'Amazon Linux',
  PlatformVersion: '2023',
  AgentVersion: '3.3.40.0',
};
const UBUNTU = { PlatformType: 'Linux', PlatformName: 'Ubuntu', PlatformVersion: '24.04', AgentVersion: '3.3.40.0' };

beforeAll(() => {
  put('InstanceInformation', DEV, 'i-web', [{ ...AMAZON, ComputerName: 'web', InstanceStatus: 'Active' }]);
  put('InstanceInformation', PROD, 'i-app', [{ ...UBUNTU, ComputerName: 'app', InstanceStatus: 'Active' }]);
  put('InstanceInformation', PROD, 'i-gone', [{ ...AMAZON, ComputerName: 'gone', InstanceStatus: 'Terminated' }]);
  put('Application', DEV, 'i-web', [
    { Name: 'openssl', Epoch: '1', Version: '3.0.8', Release: '1.amzn2023.0.3', PackageId: 'openssl-3.0.8-1.src.rpm' },
    { Name: 'openssl-libs', Epoch: '1', Version: '3.0.8', Release: '1.amzn2023.0.3' },
    { Name: 'bash', Version: '5.2.15', Release: '1.amzn2023.0.2' },
  ]);
  put('Application', PROD, 'i-app', [
    { Name: 'openssl', Version: '3.0.13-0ubuntu3.4' },
    { Name: 'zlib_100%', Version: '1:1.3~rc1-1' },
  ]);
  put('Application', PROD, 'i-gone', [{ Name: 'openssl', Epoch: '1', Version: '1.0.2', Release: '1' }]);
  archive = {
    engine: makeDuckDBEngine({ store: openFolder(folder.path), cache }),
    scope: { from: '2026-11-01T00:00:00Z', to: '2026-11-25T00:00:00Z' },
    accounts: [{ id: DEV, name: 'dev', unit: 'Workloads' }],
  };
});
afterAll(async () => {
  await archive.engine.close();
  folder.remove();
  rmSync(cache, { recursive: true });
});

const found = async (query: string) => {
  const { items } = await readPackages(archive, parsePackageQuery(query));
  return items.map(({ instance, name, version }) => `${instance} ${name} ${version}`);
};

describe('who runs what', () => {
  it('is told with epoch and release, the newest first, but of nobody who is gone', async () => {
    expect(await found('openssl')).toEqual(['i-app openssl 3.0.13-0ubuntu3.4', 'i-web openssl 1:3.0.8-1.amzn2023.0.3']);
  });

  it.each([
    ['openssl<3.0.13', ['i-web openssl 1:3.0.8-1.amzn2023.0.3']],
    ['openssl<=3.0.7', []],
    ['openssl>=3.0.13-0ubuntu3.4', ['i-app openssl 3.0.13-0ubuntu3.4']],
    ['openssl = 3.0.8', ['i-web openssl 1:3.0.8-1.amzn2023.0.3']],
    ['OpenSSL-*', ['i-web openssl-libs 1:3.0.8-1.amzn2023.0.3']],
    ['zlib_100%<1.3', ['i-app zlib_100% 1:1.3~rc1-1']],
    ['zlib_100%<1:1.3~rc1', []],
    // % and _ stand for themselves.
    ['%', []],
    ['bas_', []],
  ])('%s', async (query, expected) => {
    expect(await found(query)).toEqual(expected);
  });

  it('says where', async () => {
    const { items } = await readPackages(archive, parsePackageQuery('bash'));
    expect(items).toMatchObject([
      { account: DEV, accountName: 'dev', region: HOME, computer: 'web', platform: 'Amazon Linux 2023', family: 'rpm' },
    ]);
  });

  it('counts versions', async () => {
    const { items } = await readPackages(archive, null);
    expect(byVersion(items)).toHaveLength(5);
    expect(byVersion(items)[0]).toEqual({
      name: 'bash',
      version: '5.2.15-1.amzn2023.0.2',
      family: 'rpm',
      instances: 1,
      accounts: 1,
    });
  });
});

it('lists the instances that are there', async () => {
  const { items } = await readInstances(archive);
  expect(items.map(({ instance, platform, agentVersion }) => `${instance} ${platform} ${agentVersion}`)).toEqual([
    'i-web Amazon Linux 2023 3.3.40.0',
    'i-app Ubuntu 24.04 3.3.40.0',
  ]);
});

describe('a question', () => {
  it.each(['', '<3', 'openssl<', 'openssl<<3', 'openssl<3 or so'])('that is none: %j', (text) => {
    expect(() => parsePackageQuery(text)).toThrow('is not a package');
  });
  it('may be without a version', () => {
    expect(parsePackageQuery(' libstdc++ ')).toEqual({ name: 'libstdc++', requirement: null });
    expect(parsePackageQuery('gtk+==3')).toEqual({ name: 'gtk+', requirement: { operator: '=', version: '3' } });
  });
});
