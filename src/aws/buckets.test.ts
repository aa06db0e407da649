import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { accountId } from '../../test/support/organization.ts';
import type { BucketPresence } from '../engine/observe/snapshot.ts';
import { makeBuckets } from './buckets.ts';
import { UNOBSERVED } from './calls.ts';
import { makeClients } from './clients.ts';
import { Transport } from './transport.ts';

const OWNER = accountId(3);

const listOf = (name: string | undefined): string =>
  `<ListAllMyBucketsResult><Buckets><Bucket><Name>${name}</Name></Bucket></Buckets></ListAllMyBucketsResult>`;

it.each<[status: number, presence: BucketPresence, own?: string]>([
  [200, 'owned'],
  [404, 'absent'],
  [403, 'refused'],
  [403, 'owned', 'logs'],
  [403, 'refused', 'logs-of-others'],
  [301, 'elsewhere'],
])(
  'HTTP %i from HeadBucket, asked for the expected owner, means: %s (own buckets: %s)',
  async (status, presence, own) => {
    let asked: string | string[] | undefined;
    const server = createServer((request, response) => {
      if (request.method !== 'HEAD') return response.writeHead(own === undefined ? 403 : 200).end(listOf(own));
      asked = request.headers['x-amz-expected-bucket-owner'];
      return response.writeHead(status).end();
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
  },
);
