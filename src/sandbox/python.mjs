// Which Python runs the emulator. Plain JavaScript, because set-up asks it before anything is built.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

// What moto 5.2.1 asks for.
export const OLDEST_PYTHON = [3, 10];

/** Distributions that an extra stands for: `moto[server]` is useless without them. */
const OF_EXTRA = { 'moto[server]': ['flask', 'flask-cors'] };

/** What to try, in this order. A METSUKE_PYTHON is taken at its word: nothing else is tried then. */
export function pythonCandidates({ root, environment, platform }) {
  if (environment.METSUKE_PYTHON) return [environment.METSUKE_PYTHON];
  return [venvPython(join(root, '.venv'), platform), 'python3', 'python'];
}

export function venvPython(venv, platform) {
  return platform === 'win32' ? join(venv, 'Scripts', 'python.exe') : join(venv, 'bin', 'python');
}

/** `moto[server]==5.2.1` → moto 5.2.1, and any flask. Includes of other files, options and hashes are skipped. */
export function parseRequirements(text) {
  return text.split('\n').flatMap((line) => {
    const requirement = line
      .replace(/(^|\s)#.*$/, '')
      .replace(/;.*$/, '')
      .trim();
    const match = /^([A-Za-z0-9._-]+)(\[[^\]]*\])?\s*(?:==\s*([^\s,]+))?/.exec(requirement);
    if (match === null || requirement.startsWith('-')) return [];
    const [, name, extra = '', version] = match;
    const implied = OF_EXTRA[`${name}${extra}`] ?? [];
    return [{ name, version: version ?? null }, ...implied.map((each) => ({ name: each, version: null }))];
  });
}

const PROBE = `
import importlib.metadata as metadata, importlib.util as util, json, sys
def version(name):
    try: return metadata.version(name)
    except metadata.PackageNotFoundError: return None
print(json.dumps({
    "executable": sys.executable,
    "version": list(sys.version_info[:3]),
    "packages": {name: version(name) for name in sys.argv[1:]},
    "canMakeVenv": all(util.find_spec(name) for name in ("venv", "ensurepip")),
}))`;

/** Null when there is no such program, or it is no Python 3.8 or newer (older ones cannot answer). */
export function probePython(command, requirements) {
  const names = requirements.map((requirement) => requirement.name);
  const { status, stdout } = spawnSync(command, ['-c', PROBE, ...names], { encoding: 'utf8', timeout: 30_000 });
  if (status !== 0) return null;
  try {
    return JSON.parse(stdout);
  } catch {
    return null;
  }
}

export function isNewEnough({ version }) {
  const [major, minor] = OLDEST_PYTHON;
  return version[0] > major || (version[0] === major && version[1] >= minor);
}

/** `moto 5.2.1 (4.0.0 is installed)`, for every requirement that this Python does not meet. */
export function unmetRequirements(probe, requirements) {
  return requirements
    .filter(({ name, version }) => {
      const installed = probe.packages[name] ?? null;
      return installed === null || (version !== null && installed !== version);
    })
    .map(({ name, version }) => {
      const installed = probe.packages[name] ?? null;
      const wanted = version === null ? name : `${name} ${version}`;
      return installed === null ? wanted : `${wanted} (${installed} is installed)`;
    });
}

/** The first candidate that meets the requirements, or else everything that was found, for a good sentence. */
export function findPython(candidates, requirements, probe = probePython) {
  const found = [];
  for (const command of candidates) {
    const answer = probe(command, requirements);
    if (answer === null) continue;
    if (isNewEnough(answer) && unmetRequirements(answer, requirements).length === 0) {
      return { fitting: answer, found: [...found, answer] };
    }
    found.push(answer);
  }
  return { fitting: null, found };
}
