import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeLicenses, makeSbom, readPythonComponents } from './sbom.mjs';

const read = (file) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
const sbom = makeSbom();
const { version } = JSON.parse(read('package.json'));
const { packages } = JSON.parse(read('package-lock.json'));

const bundled = JSON.parse(read('dist/bundled.json'));

const fullName = ({ group, name, version }) => `${group ? `${group}/` : ''}${name}@${version}`;

describe('the bill of materials', () => {
  it('is CycloneDX of this package', () => {
    expect(sbom).toMatchObject({ bomFormat: 'CycloneDX', version: 1 });
    expect(['1.5', '1.6']).toContain(sbom.specVersion);
    expect(sbom.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(sbom.metadata.component).toMatchObject({ name: 'metsuke', version, purl: `pkg:npm/metsuke@${version}` });
  });

  it('has every package of npm that is installed for users or is in the bundle, and no other', () => {
    const locked = Object.entries(packages)
      .filter(([path, entry]) => path !== '' && (!entry.dev || bundled.includes(path)))
      .map(([path, entry]) => `${path.split('node_modules/').at(-1)}@${entry.version}`);
    const listed = sbom.components.filter(({ purl }) => purl.startsWith('pkg:npm/'));
    const names = listed.map(fullName);
    expect([...new Set(names)].sort()).toEqual([...new Set(locked)].sort());
  });

  it('has the hash of every package that is downloaded', () => {
    const inside = Object.entries(packages).flatMap(([path, entry]) =>
      entry.inBundle ? [`${path.split('node_modules/').at(-1)}@${entry.version}`] : [],
    );
    const without = sbom.components.filter(({ hashes = [] }) => hashes.length === 0);
    expect(without.map(fullName).filter((one) => !inside.includes(one))).toEqual([]);
  });

  it('has what the program is made of: the SDK, the CDK and the engine of reports', () => {
    const names = sbom.components.map(({ group, name }) => (group ? `${group}/${name}` : name));
    for (const name of [
      '@aws-sdk/client-cloudformation',
      'aws-cdk-lib',
      'constructs',
      '@duckdb/node-api',
      'zod',
      'yaml',
    ])
      expect(names).toContain(name);
  });

  it('names what it refers to, once', () => {
    const refs = [sbom.metadata.component, ...sbom.components].map((each) => each['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    const referred = sbom.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]);
    expect(referred.filter((ref) => !refs.includes(ref))).toEqual([]);
  });

  it('is the same for the same files, and names nothing of the machine', () => {
    expect(makeSbom()).toEqual(sbom);
    expect(JSON.stringify(sbom)).not.toContain(process.cwd());
  });
});

it('the licence of each bundled package goes with it', () => {
  const text = makeLicenses();
  expect(bundled.length).toBeGreaterThan(50);
  for (const place of bundled) expect(text).toContain(`${place.split('node_modules/').at(-1)} `);
  expect(text).toContain('Apache License');
});

describe.each(['requirements', 'requirements-test'])('the Python packages of sandbox/%s.txt', (name) => {
  const components = readPythonComponents(read(`sandbox/${name}.txt`));

  it('are all pinned, with hashes', () => {
    expect(components.length).toBeGreaterThan(40);
    expect(components.filter(({ hashes }) => hashes.length === 0)).toEqual([]);
  });

  it('hold what the .in file asks for', () => {
    const asked = read(`sandbox/${name}.in`)
      .split('\n')
      .map((line) => line.replace(/\[.*?\]|;.*$/g, '').trim())
      .filter((line) => /^[a-z]/.test(line));
    const pins = components.map((each) => `${each.name}==${each.version}`);
    const holds = (pin, one) => pin === one || (!one.includes('==') && pin.startsWith(`${one.split('>')[0]}==`));
    const missing = asked.filter((one) => !pins.some((pin) => holds(pin, one)));
    expect(asked.length).toBeGreaterThan(1);
    expect(missing).toEqual([]);
  });

  it('come from no other place than the index that pip uses', () => {
    expect(read(`sandbox/${name}.txt`)).not.toMatch(/https?:|--index-url|--find-links|file:/);
  });
});

it('a line that pins nothing is refused', () => {
  expect(() => readPythonComponents('moto>=5')).toThrow('is no pinned package');
});
