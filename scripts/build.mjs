// Bundles the CLI into dist/: one small entry, and a chunk for whatever a command imports when it runs.
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { formatterForEsbuild } from './formatter-code.mjs';
import { buildVendor, COPIED, copiedFiles, fromVendor } from './vendor.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const entry = 'src/cli/main.ts';
// Started by its path, in a thread of its own.
const workers = ['src/archive/cloudtrail/worker.ts', 'src/evidence/hash-worker.ts'];

// DuckDB is a library of the machine, beside which its package looks for it: the only packages that are installed.
const external = ['@duckdb/*', '../vendor/*'];

// CommonJS dependencies inside an ES module still call `require`. An own name, lest it clashes with a module's import.
const requireForBundledCommonJs = [
  "import { createRequire as metsukeCreateRequire } from 'node:module';",
  'const require = metsukeCreateRequire(import.meta.url);',
].join('');

const AN_HOUR = 3_600_000;

export async function buildCli({ keepFor = AN_HOUR } = {}) {
  if (!existsSync(`${root}${entry}`)) throw new Error(`${entry} is missing: there is no command line to build yet.`);
  const result = await build({
    absWorkingDir: root,
    entryPoints: [entry, ...workers],
    outbase: 'src',
    outdir: 'dist',
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minifyWhitespace: true,
    // ES modules of the AWS SDK: they can be shaken, and `await import()` of them has its names.
    mainFields: ['module', 'main'],
    external,
    // The SQL of reports, as text.
    loader: { '.sql': 'text' },
    plugins: [formatterForEsbuild(), fromVendor],
    banner: { js: requireForBundledCommonJs },
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  const parts = [result, await buildPage(), ...(await buildVendor())];
  writeBundled(parts);
  removeOldOutputs(new Set(parts.flatMap(({ metafile }) => Object.keys(metafile.outputs))), keepFor);
  return result;
}

/** The page of the dashboard: one script and one style, which `metsuke dashboard` puts into it. */
async function buildPage() {
  return build({
    absWorkingDir: root,
    entryPoints: { page: 'src/dashboard/web/main.tsx', 'page-style': 'src/dashboard/web/style.css' },
    outdir: 'dist/dashboard',
    entryNames: '[name]',
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: ['chrome120', 'firefox121', 'safari17'],
    charset: 'utf8',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
}

/** The packages of which something is in dist, as package-lock.json names them: for the bill of materials and the licences. */
function writeBundled(parts) {
  const inputs = parts.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const places = inputs.filter((file) => file.startsWith('node_modules/')).map(placeOf);
  const text = JSON.stringify([...new Set([...places, ...COPIED])].sort(), null, 2);
  writeFileSync(join(root, 'dist', 'bundled.json'), `${text}\n`);
}

/** `node_modules/a/node_modules/@b/c/lib/x.js` → `node_modules/a/node_modules/@b/c` */
function placeOf(file) {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? file;
}

/** What earlier builds left. Not at once: a command that runs now may still have to load its chunks. */
function removeOldOutputs(current, keepFor) {
  const before = Date.now() - keepFor;
  const beside = new Set(
    ['bundled.json', 'sbom.cdx.json', 'licenses.txt', ...copiedFiles()].map((file) => `dist/${file}`),
  );
  for (const entry of readdirSync(join(root, 'dist'), { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    const name = relative(root, file).replaceAll(sep, '/');
    const isCurrent = current.has(name) || beside.has(name);
    if (entry.isFile() && !isCurrent && statSync(file).mtimeMs < before) rmSync(file);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = performance.now();
  // For a package: nothing that an earlier build left.
  const { metafile } = await buildCli({ keepFor: process.argv.includes('--clean') ? 0 : AN_HOUR });
  const outputs = Object.entries(metafile.outputs).filter(([name]) => name.endsWith('.js'));
  const kilobytes = Math.round(outputs.reduce((sum, [, output]) => sum + output.bytes, 0) / 1024);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`dist: ${outputs.length} files, ${kilobytes} kB, in ${seconds} s\n`);
}
