import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { makeBuckets } from './buckets.ts';
import { UNOBSERVED } from './calls.ts';
import { makeClients } from './clients.ts';
import { Transport } from './transport.ts';

it.each([
  [200, true],
  [404, false],
  [403, true],
  [301, true],
])('HTTP %i from HeadBucket means that the name is taken: %s', async (status, exists) => {
  const server = createServer((_request, response) => response.writeHead(status).end());
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
  await expect(makeBuckets(clients, 'ap-northeast-1').exists('logs')).resolves.toBe(exists);
  server.close();
  server.closeAllConnections();
});
