import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { findAws } from './peers/aws-cli.mjs';
import { VERSION } from './peers/org-formation.mjs';
import { root } from './sandbox.mjs';

/** What a reader needs to compare: never the name of the machine. */
export function readMachine(python) {
  const { commit, isClean } = readCommit();
  return {
    date: new Date().toISOString().slice(0, 10),
    version: JSON.parse(readFileSync(`${root}package.json`, 'utf8')).version,
    commit: `${commit}${isClean ? '' : ', changed'}`,
    hardware: `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB`,
    system: readSystem(),
    node: process.version,
    python: textOf(python, ['-c', 'import platform; print(platform.python_version())']),
    moto: textOf(python, ['-c', 'import importlib.metadata as m; print(m.version("moto"))']),
    aws: textOf(findAws()?.program ?? 'aws', ['--version']).split(' ')[0],
    orgFormation: VERSION,
  };
}

/** `isClean`: nothing but results differs from it. */
export function readCommit() {
  const commit = textOf('git', ['-C', root, 'rev-parse', '--short=7', 'HEAD']) || 'no commit';
  const changed = textOf('git', ['-C', root, 'status', '--porcelain']).split('\n').filter(Boolean);
  return { commit, isClean: changed.every((line) => /bench\/RESULTS[\w-]*\.md$/.test(line)) };
}

/** The head of every page of results; a test compares its version with that of the package. */
export function describeRun(command, { date, version, commit, node, hardware, system }) {
  return [
    `- Written by \`${command}\` on ${date}; do not edit.`,
    `- Metsuke ${version} (${commit}), Node.js ${node}, ${hardware}, ${system}.`,
  ];
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
