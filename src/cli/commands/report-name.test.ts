import { Command } from '@commander-js/extra-typings';
import { describe, expect, it } from 'vitest';
import { MetsukeError } from '../../domain/errors.ts';
import { reportArgument, reportsArgument } from './report-name.ts';

function parse(argument: typeof reportArgument | typeof reportsArgument, ...names: readonly string[]): unknown {
  const command = new Command('report').exitOverride();
  let got: unknown;
  command.addArgument(argument as typeof reportArgument).action((value) => {
    got = value;
  });
  command.parse([...names], { from: 'user' });
  return got;
}

function mistakeOf(...names: readonly string[]): MetsukeError {
  try {
    parse(reportsArgument, ...names);
  } catch (error) {
    if (error instanceof MetsukeError) return error;
  }
  throw new Error('nothing was refused');
}

describe('names of reports', () => {
  it('are taken, one or several', () => {
    expect(parse(reportArgument, 'root-use')).toBe('root-use');
    expect(parse(reportsArgument, 'root-use', 'top-errors')).toEqual(['root-use', 'top-errors']);
    expect(parse(reportsArgument, 'all')).toEqual(['all']);
  });

  it.each([
    [['rot-use'], 'There is no report "rot-use".', 'Did you mean "root-use"?'],
    [['root-use', 'toperrors'], 'There is no report "toperrors".', 'Did you mean "top-errors"?'],
    [['weather'], 'There is no report "weather".', 'See what there is: metsuke report list'],
  ])('are corrected: %j', (names, message, hint) => {
    expect(mistakeOf(...names)).toMatchObject({ code: 'usage', message, hint });
  });
});
