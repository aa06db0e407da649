import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import type { SessionRequest, StartedSession } from './ports.ts';

const PLUGIN = 'session-manager-plugin';

/** Under this name the plugin finds the session's token: on a command line every user of the machine could read it. */
const RESPONSE_VARIABLE = 'AWS_SSM_START_SESSION_RESPONSE';

/** The last version that takes the token on its command line only. */
const LAST_WITHOUT_VARIABLE = [1, 2, 497, 0];

export type Environment = Readonly<Record<string, string | undefined>>;

export interface PluginCall {
  readonly parameters: readonly string[];
  readonly environment: Environment;
}

/** As the AWS CLI starts it. No profile: the credentials are those of a role in the instance's account. */
export function makePluginCall(
  session: StartedSession,
  { region, request, environment }: { region: string; request: SessionRequest; environment: Environment },
): PluginCall {
  const { sessionId, tokenValue, streamUrl, endpoint, credentials } = session;
  const { AWS_PROFILE: _profile, AWS_SESSION_TOKEN: _token, ...inherited } = environment;
  return {
    parameters: [RESPONSE_VARIABLE, region, 'StartSession', '', JSON.stringify(request), endpoint],
    environment: {
      ...inherited,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      ...(credentials.sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: credentials.sessionToken }),
      AWS_REGION: region,
      [RESPONSE_VARIABLE]: JSON.stringify({ SessionId: sessionId, TokenValue: tokenValue, StreamUrl: streamUrl }),
    },
  };
}

/** Before a session is started: without the plugin it would stay open on the instance, and nobody in it. */
export async function requirePlugin(environment: Environment): Promise<void> {
  const version = await readVersion(environment);
  if (version === null) {
    throw new MetsukeError('not-found', say`${PLUGIN} is not installed, or not on the PATH.`, { hint: howToInstall() });
  }
  if (isNewer(version, LAST_WITHOUT_VARIABLE)) return;
  const old = say`${PLUGIN} ${version || say`of an unknown version`} takes the token of a session on its command line, where every user of this machine can read it.`;
  throw new MetsukeError('usage', old, { hint: say`Update it. ${howToInstall()}` });
}

async function readVersion(environment: Environment): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)(PLUGIN, ['--version'], { env: { ...environment } });
    return stdout.trim();
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function isNewer(version: string, than: readonly number[]): boolean {
  if (!/^\d+(\.\d+)*$/.test(version)) return false;
  const numbers = version.split('.').map(Number);
  const at = than.findIndex((part, index) => (numbers[index] ?? 0) !== part);
  return at >= 0 && (numbers[at] ?? 0) > (than[at] ?? 0);
}

const HOW_TO_INSTALL: Readonly<Record<string, string>> = {
  darwin: `brew install --cask session-manager-plugin`,
  linux: `Debian and Ubuntu: curl -o plugin.deb https://s3.amazonaws.com/session-manager-downloads/plugin/latest/ubuntu_64bit/session-manager-plugin.deb && sudo dpkg -i plugin.deb. Amazon Linux and Red Hat: sudo dnf install https://s3.amazonaws.com/session-manager-downloads/plugin/latest/linux_64bit/session-manager-plugin.rpm`,
  win32: 'https://s3.amazonaws.com/session-manager-downloads/plugin/latest/windows/SessionManagerPluginSetup.exe',
};

function howToInstall(): string {
  const where = 'docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html';
  return say`Install it: ${HOW_TO_INSTALL[process.platform] ?? `https://${where}`}`;
}

/** Runs in the terminal of the caller. Ctrl+C belongs to the program on the instance, not to us. */
export async function runPlugin({ parameters, environment }: PluginCall): Promise<number> {
  const ignore = (): void => {};
  process.on('SIGINT', ignore);
  try {
    return await new Promise<number>((resolve, reject) => {
      const child = spawn(PLUGIN, parameters, { env: { ...environment }, stdio: 'inherit' });
      child.on('error', reject);
      child.on('close', (code) => resolve(code ?? 1));
    });
  } finally {
    process.off('SIGINT', ignore);
  }
}
