import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectSandbox, requireLoopback } from './control.ts';

const SECRET = 'a-secret-of-one-sandbox-0123456789';

describe('the address of a sandbox', () => {
  it.each(['http://127.0.0.1:4566', 'http://localhost:1', 'http://[::1]:1', 'http://127.8.8.8'])('may be %s', (url) => {
    expect(() => requireLoopback(url)).not.toThrow();
  });

  it.each([
    'https://cloudformation.ap-northeast-1.amazonaws.com',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'http://10.0.0.1',
    '127.0.0.1:80',
    '',
  ])('must not be "%s"', (url) => {
    expect(() => requireLoopback(url)).toThrow(expect.objectContaining({ code: 'endpoint-not-allowed' }));
  });
});

describe('its answers', () => {
  const server = createServer((request, response) => {
    const isFault = request.url === '/metsuke/faults';
    response.writeHead(isFault ? 400 : 200, { 'Content-Type': 'application/json' });
    response.end(
      JSON.stringify(isFault ? { error: 'unknown kind of fault: flood' } : { total: 1, byOperation: { a: 1 } }),
    );
  });
  let endpoint: string;
  beforeAll(async () => {
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  it('are parsed', async () => {
    expect(await connectSandbox({ endpoint, secret: SECRET }).readCalls()).toEqual({ total: 1, byOperation: { a: 1 } });
  });

  it('keep its own words when it refuses', async () => {
    const refused = connectSandbox({ endpoint, secret: SECRET }).injectFault({ kind: 'clear' });
    await expect(refused).rejects.toMatchObject({
      code: 'usage',
      message: 'The sandbox refuses: unknown kind of fault: flood.',
    });
  });

  it('say how to start one when there is none', async () => {
    await expect(connectSandbox({ endpoint: 'http://127.0.0.1:1', secret: SECRET }).readHealth()).rejects.toMatchObject(
      {
        code: 'sandbox-not-running',
        hint: 'Start one with: metsuke sandbox up',
      },
    );
  });
});
