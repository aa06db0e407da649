import { subscribe } from 'node:diagnostics_channel';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { connect } from './connect.ts';

/** Requests that this process sends from now on. */
function countRequests(): () => number {
  let count = 0;
  subscribe('http.client.request.start', () => {
    count += 1;
  });
  return () => count;
}

const KEYS = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'not-to-be-printed' };
const REGION = 'ap-northeast-1';

afterEach(() => vi.unstubAllEnvs());

describe('an endpoint nobody listens at', () => {
  it('is one clear sentence, at once', async () => {
    const tried = countRequests();
    const ports = connect({ region: REGION, endpointUrl: 'http://127.0.0.1:1', environment: KEYS });
    await expect(ports.identity.readCaller()).rejects.toMatchObject({
      code: 'endpoint-unreachable',
      message: 'Cannot reach http://127.0.0.1:1 (ECONNREFUSED).',
    });
    expect(tried()).toBe(1);
  });

  it('is found in AWS_ENDPOINT_URL too', async () => {
    const ports = connect({ region: REGION, environment: { ...KEYS, AWS_ENDPOINT_URL: 'http://127.0.0.1:1' } });
    await expect(ports.stackSets.listNames()).rejects.toMatchObject({ code: 'endpoint-unreachable' });
  });
});

describe('an endpoint that answers', () => {
  const requests: string[] = [];
  let script: readonly { readonly status: number; readonly body: string }[] = [];
  let endpointUrl = '';
  const server = createServer((request, response) => {
    const { status, body } = script[Math.min(requests.length, script.length - 1)] ?? { status: 500, body: '' };
    requests.push(request.headers.authorization ?? '');
    response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    endpointUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  it('is asked again when it throttles, and the call counts once', async () => {
    requests.length = 0;
    script = [refusal('Throttling', 'Rate exceeded'), identity()];
    const calls: string[] = [];
    const onCall = (service: string, operation: string) => calls.push(`${service}:${operation}`);
    const ports = connect({ region: REGION, endpointUrl, environment: KEYS, onCall });
    await expect(ports.identity.readCaller()).resolves.toMatchObject({ accountId: '111111111111' });
    expect(requests).toHaveLength(2);
    expect(calls).toEqual(['sts:GetCallerIdentity']);
  });

  it('is believed after maxAttempts', async () => {
    requests.length = 0;
    script = [refusal('Throttling', 'Rate exceeded')];
    const ports = connect({ region: REGION, endpointUrl, environment: KEYS, maxAttempts: 2 });
    await expect(ports.identity.readCaller()).rejects.toMatchObject({ code: 'throttled' });
    expect(requests).toHaveLength(2);
  });

  it('never gets the secret into an error', async () => {
    script = [refusal('SignatureDoesNotMatch', 'No match.\nnot-to-be-printed')];
    const ports = connect({ region: REGION, endpointUrl, environment: KEYS, maxAttempts: 1 });
    const error = await ports.identity.readCaller().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'credentials-rejected' });
    expect(String(error)).not.toContain('not-to-be-printed');
  });

  it.each([
    [403, '<html>no</html>'],
    [200, '<!doctype html><p>Please sign in'],
    [502, 'Bad gateway'],
  ])('but is not AWS is told so: %i %s', async (status, body) => {
    script = [{ status, body }];
    const ports = connect({ region: REGION, endpointUrl, environment: KEYS, maxAttempts: 1 });
    await expect(ports.identity.readCaller()).rejects.toMatchObject({ code: 'endpoint-unreachable' });
    await expect(ports.organizations.listAccounts()).rejects.toMatchObject({ code: 'endpoint-unreachable' });
  });

  it('with well-formed nothing is not taken for an account', async () => {
    script = [{ status: 200, body: '<html>sign in</html>' }];
    const ports = connect({ region: REGION, endpointUrl, environment: KEYS, maxAttempts: 1 });
    await expect(ports.identity.readCaller()).rejects.toThrow('without the account of the caller');
  });

  it('is not where requests go because a variable of one service says so', async () => {
    requests.length = 0;
    script = [identity()];
    vi.stubEnv('AWS_ENDPOINT_URL_STS', 'http://127.0.0.1:1');
    vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:1');
    const ports = connect({ region: REGION, endpointUrl, environment: KEYS });
    await expect(ports.identity.readCaller()).resolves.toMatchObject({ accountId: '111111111111' });
  });
});

describe('credentials', () => {
  it('that are nowhere are told as missing', async () => {
    vi.stubEnv('AWS_CONFIG_FILE', '/nonexistent');
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nonexistent');
    const ports = connect({ region: REGION, endpointUrl: 'http://127.0.0.1:1', environment: {} });
    await expect(ports.identity.readCaller()).rejects.toMatchObject({ code: 'credentials-missing' });
  });

  it('of a profile that does not exist name the profile', async () => {
    const ports = connect({
      region: REGION,
      endpointUrl: 'http://127.0.0.1:1',
      profile: 'typo-typo',
      environment: KEYS,
    });
    const error = await ports.identity.readCaller().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'credentials-missing', hint: expect.stringContaining('typo-typo') });
  });
});

function refusal(code: string, message: string) {
  const body = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;
  return { status: 400, body };
}

function identity() {
  const result = '<Account>111111111111</Account><Arn>arn:aws:iam::111111111111:root</Arn>';
  const body = `<GetCallerIdentityResponse><GetCallerIdentityResult>${result}</GetCallerIdentityResult></GetCallerIdentityResponse>`;
  return { status: 200, body };
}
