import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { accountId } from '../../test/support/organization.ts';
import { makeBuckets } from './buckets.ts';
import { UNOBSERVED } from './calls.ts';
import { makeClients } from './clients.ts';
import { Transport } from './transport.ts';

const OWNER = accountId(3);

it.each([
  [200, 'owned'],
  [404, 'absent'],
  [403, 'refused'],
  [301, 'elsewhere'],
])('HTTP %i from HeadBucket, asked for the expected owner, means: %s', async (status, presence) => {
  let asked: string | string[] | undefined;
  const server = createServer((request, response) => {
    asked = request.headers['x-amz-expected-bucket-owner'];
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const options = {
    endpoint,
    profile: undefined,
    transport: new Transport(),
    maxAttempts: 1,
    onCall: () => {},
    observer: UNOBSERVED,
  };
  const clients = makeClients(options, async () => ({ accessKeyId: 'a', secretAccessKey: 'b' }));
  await expect(makeBuckets(clients).readPresence('logs', OWNER, 'ap-northeast-1')).resolves.toBe(presence);
  expect(asked).toBe(OWNER);
  server.close();
  server.closeAllConnections();
});
