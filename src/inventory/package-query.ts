import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import { OPERATORS, type Requirement } from './versions.ts';

/** `openssl<3.0.8`: a package, and the versions of it that are asked for. */
export interface PackageQuery {
  /** `*` stands for anything; large and small letters are the same. */
  readonly name: string;
  readonly requirement: Requirement | null;
}

export function parsePackageQuery(text: string): PackageQuery {
  const [, name = '', sign, version = ''] = /^\s*([^<>=]*?)\s*(?:(<=|>=|==|<|>|=)\s*(.*?))?\s*$/.exec(text) ?? [];
  const operator = OPERATORS.find((one) => one === (sign === '==' ? '=' : sign));
  if (name === '' || (sign !== undefined && (version === '' || /[<>=\s]/.test(version)))) {
    throw new MetsukeError('usage', say`"${text}" is not a package, or a package and a version.`, {
      hint: say`Write it in quotes, since < and > mean something to the shell: 'openssl', 'openssl<3.0.8', 'python3*>=3.11'.`,
    });
  }
  return { name, requirement: operator === undefined ? null : { operator, version } };
}
