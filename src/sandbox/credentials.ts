import type { AccountId } from '../domain/ids.ts';
import type { SandboxAddress } from './control.ts';
import { accessKeyIdOf, secretAccessKeyOf } from './secret.mjs';

/** What points an AWS SDK or the AWS CLI at the sandbox. */
export interface SandboxEnvironment extends Readonly<Record<string, string>> {
  readonly AWS_ENDPOINT_URL: string;
  readonly AWS_ACCESS_KEY_ID: string;
  readonly AWS_SECRET_ACCESS_KEY: string;
  readonly AWS_REGION: string;
  /** The AWS CLI's name for it. */
  readonly AWS_DEFAULT_REGION: string;
}

/** Variables of a real session that would be mixed with the sandbox's credentials. */
export const REAL_SESSION_VARIABLES = ['AWS_PROFILE', 'AWS_SESSION_TOKEN'] as const;

/** Every emulated account has one key, which is worth nothing anywhere else. */
export function sandboxEnvironment(
  { endpoint, secret }: SandboxAddress,
  account: AccountId | string,
  region = 'ap-northeast-1',
): SandboxEnvironment {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: accessKeyIdOf(account),
    AWS_SECRET_ACCESS_KEY: secretAccessKeyOf(secret, account),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
  };
}

/** In single quotes, in which a shell expands nothing; only what would end them has to be written otherwise. */
function quote(value: string, ending: RegExp, written: string): string {
  return `'${value.replaceAll(ending, written)}'`;
}

export type Shell = 'posix' | 'fish' | 'powershell';

/** Lines for `eval`, which also put a real session's variables away. */
export function shellLines(environment: SandboxEnvironment, shell: Shell): string {
  const settings = Object.entries(environment);
  switch (shell) {
    case 'posix':
      return [
        `unset ${REAL_SESSION_VARIABLES.join(' ')}`,
        ...settings.map(([k, v]) => `export ${k}=${quote(v, /'/g, "'\\''")}`),
      ].join('\n');
    case 'fish':
      return [
        ...REAL_SESSION_VARIABLES.map((name) => `set -e ${name}`),
        ...settings.map(([k, v]) => `set -gx ${k} ${quote(v, /['\\]/g, '\\$&')}`),
      ].join('\n');
    case 'powershell':
      return [
        ...REAL_SESSION_VARIABLES.map((name) => `Remove-Item Env:${name} -ErrorAction SilentlyContinue`),
        ...settings.map(([k, v]) => `$Env:${k} = ${quote(v, /['\u2018-\u201b]/g, '$&$&')}`),
      ].join('\n');
    default:
      return shell satisfies never;
  }
}
