import { createHash, createPublicKey } from 'node:crypto';
import type { Signer } from '../evidence/bundle/signer.ts';
import { type ConnectOptions, clientOptionsOf } from './client-options.ts';
import { makeClients } from './clients.ts';
import { credentialsFrom } from './credentials.ts';
import { required } from './required.ts';

/** KMS signs 4 KB at most; of something longer it signs the hash, which only RSA and ECDSA keys can. */
const ALGORITHM = { SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256', MessageType: 'DIGEST' } as const;

/** An asymmetric RSA key for signing in KMS, by id, ARN or alias. */
export async function openKmsSigner(options: ConnectOptions, keyId: string): Promise<Signer> {
  const clients = makeClients(clientOptionsOf(options), credentialsFrom(options.environment, options.profile));
  const region = /^arn:[^:]+:kms:([^:]+):/.exec(keyId)?.[1] ?? options.region;
  const kms = await clients('kms', region);
  const { PublicKey, KeyId } = await kms.getPublicKey({ KeyId: keyId });
  const der = Buffer.from(required(PublicKey, 'PublicKey'));
  return {
    name: required(KeyId, 'KeyId'),
    publicKey: createPublicKey({ key: der, format: 'der', type: 'spki' })
      .export({ type: 'spki', format: 'pem' })
      .toString(),
    async sign(content) {
      const digest = createHash('sha256').update(content).digest();
      const { Signature } = await kms.sign({ KeyId: keyId, Message: digest, ...ALGORITHM });
      return required(Signature, 'Signature');
    },
  };
}
