// npm leaves packages of other platforms out of package-lock.json when the registry at hand does not have them, and then
// `npm ci` refuses the lock file everywhere. They are added with the checksum that the registry states.
// Run after `npm install`: node scripts/complete-lock.mjs
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const OPERATING_SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32'];

/** Optional packages that a package of the lock file names and the lock file does not hold. */
export function missingOptionalPackages(packages) {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {}, dev }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !placesOf(path, name).some((place) => packages[place]))
      .map(([name, version]) => ({ path: `node_modules/${name}`, name, version, dev: dev === true })),
  );
}

/** Where a package looks for its dependency: in its own node_modules, then in those around it. */
export function placesOf(path, name) {
  const places = [];
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    places.push(folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`);
    if (folder === '') return places;
  }
}

/** Entries that npm would install without comparing a checksum. What is bundled comes inside a package that has one. */
export function entriesWithoutIntegrity(packages) {
  return Object.entries(packages)
    .filter(([path, entry]) => path !== '' && !entry.inBundle && !entry.link && entry.integrity === undefined)
    .map(([path, { version }]) => ({ path, name: path.split('node_modules/').at(-1), version }));
}

function readIntegrity({ name, version }) {
  const asked = ['view', `${name}@${version}`, 'dist.integrity', '--json'];
  const { stdout } = spawnSync('npm', asked, { encoding: 'utf8', shell: process.platform === 'win32' });
  const integrity = stdout.trim() === '' ? null : JSON.parse(stdout);
  if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity)) {
    throw new Error(`The registry states no checksum of ${name}@${version}. Try again with registry.npmjs.org.`);
  }
  return integrity;
}

/** The entry, yet without its checksum. */
export function makeEntry({ name, version, dev }) {
  const words = name.replace(/^.*?(cli|binding)-/, '').split('-');
  const os = words.filter((word) => OPERATING_SYSTEMS.includes(word));
  const cpu = words.filter((word) => PROCESSORS.includes(word));
  if (os.length !== 1 || cpu.length !== 1 || !/^\d/.test(version)) {
    throw new Error(
      `${name}@${version} is missing in the lock file, and its name does not say for which platform it is.`,
    );
  }
  const libc = words.some((word) => word.startsWith('musl'))
    ? ['musl']
    : words.some((word) => word.startsWith('gnu'))
      ? ['glibc']
      : null;
  return { version, cpu, ...(dev ? { dev } : {}), ...(libc ? { libc } : {}), optional: true, os };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = fileURLToPath(new URL('../package-lock.json', import.meta.url));
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingOptionalPackages(lock.packages);
  const added = Object.fromEntries(missing.map((each) => [each.path, makeEntry(each)]));
  lock.packages = Object.fromEntries(
    Object.entries({ ...lock.packages, ...added }).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const unchecked = entriesWithoutIntegrity(lock.packages);
  for (const each of unchecked) lock.packages[each.path].integrity = readIntegrity(each);
  // Which registry somebody used is nobody else's business, and npm asks the configured one anyway.
  for (const entry of Object.values(lock.packages)) delete entry.resolved;
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  process.stdout.write(
    `package-lock.json: ${missing.length} packages of other platforms and ${unchecked.length} checksums added\n`,
  );
}
