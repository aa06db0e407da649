// Writes dist/sbom.cdx.json: what the package brings and installs, as CycloneDX, and dist/licenses.txt: the licences of what it
// brings. The packages of npm come from package-lock.json, and dist/bundled.json says of which of them the bundle has a part;
// those of Python come from sandbox/requirements.txt. The same files give the same text.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { placesOf } from './complete-lock.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

export function makeSbom() {
  const { name, version, license, description } = readJson('package.json');
  const { packages } = readJson('package-lock.json');
  const bundled = new Set(readBundled());
  const isOurs = ([path, { dev }]) => path !== '' && (!dev || bundled.has(path));
  const ours = Object.fromEntries(Object.entries(packages).filter(isOurs));
  const installed = Object.entries(ours);
  const { dependencies, devDependencies } = packages[''];
  const python = readPythonComponents(readFileSync(join(root, 'sandbox', 'requirements.txt'), 'utf8'));
  const purl = `pkg:npm/${name}@${version}`;
  const licenses = [{ license: { id: license } }];
  const component = { 'bom-ref': purl, type: 'application', name, version, description, purl, licenses };
  const content = {
    metadata: { component },
    components: [...oncePerReference(installed.map(npmComponent)), ...python],
    dependencies: mergeDependencies([
      { ref: purl, dependsOn: referencesOf('', { ...dependencies, ...devDependencies }, ours) },
      ...installed.map(([path, entry]) => ({
        ref: npmPurl(path, entry),
        dependsOn: referencesOf(path, { ...entry.dependencies, ...entry.optionalDependencies }, ours),
      })),
    ]),
  };
  const head = {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
  };
  return { ...head, serialNumber: serialNumberOf(content), version: 1, ...content };
}

function npmComponent([path, entry]) {
  const purl = npmPurl(path, entry);
  const [name, scope] = nameOf(path).split('/').reverse();
  const sha512 = /^sha512-(.+)$/.exec(entry.integrity ?? '')?.[1];
  return {
    'bom-ref': purl,
    type: 'library',
    ...(scope ? { group: scope } : {}),
    name,
    version: entry.version,
    scope: entry.optional ? 'optional' : 'required',
    purl,
    // What comes inside another package has no file of its own to compare.
    ...(sha512 ? { hashes: [{ alg: 'SHA-512', content: Buffer.from(sha512, 'base64').toString('hex') }] } : {}),
    ...(entry.license ? { licenses: [licenseOf(entry.license)] } : {}),
  };
}

function licenseOf(text) {
  return / (OR|AND|WITH) /.test(text) ? { expression: text.replace(/^\((.*)\)$/, '$1') } : { license: { id: text } };
}

function nameOf(path) {
  return path.split('node_modules/').at(-1);
}

function npmPurl(path, { version }) {
  return `pkg:npm/${nameOf(path).replace('@', '%40')}@${version}`;
}

/** Of which packages the bundle has a part: places in node_modules, as package-lock.json names them. */
function readBundled() {
  const file = join(root, 'dist', 'bundled.json');
  if (!existsSync(file)) throw new Error('dist/bundled.json is missing: npm run build makes it');
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** What the licences of bundled packages ask for: their texts go with them. Of a package without one, what it calls itself. */
export function makeLicenses() {
  const texts = readBundled().map((place) => {
    const folder = join(root, place);
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)/i.test(file));
    const found = files.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim());
    return [`${name} ${version} (${license})`, ...found].join('\n\n');
  });
  return `${texts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** Those that are among ours: what a bundled package would need and was left out, or a peer that nobody installed, is none. */
function referencesOf(path, dependencies = {}, packages) {
  return Object.keys(dependencies).flatMap((name) => {
    const place = placesOf(path, name).find((each) => packages[each]);
    return place === undefined ? [] : [npmPurl(place, packages[place])];
  });
}

/** A version that stands in several places of node_modules is one component. */
function oncePerReference(components) {
  return [...new Map(components.map((each) => [each['bom-ref'], each])).values()];
}

function mergeDependencies(dependencies) {
  const merged = new Map();
  for (const { ref, dependsOn } of dependencies) {
    merged.set(ref, [...new Set([...(merged.get(ref) ?? []), ...dependsOn])].sort());
  }
  return [...merged].map(([ref, dependsOn]) => ({ ref, dependsOn }));
}

function readJson(file) {
  return JSON.parse(readFileSync(join(root, file), 'utf8'));
}

/** Optional: only the sandbox needs them. A package that has one version for each Python is there in all of them. */
export function readPythonComponents(text) {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const components = [];
  for (const line of lines) {
    const hash = /^\s+--hash=sha256:([0-9a-f]{64})/.exec(line)?.[1];
    const pin = /^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;]+)/.exec(line);
    if (hash !== undefined) components.at(-1).hashes.push({ alg: 'SHA-256', content: hash });
    else if (pin !== null) components.push(pythonComponent(pin[1].toLowerCase(), pin[2]));
    else throw new Error(`sandbox/requirements.txt: ${line} is no pinned package`);
  }
  return components;
}

function pythonComponent(name, version) {
  const purl = `pkg:pypi/${name}@${version}`;
  return { 'bom-ref': purl, type: 'library', name, version, scope: 'optional', purl, hashes: [] };
}

/** Made from the content, so that the same content has the same number. */
function serialNumberOf(content) {
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  const variant = ((Number.parseInt(hash[16], 16) & 3) | 8).toString(16);
  const parts = [hash.slice(0, 8), hash.slice(8, 12), `5${hash.slice(13, 16)}`, variant + hash.slice(17, 20)];
  return `urn:uuid:${parts.join('-')}-${hash.slice(20, 32)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sbom = makeSbom();
  writeFileSync(join(root, 'dist', 'sbom.cdx.json'), `${JSON.stringify(sbom, null, 2)}\n`);
  writeFileSync(join(root, 'dist', 'licenses.txt'), makeLicenses());
  process.stdout.write(`dist/sbom.cdx.json: ${sbom.components.length} components\n`);
}
