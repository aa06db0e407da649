import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anInstance } from '../../test/support/instances.ts';
import { makeRequest, parseForward } from './forward.ts';
import { openSession } from './open-session.ts';
import { type PluginCall, runPlugin } from './plugin.ts';
import type { StartedSession } from './ports.ts';

const WEB = anInstance('web', { id: 'i-0123456789abcdef0', region: 'us-east-1' });
const SESSION: StartedSession = {
  sessionId: 'hanako-0a1b2c3d',
  tokenValue: 'the-token-of-the-session',
  streamUrl: 'wss://ssmmessages.us-east-1.amazonaws.com/v1/data-channel/hanako-0a1b2c3d',
  endpoint: 'https://ssm.us-east-1.amazonaws.com',
  credentials: {
    accessKeyId: 'ASIAOFTHEROLE',
    secretAccessKey: 'secret-of-the-role',
    sessionToken: 'token-of-the-role',
  },
};
const SECRETS = ['the-token-of-the-session', 'secret-of-the-role', 'token-of-the-role'];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'metsuke-plugin-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program of that name on the PATH, which writes down how it was started. */
function installPlugin(version: string, exitCode = 0): void {
  const path = join(folder, 'session-manager-plugin');
  writeFileSync(
    path,
    `#!${process.execPath}
if (process.argv[2] === '--version') { console.log(${JSON.stringify(version)}); process.exit(0); }
require('node:fs').writeFileSync(${JSON.stringify(join(folder, 'started.json'))},
  JSON.stringify({ argv: process.argv.slice(2), environment: process.env }));
process.exit(${exitCode});
`,
  );
  chmodSync(path, 0o755);
}

function readStart(): { argv: string[]; environment: Record<string, string> } {
  return JSON.parse(readFileSync(join(folder, 'started.json'), 'utf8'));
}

function open(request = makeRequest(WEB.id, null), run: (call: PluginCall) => Promise<number> = runPlugin) {
  const calls: string[] = [];
  const port = {
    startSession: async () => {
      calls.push('start');
      return SESSION;
    },
    terminateSession: async (_place: unknown, id: string) => {
      calls.push(`terminate ${id}`);
    },
  };
  const environment = { PATH: folder, HOME: folder, AWS_PROFILE: 'mine', AWS_SESSION_TOKEN: 'mine', TERM: 'xterm' };
  return { calls, ended: openSession(WEB, request, { port, environment, run }) };
}

describe('with the plugin', () => {
  it('starts it as the AWS CLI does', async () => {
    installPlugin('1.2.707.0');
    expect(await open().ended).toBe(0);
    expect(readStart().argv).toEqual([
      'AWS_SSM_START_SESSION_RESPONSE',
      'us-east-1',
      'StartSession',
      '',
      '{"Target":"i-0123456789abcdef0"}',
      'https://ssm.us-east-1.amazonaws.com',
    ]);
  });

  it("gives it the session, and credentials of the instance's account instead of the caller's", async () => {
    installPlugin('1.2.707.0');
    await open().ended;
    const { environment } = readStart();
    expect(JSON.parse(environment.AWS_SSM_START_SESSION_RESPONSE ?? '')).toEqual({
      SessionId: SESSION.sessionId,
      TokenValue: SESSION.tokenValue,
      StreamUrl: SESSION.streamUrl,
    });
    expect(environment).toMatchObject({
      AWS_ACCESS_KEY_ID: 'ASIAOFTHEROLE',
      AWS_SECRET_ACCESS_KEY: 'secret-of-the-role',
      AWS_SESSION_TOKEN: 'token-of-the-role',
      AWS_REGION: 'us-east-1',
      TERM: 'xterm',
    });
    expect(environment).not.toHaveProperty('AWS_PROFILE');
  });

  it('tells it the ports to forward', async () => {
    installPlugin('1.2.707.0');
    await open(makeRequest(WEB.id, parseForward('5432:5432:db.internal'))).ended;
    expect(JSON.parse(readStart().argv[4] ?? '')).toEqual({
      Target: WEB.id,
      DocumentName: 'AWS-StartPortForwardingSessionToRemoteHost',
      Parameters: { host: ['db.internal'], portNumber: ['5432'], localPortNumber: ['5432'] },
    });
  });

  it('puts no secret on a command line, and none into a file', async () => {
    installPlugin('1.2.707.0');
    await open().ended;
    const { argv } = readStart();
    for (const secret of SECRETS) expect(argv.join(' ')).not.toContain(secret);
    // Nothing but the plugin and what the plugin of this test itself writes.
    expect(readdirSync(folder).sort()).toEqual(['session-manager-plugin', 'started.json']);
  });

  it('hands its exit code on', async () => {
    installPlugin('1.2.707.0', 7);
    expect(await open().ended).toBe(7);
  });

  it('ends a session that the plugin could not enter', async () => {
    installPlugin('1.2.707.0');
    const { calls, ended } = open(makeRequest(WEB.id, null), () => Promise.reject(new Error('not executable')));
    await expect(ended).rejects.toThrow('not executable');
    expect(calls).toEqual(['start', 'terminate hanako-0a1b2c3d']);
  });
});

describe('before a session is started', () => {
  it('says how to install a plugin that is missing', async () => {
    const { calls, ended } = open();
    await expect(ended).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('session-manager-plugin is not installed'),
      hint: expect.stringContaining('Install it:'),
    });
    expect(calls).toEqual([]);
  });

  it.each(['1.2.497.0', '1.2.30.0', '1.1.999.0', 'unknown'])(
    'refuses plugin %s: the token would be seen',
    async (version) => {
      installPlugin(version);
      const { calls, ended } = open();
      await expect(ended).rejects.toMatchObject({ code: 'usage', hint: expect.stringContaining('Update it') });
      expect(calls).toEqual([]);
      expect(existsSync(join(folder, 'started.json'))).toBe(false);
    },
  );

  it.each(['1.2.497.1', '1.2.553.0', '1.3.0.0', '2.0.0.0'])('takes plugin %s', async (version) => {
    installPlugin(version);
    expect(await open().ended).toBe(0);
  });
});
