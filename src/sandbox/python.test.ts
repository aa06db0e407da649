import { describe, expect, it } from 'vitest';
import type { PythonProbe } from './python.mjs';
import { findPython, isNewEnough, parseRequirements, pythonCandidates, unmetRequirements } from './python.mjs';

function aPython(changes: Partial<PythonProbe> = {}): PythonProbe {
  return {
    executable: '/usr/bin/python3',
    version: [3, 11, 2],
    packages: { moto: '5.2.1', flask: '3.1.0' },
    canMakeVenv: true,
    ...changes,
  };
}

describe('candidates', () => {
  const where = { root: '/checkout', platform: 'linux' } as const;

  it('are the virtual environment of the checkout, then what is on the PATH', () => {
    expect(pythonCandidates({ ...where, environment: {} })).toEqual([
      '/checkout/.venv/bin/python',
      'python3',
      'python',
    ]);
  });

  it('are nothing but METSUKE_PYTHON when it is set', () => {
    expect(pythonCandidates({ ...where, environment: { METSUKE_PYTHON: '/opt/python' } })).toEqual(['/opt/python']);
  });
});

describe('requirements', () => {
  it.each([
    ['a pin', 'boto3==1.43.11', [{ name: 'boto3', version: '1.43.11' }]],
    ['a range', 'boto3>=1.43', [{ name: 'boto3', version: null }]],
    [
      'a pin with hashes',
      'six==1.17.0 \\\n    --hash=sha256:4721 \\\n    --hash=sha256:ff70\n',
      [{ name: 'six', version: '1.17.0' }],
    ],
    ['a comment and an include', '# why\n-r requirements.txt\n\n', []],
    ['a marker', 'tomli==2.0.1; python_version < "3.11"  # why', [{ name: 'tomli', version: '2.0.1' }]],
    [
      'an extra',
      'moto[server]==5.2.1',
      [
        { name: 'moto', version: '5.2.1' },
        { name: 'flask', version: null },
        { name: 'flask-cors', version: null },
      ],
    ],
  ])('understand %s', (_name, text, expected) => {
    expect(parseRequirements(text)).toEqual(expected);
  });

  it('are met by the pinned version only', () => {
    const requirements = [
      { name: 'moto', version: '5.2.1' },
      { name: 'flask', version: null },
      { name: 'cfn-lint', version: '1.51.0' },
    ];
    expect(unmetRequirements(aPython({ packages: { moto: '4.0.0', flask: '2.0.0' } }), requirements)).toEqual([
      'moto 5.2.1 (4.0.0 is installed)',
      'cfn-lint 1.51.0',
    ]);
  });
});

describe('finding one', () => {
  const requirements = [{ name: 'moto', version: '5.2.1' }];

  it('takes the first that fits and asks no further', () => {
    const asked: string[] = [];
    const { fitting } = findPython(['absent', 'bare', 'good', 'better'], requirements, (command) => {
      asked.push(command);
      if (command === 'absent') return null;
      return aPython({ executable: command, packages: { moto: command === 'bare' ? null : '5.2.1' } });
    });
    expect(fitting?.executable).toBe('good');
    expect(asked).toEqual(['absent', 'bare', 'good']);
  });

  it('tells what it found when none fits', () => {
    const old = aPython({ version: [3, 8, 0] });
    expect(findPython(['python3'], requirements, () => old)).toEqual({ fitting: null, found: [old] });
  });

  it.each([
    [[3, 8, 18], false],
    [[3, 9, 19], false],
    [[3, 10, 0], true],
    [[4, 0, 0], true],
  ])('%j is new enough: %s', (version, expected) => {
    expect(isNewEnough({ version })).toBe(expected);
  });
});
