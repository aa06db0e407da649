// Puts the CDK and its template differ into dist/vendor, as much of them as templates need: the packages are 190 MB in fifty
// folders, and a part of theirs reads hundreds of files. What the CDK makes is the same byte by byte (compare-templates.mjs).
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const cdk = join(root, 'node_modules', 'aws-cdk-lib');

/** Package → where dist has it, seen from a folder of dist. Both are loaded by `require`, when they are first needed. */
export const VENDORED = {
  'aws-cdk-lib': '../vendor/cdk/index.cjs',
  constructs: '../vendor/cdk/constructs.cjs',
  '@aws-cdk/cloudformation-diff': '../vendor/diff/index.cjs',
  // Whose folder is asked for the validator, which comes inside the CDK.
  'aws-cdk-lib/package.json': '../vendor/cdk/index.cjs',
  '@aws/cloudformation-validate': '../validate/index.js',
};

/** What generated L1 constructs import: one instance for all of them. */
const SHARED = {
  '../../core/lib': 'lib',
  '../../core/lib/helpers-internal': 'helpers',
  '../../core/lib/errors': 'errors',
  '../../.warnings.jsii.js': 'warnings',
  constructs: 'constructs',
};

/** Warnings of old properties, for whoever writes templates; analytics and tables of regions, which no template of ours asks. */
const NEEDLESS = /(\.warnings\.jsii|analytics-data-source\/[\w-]+|region-info\/lib\/built-ins\.generated)\.js$/;

const COMMON = {
  absWorkingDir: root,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  outExtension: { '.js': '.cjs' },
};

/** Services of the CDK that templates name: `aws_iam` → `iam`. */
export function servicesIn(texts) {
  return [...new Set(texts.flatMap((text) => [...text.matchAll(/\baws_([a-z0-9]+)/g)].map(([, name]) => name)))].sort();
}

function readSources() {
  return ['src/blueprints', 'src/capabilities'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => readFileSync(join(root, folder, file), 'utf8')),
  );
}

export async function buildVendor() {
  const services = servicesIn(readSources());
  const parts = await Promise.all([buildCore(), buildServices(services), buildDiff()]);
  writeIndex(services);
  copyValidator();
  return parts;
}

function buildCore() {
  const getters = Object.entries({
    lib: join(cdk, 'core/lib'),
    helpers: join(cdk, 'core/lib/helpers-internal'),
    errors: join(cdk, 'core/lib/errors'),
    warnings: join(cdk, '.warnings.jsii.js'),
    constructs: 'constructs',
  }).map(([name, path]) => `get ${name}(){return require(${JSON.stringify(path)})}`);
  const contents = `module.exports={${getters.join(',')}};`;
  return build({
    ...COMMON,
    stdin: { contents, resolveDir: root, sourcefile: 'cdk-core.cjs' },
    outfile: join(root, 'dist/vendor/cdk/core.cjs'),
    plugins: [withoutNeedless],
  });
}

const withoutNeedless = {
  name: 'without-needless',
  setup({ onLoad }) {
    onLoad({ filter: NEEDLESS }, ({ path }) => ({
      contents: path.endsWith('.warnings.jsii.js')
        ? 'module.exports = new Proxy({}, { get: () => () => {} });'
        : `throw new Error(${JSON.stringify(`${path.split('/').at(-1)} of the CDK is not in this package`)});`,
    }));
  },
};

function buildServices(services) {
  return build({
    ...COMMON,
    entryPoints: Object.fromEntries(services.map((name) => [name, join(cdk, `aws-${name}/lib/${name}.generated.js`)])),
    outdir: join(root, 'dist/vendor/cdk'),
    plugins: [withSharedCore],
  });
}

const withSharedCore = {
  name: 'with-shared-core',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^\.\/core\.cjs$/ }, () => ({ path: './core.cjs', external: true }));
    onResolve({ filter: /.*/ }, ({ path }) =>
      path in SHARED ? { path: SHARED[path], namespace: 'shared' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'shared' }, ({ path }) => ({
      contents: `module.exports = require('./core.cjs').${path};`,
      resolveDir: root,
    }));
  },
};

function writeIndex(services) {
  const getters = services.map((name) => `get aws_${name}() { return require('./${name}.cjs'); }`);
  const index = `module.exports = { __proto__: require('./core.cjs').lib, ${getters.join(', ')} };\n`;
  const folder = join(root, 'dist/vendor/cdk');
  writeFileSync(join(folder, 'index.cjs'), index);
  writeFileSync(join(folder, 'constructs.cjs'), "module.exports = require('./core.cjs').constructs;\n");
}

/** It reads its rules from a file in the folder above its own. */
function buildDiff() {
  const entry = createRequire(import.meta.url).resolve('@aws-cdk/cloudformation-diff');
  const spec = createRequire(entry).resolve('@aws-cdk/aws-service-spec/package.json');
  mkdirSync(join(root, 'dist/vendor'), { recursive: true });
  copyFileSync(join(dirname(spec), 'db.json.gz'), join(root, 'dist/vendor/db.json.gz'));
  return build({ ...COMMON, entryPoints: { index: entry }, outdir: join(root, 'dist/vendor/diff') });
}

const VALIDATOR = join(cdk, 'node_modules/@aws/cloudformation-validate');

/** The evaluator of Guard: 9 MB of WebAssembly, which it reads from its own folder, here compressed. */
function copyValidator() {
  const folder = join(root, 'dist/vendor/validate');
  mkdirSync(folder, { recursive: true });
  for (const file of VALIDATOR_FILES) copyFileSync(join(VALIDATOR, file), join(folder, file));
  writeFileSync(join(folder, `${WASM}.gz`), gzipSync(readFileSync(join(VALIDATOR, WASM)), { level: 9 }));
  const loader = readFileSync(join(VALIDATOR, LOADER), 'utf8');
  const reading = /require\('fs'\)\.readFileSync\(wasmPath\)/;
  if (!reading.test(loader)) throw new Error(`${LOADER} reads its WebAssembly in another way than before`);
  const unpacking = "require('zlib').gunzipSync(require('fs').readFileSync(wasmPath + '.gz'))";
  writeFileSync(join(folder, LOADER), loader.replace(reading, unpacking));
}

const WASM = 'bindings_wasm_bg.wasm';
const LOADER = 'bindings_wasm.js';
/** With its package.json, which says that its files are CommonJS. */
const VALIDATOR_FILES = ['index.js', 'package.json', 'LICENSE', 'NOTICE', 'THIRD-PARTY-LICENSES.txt'];

/** What is in dist/vendor and no output of esbuild. */
export function copiedFiles() {
  const copied = [...VALIDATOR_FILES, LOADER, `${WASM}.gz`].map((file) => `validate/${file}`);
  return ['db.json.gz', 'cdk/index.cjs', 'cdk/constructs.cjs', ...copied].map((file) => `vendor/${file}`);
}

/** Packages that are copied, as places in node_modules. */
export const COPIED = ['node_modules/@aws-cdk/aws-service-spec', relative(root, VALIDATOR).replaceAll(sep, '/')];

/** Lets the bundle load what is vendored from beside itself. */
export const fromVendor = {
  name: 'from-vendor',
  setup({ onLoad, onEnd }) {
    const found = new Set();
    onLoad({ filter: /\/src\/(blueprints\/cdk|engine\/plan\/template-diff|rules\/guard)\.ts$/ }, ({ path }) => {
      const contents = readFileSync(path, 'utf8').replace(/\('([@\w/.-]+)'\)/g, (text, name) => {
        if (!(name in VENDORED)) return text;
        found.add(name);
        return `('${VENDORED[name]}')`;
      });
      return { contents, loader: 'ts' };
    });
    onEnd(() => {
      const missing = Object.keys(VENDORED).filter((name) => !found.has(name));
      if (missing.length > 0) throw new Error(`the build found no require of ${missing.join(', ')}`);
    });
  },
};
