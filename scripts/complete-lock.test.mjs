import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { entriesWithoutIntegrity, makeEntry, missingOptionalPackages } from './complete-lock.mjs';

it('finds optional packages that the lock file names and does not hold', () => {
  const packages = {
    'node_modules/a': {
      dev: true,
      optionalDependencies: { '@a/cli-linux-x64': '1.0.0', '@a/cli-darwin-arm64': '1.0.0' },
    },
    'node_modules/@a/cli-linux-x64': { version: '1.0.0' },
  };
  expect(missingOptionalPackages(packages)).toEqual([
    { path: 'node_modules/@a/cli-darwin-arm64', name: '@a/cli-darwin-arm64', version: '1.0.0', dev: true },
  ]);
});

it.each([
  ['@a/cli-darwin-arm64', { cpu: ['arm64'], os: ['darwin'] }],
  ['@a/cli-linux-x64-musl', { cpu: ['x64'], os: ['linux'], libc: ['musl'] }],
  ['@a/binding-linux-arm-gnueabihf', { cpu: ['arm'], os: ['linux'], libc: ['glibc'] }],
  ['@a/binding-win32-ia32-msvc', { cpu: ['ia32'], os: ['win32'] }],
])('reads the platform of %s from its name', (name, platform) => {
  expect(makeEntry({ name, version: '1.0.0', dev: true })).toEqual({
    version: '1.0.0',
    dev: true,
    optional: true,
    ...platform,
  });
});

it('refuses to guess', () => {
  expect(() => makeEntry({ name: 'fsevents', version: '2.3.3', dev: true })).toThrow('does not say for which platform');
});

it('has nothing to add to the lock file of this package', () => {
  const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
  expect(missingOptionalPackages(lock.packages)).toEqual([]);
  expect(JSON.stringify(lock)).not.toContain('"resolved"');
});

it('finds what npm would install without comparing a checksum', () => {
  const packages = {
    '': { name: 'metsuke' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' },
    'node_modules/a/node_modules/inside': { version: '1.0.0', inBundle: true },
    'node_modules/@b/c': { version: '2.0.0', optional: true },
  };
  expect(entriesWithoutIntegrity(packages)).toEqual([{ path: 'node_modules/@b/c', name: '@b/c', version: '2.0.0' }]);
});

it('every package of the lock file has a checksum, and none names a registry', () => {
  const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
  expect(entriesWithoutIntegrity(packages)).toEqual([]);
  const checksums = Object.values(packages).flatMap(({ integrity }) => integrity ?? []);
  expect(checksums.filter((checksum) => !checksum.startsWith('sha512-'))).toEqual([]);
});
