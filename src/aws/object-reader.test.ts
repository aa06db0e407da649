import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openBucket } from './bucket-store.ts';
import { makeObjectReader } from './object-reader.ts';
import { makeGetSigner } from './signature.ts';

const CREDENTIALS = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};

describe('the signature of a GET', () => {
  it("is the one of AWS's own example", () => {
    const now = () => new Date('2013-05-24T00:00:00Z');
    const sign = makeGetSigner({ region: 'us-east-1', now }, 'examplebucket.s3.amazonaws.com');
    expect(sign('/test.txt', CREDENTIALS, { range: 'bytes=0-9' })['authorization']).toBe(
      'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    );
  });

  it('takes the token of a session in', () => {
    const sign = makeGetSigner({ region: 'us-east-1' }, 'host');
    const headers = sign('/a', { ...CREDENTIALS, sessionToken: 'token' });
    expect(headers['x-amz-security-token']).toBe('token');
    expect(headers['authorization']).toContain('host;x-amz-content-sha256;x-amz-date;x-amz-security-token');
  });
});

let server: Server | undefined;
afterEach(() => void server?.close());

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function serve(handler: Handler): Promise<string> {
  server = createServer(handler);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function readerAt(handler: Handler) {
  const endpoint = await serve(handler);
  return makeObjectReader({ bucket: 'b', region: 'us-east-1', endpoint, credentials: async () => CREDENTIALS });
}

describe('reading an object', () => {
  it('gives its bytes and its metadata, whatever its key is called', async () => {
    const asked: (string | undefined)[] = [];
    const read = await readerAt((request, response) => {
      asked.push(request.url);
      response.setHeader('x-amz-meta-signature', '00ff').end('digest');
    });
    expect(await read("a b/+'(1).gz")).toEqual({ body: Buffer.from('digest'), metadata: { signature: '00ff' } });
    expect(asked).toEqual(['/b/a%20b/%2B%27%281%29.gz']);
  });

  it.each<[string, Handler]>([
    ['it is not there', (_, response) => void response.writeHead(404).end()],
    ['S3 is busy', (_, response) => void response.writeHead(503).end()],
    ['somebody hangs up', (_, response) => void response.destroy()],
    [
      'half of it comes',
      (_, response) => void response.writeHead(200, { 'content-length': '9' }).write('half', () => response.destroy()),
    ],
  ])('leaves it to the SDK when %s', async (_, handler) => {
    const read = await readerAt(handler);
    expect(await read('a')).toBeNull();
  });
});

describe('a bucket', () => {
  const environment = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'x' };

  it('gives up the quick way when only the SDK gets through', async () => {
    const agents: boolean[] = [];
    const endpointUrl = await serve((request, response) => {
      const isSdk = request.headers['user-agent'] !== undefined;
      agents.push(isSdk);
      if (isSdk) response.end('content');
      else response.writeHead(400).end();
    });
    const bucket = openBucket({ bucket: 'b', region: 'us-east-1', environment, endpointUrl });
    for (const key of ['1', '2', '3', '4', '5']) {
      expect(Buffer.from((await bucket.get(key)).body).toString()).toBe('content');
    }
    expect(agents).toEqual([false, true, false, true, false, true, true, true]);
  });

  it('says in every request whose it must be, when that is known', async () => {
    const owners = new Set<unknown>();
    const endpointUrl = await serve((request, response) => {
      owners.add(request.headers['x-amz-expected-bucket-owner']);
      // Not a plain 200: the SDK asks again after the quick way.
      response.writeHead(request.headers['user-agent'] === undefined ? 400 : 200).end('');
    });
    const options = { bucket: 'b', region: 'us-east-1', environment, endpointUrl };
    const ours = openBucket({ ...options, owner: '333333333333' });
    await ours.get('1');
    await ours.listFolders('');
    for await (const _ of ours.list('')) break;
    expect([...owners]).toEqual(['333333333333']);
    owners.clear();
    await openBucket(options).get('1');
    expect([...owners]).toEqual([undefined]);
  });

  it('says what is not there in our words', async () => {
    const endpointUrl = await serve((_, response) => {
      response
        .writeHead(404, { 'content-type': 'application/xml' })
        .end('<Error><Code>NoSuchKey</Code><Message>no</Message></Error>');
    });
    const bucket = openBucket({ bucket: 'b', region: 'us-east-1', environment, endpointUrl });
    await expect(bucket.get('none')).rejects.toThrow('There is no none in s3://b.');
  });
});
