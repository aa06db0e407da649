import { describe, expect, it } from 'vitest';
import { decidePython, isStale, packagesDiffer } from './setup.mjs';

const requirements = [{ name: 'moto', version: '5.2.1' }];

function aPython(changes = {}) {
  return {
    executable: '/usr/bin/python3',
    version: [3, 11, 2],
    packages: { moto: '5.2.1' },
    canMakeVenv: true,
    ...changes,
  };
}

function decide(found, { fitting = null, chosenByUser = false } = {}) {
  return decidePython({ fitting, found }, { requirements, chosenByUser });
}

describe('the Python of the sandbox', () => {
  it('is used when it has everything', () => {
    expect(decide([aPython()], { fitting: aPython() })).toEqual({ action: 'use', executable: '/usr/bin/python3' });
  });

  it('gets a virtual environment when packages are missing', () => {
    const found = [aPython({ packages: { moto: null } })];
    expect(decide(found)).toEqual({ action: 'make-venv', executable: '/usr/bin/python3' });
  });

  it('is the first that can make one', () => {
    const found = [
      aPython({ executable: '/usr/bin/python3', canMakeVenv: false, packages: {} }),
      aPython({ executable: '/opt/python', packages: {} }),
    ];
    expect(decide(found)).toEqual({ action: 'make-venv', executable: '/opt/python' });
  });

  it.each([
    ['there is none', [], {}, /needs Python 3\.10 or newer\. Install python3/],
    ['all are too old', [aPython({ version: [3, 8, 1] })], {}, /found only 3\.8\.1/],
    ['the venv module is missing', [aPython({ canMakeVenv: false, packages: {} })], {}, /apt-get install python3-venv/],
    ['the chosen one does not run', [], { chosenByUser: true }, /METSUKE_PYTHON does not run/],
    ['the chosen one lacks packages', [aPython({ packages: {} })], { chosenByUser: true }, /lacks moto 5\.2\.1\./],
  ])('is asked for in one sentence when %s', (_name, found, options, sentence) => {
    expect(decide(found, options)).toEqual({ action: 'stop', sentence: expect.stringMatching(sentence) });
  });
});

describe('node_modules', () => {
  const locked = { '': { version: '1.0.0' }, 'node_modules/a': { version: '1.0.0' } };

  it.each([
    ['is as locked', { 'node_modules/a': { version: '1.0.0' } }, locked, false],
    ['lacks a package', {}, locked, true],
    ['has another version', { 'node_modules/a': { version: '0.9.0' } }, locked, true],
    ['lacks what other platforms need', {}, { 'node_modules/b': { version: '1.0.0', optional: true } }, false],
  ])('%s', (_name, installed, lock, differs) => {
    expect(packagesDiffer(lock, installed)).toBe(differs);
  });
});

describe('the build', () => {
  it.each([
    ['is missing', { made: null, from: 1 }, true],
    ['is older than the source', { made: 1, from: 2 }, true],
    ['is newer than the source', { made: 2, from: 1 }, false],
  ])('%s', (_name, times, stale) => {
    expect(isStale(times)).toBe(stale);
  });
});
