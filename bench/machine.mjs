import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { VERSION } from './peers/org-formation.mjs';
import { root } from './sandbox.mjs';

/** What a reader needs to compare: never the name of the machine. */
export function readMachine(python) {
  const git = textOf('git', ['-C', root, 'rev-parse', '--short', 'HEAD']);
  const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  return {
    date: new Date().toISOString().slice(0, 10),
    metsuke: `${manifest.version}${git ? ` (${git})` : ''}`,
    hardware: `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB`,
    system: readSystem(),
    node: process.version,
    python: textOf(python, ['-c', 'import platform; print(platform.python_version())']),
    moto: textOf(python, ['-c', 'import importlib.metadata as m; print(m.version("moto"))']),
    aws: textOf('aws', ['--version']).split(' ')[0],
    orgFormation: VERSION,
  };
}

function readSystem() {
  const file = '/etc/os-release';
  const name = existsSync(file) ? /^PRETTY_NAME="(.*)"$/m.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
  return name ?? `${type()} ${release()}`;
}

function textOf(command, parameters) {
  const { status, stdout } = spawnSync(command, parameters, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : '';
}
