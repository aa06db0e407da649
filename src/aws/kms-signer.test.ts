import { constants, generateKeyPairSync, privateEncrypt } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isSignatureOf } from '../evidence/bundle/signer.ts';
import { openKmsSigner } from './kms-signer.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
/** What RSA signs is the hash, behind the name of the algorithm (RFC 8017, 9.2). */
const SHA256_NAME = Buffer.from('3031300d060960864801650304020105000420', 'hex');
const ARN = 'arn:aws:kms:ap-northeast-1:333333333333:key/1';

interface Asked {
  readonly KeyId: string;
  readonly Message?: string;
  readonly MessageType?: string;
  readonly SigningAlgorithm?: string;
}

const asked: Asked[] = [];
let server: Server;
let endpointUrl = '';

/** KMS, as far as it signs a hash that was made before. */
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const input = JSON.parse(Buffer.concat(pieces).toString()) as Asked;
    asked.push(input);
    const answer = String(request.headers['x-amz-target']).endsWith('GetPublicKey')
      ? { KeyId: ARN, PublicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64') }
      : { KeyId: ARN, Signature: signatureOf(Buffer.from(input.Message ?? '', 'base64')).toString('base64') };
    response.setHeader('content-type', 'application/x-amz-json-1.1').end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpointUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

function signatureOf(hash: Buffer): Buffer {
  return privateEncrypt({ key: privateKey, padding: constants.RSA_PKCS1_PADDING }, Buffer.concat([SHA256_NAME, hash]));
}

describe('a key of KMS', () => {
  it('signs the hash of a manifest of any length, and openssl’s kind of signature comes of it', async () => {
    const environment = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'x' };
    const signer = await openKmsSigner({ region: 'ap-northeast-1', environment, endpointUrl }, 'alias/evidence');
    // KMS takes 4,096 bytes at most.
    const content = Buffer.alloc(100_000, 'manifest ');
    const signature = await signer.sign(content);
    expect(signer.name).toBe(ARN);
    expect(isSignatureOf(signer.publicKey, content, signature)).toBe(true);
    expect(isSignatureOf(signer.publicKey, content.subarray(1), signature)).toBe(false);
    expect(asked).toEqual([
      { KeyId: 'alias/evidence' },
      expect.objectContaining({
        KeyId: 'alias/evidence',
        MessageType: 'DIGEST',
        SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
      }),
    ]);
  });
});
