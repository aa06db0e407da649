// Everything that must be there before Metsuke runs from a checkout: packages, a Python for the sandbox, the build.
// `--tests` adds what only the tests need. Plain Node.js: it runs before anything is installed. Quiet when all is there.
import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  findPython,
  isNewEnough,
  OLDEST_PYTHON,
  parseRequirements,
  pythonCandidates,
  unmetRequirements,
  venvPython,
} from '../src/sandbox/python.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A reason why set-up cannot go on, told in one sentence. */
class SetupError extends Error {}

export async function setUp({ tests = false } = {}) {
  // npm works while Python's packages are installed; who cannot have those need not wait for it.
  const packages = startPackages();
  let python;
  try {
    python = ensurePython(tests);
  } catch (error) {
    packages.stop();
    throw error;
  }
  await packages.ended;
  ensureBuild();
  return { python };
}

/** Times in milliseconds, null for a file that is not there. */
export function isStale({ made, from }) {
  return made === null || (from !== null && made < from);
}

/**
 * Whether node_modules is not what the lock file asks for. Compared by content: a checkout gives every file a new date.
 * Optional packages are those of other platforms, and may be absent.
 */
export function packagesDiffer(locked, installed) {
  return Object.entries(locked).some(([path, wanted]) => {
    if (path === '') return false;
    if (installed[path] === undefined) return !wanted.optional && !wanted.devOptional;
    return installed[path].version !== wanted.version;
  });
}

/**
 * What to do about Python: use one that has everything, make a virtual environment with the first that can, or say what
 * a person must install.
 */
export function decidePython({ fitting, found }, { requirements, chosenByUser }) {
  if (fitting !== null) return { action: 'use', executable: fitting.executable };
  const wanted = `Python ${OLDEST_PYTHON.join('.')} or newer`;
  if (chosenByUser) {
    const [only] = found;
    const why = only === undefined ? 'does not run' : `lacks ${unmetRequirements(only, requirements).join(', ')}`;
    return { action: 'stop', sentence: `METSUKE_PYTHON ${why}. Unset it, or install what is missing there.` };
  }
  const newEnough = found.filter(isNewEnough);
  if (newEnough.length === 0) {
    const old = found[0] === undefined ? '' : ` (found only ${found[0].version.join('.')})`;
    return { action: 'stop', sentence: `The sandbox needs ${wanted}${old}. Install python3 and run: npm run setup` };
  }
  const maker = newEnough.find((probe) => probe.canMakeVenv);
  if (maker !== undefined) return { action: 'make-venv', executable: maker.executable };
  return {
    action: 'stop',
    sentence: `${newEnough[0].executable} cannot make virtual environments. Install its venv module (Debian and Ubuntu: apt-get install python3-venv) and run: npm run setup`,
  };
}

function startPackages() {
  const lock = join(root, 'package-lock.json');
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && !packagesDiffer(readJson(lock).packages, readJson(installed).packages)) {
    return { ended: Promise.resolve(), stop: () => {} };
  }
  say('Node.js packages: npm ci');
  const npm = spawn(npmCommand(), ['ci', '--loglevel=error', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const status = new Promise((resolve) => {
    npm.once('error', () => resolve(null));
    npm.once('exit', resolve);
  });
  const ended = status.then((code) => {
    if (code !== 0) throw new SetupError('npm could not install the packages (see above).');
  });
  const stop = () => {
    ended.catch(() => {});
    npm.kill();
  };
  return { ended, stop };
}

function ensurePython(tests) {
  const lists = (tests ? ['requirements', 'requirements-test'] : ['requirements']).map((name) =>
    join(root, 'sandbox', name),
  );
  // What must be there stands in the .in files, what is then installed in the .txt files: all of it, with hashes.
  const requirements = lists.flatMap((list) => parseRequirements(readFileSync(`${list}.in`, 'utf8')));
  const candidates = pythonCandidates({ root, environment: process.env, platform: process.platform });
  const chosenByUser = Boolean(process.env.METSUKE_PYTHON);
  const decision = decidePython(findPython(candidates, requirements), { requirements, chosenByUser });
  if (decision.action === 'stop') throw new SetupError(decision.sentence);
  return decision.action === 'use'
    ? decision.executable
    : makeVenv(
        decision.executable,
        lists.map((list) => `${list}.txt`),
      );
}

/** Made under another name and moved when complete, so that an interrupted set-up leaves no half of one behind. */
function makeVenv(python, requirementFiles) {
  const venv = join(root, '.venv');
  say('Python packages of the sandbox: making .venv (a minute or two)');
  const draft = mkdtempSync(`${venv}-`);
  const removeDraft = () => rmSync(draft, { recursive: true, force: true });
  process.once('exit', removeDraft);
  run(basePython(python, venv), ['-m', 'venv', draft], `${python} could not make a virtual environment (see above).`);
  run(
    venvPython(draft, process.platform),
    [
      ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--require-hashes'],
      ...requirementFiles.flatMap((file) => ['-r', file]),
    ],
    'pip could not install the packages of sandbox/requirements.txt (see above): is a Python package index reachable?',
  );
  rmSync(venv, { recursive: true, force: true });
  renameSync(draft, venv);
  correctPaths(venv, draft);
  process.off('exit', removeDraft);
  return venvPython(venv, process.platform);
}

/** An outdated .venv is about to be replaced: its successor must not lean on it. */
function basePython(python, venv) {
  if (!python.startsWith(venv)) return python;
  const code = 'import os, sys; print(os.path.realpath(sys.executable))';
  return spawnSync(python, ['-c', code], { encoding: 'utf8' }).stdout.trim();
}

/** The scripts of a virtual environment name their own folder. */
function correctPaths(venv, draft) {
  const scripts = join(venv, process.platform === 'win32' ? 'Scripts' : 'bin');
  for (const entry of readdirSync(scripts, { withFileTypes: true })) {
    const file = join(scripts, entry.name);
    if (!entry.isFile() || statSync(file).size > 100_000) continue;
    const text = readFileSync(file, 'utf8');
    if (text.includes(basename(draft))) writeFileSync(file, text.replaceAll(basename(draft), basename(venv)));
  }
}

function ensureBuild() {
  const sources = ['src', 'package.json', 'package-lock.json', 'scripts/build.mjs'].map((name) => join(root, name));
  const newest = Math.max(...sources.map(newestIn));
  if (!isStale({ made: changedAt(join(root, 'dist', 'cli', 'main.js')), from: newest })) return;
  say('Build: npm run build');
  run(process.execPath, [join(root, 'scripts', 'build.mjs')], 'The build failed (see above).');
}

function newestIn(path) {
  if (!statSync(path).isDirectory()) return statSync(path).mtimeMs;
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Math.max(0, ...files.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function changedAt(path) {
  return existsSync(path) ? statSync(path).mtimeMs : null;
}

function npmCommand() {
  return process.platform === 'win32' ? 'npm.cmd' : 'npm';
}

function run(command, parameters, sentence) {
  const { status } = spawnSync(command, parameters, { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new SetupError(sentence);
}

function say(line) {
  process.stdout.write(`set-up · ${line}\n`);
}

/** For scripts: says why in one sentence and ends the process when set-up cannot go on. */
export async function setUpOrStop(options) {
  try {
    return await setUp(options);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await setUpOrStop({ tests: process.argv.includes('--tests') });
}
