import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';

/** Puts a name under the seal: a key in a file, or one that a service such as KMS keeps. */
export interface Signer {
  /** For people: the file, or the ARN of the key. */
  readonly name: string;
  /** PEM. */
  readonly publicKey: string;
  sign(content: Uint8Array): Promise<Uint8Array>;
}

/** Ed25519, or RSA with PKCS#1 v1.5 and SHA-256: what openssl verifies in one line. */
export function makeFileSigner(pem: string, file: string): Signer {
  const key = readPrivateKey(pem, file);
  return {
    name: file,
    publicKey: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(),
    sign: async (content) => sign(digestOf(key), content, key),
  };
}

function readPrivateKey(pem: string, file: string): KeyObject {
  const hint = say`Make one with: openssl genpkey -algorithm ed25519 -out signer.key`;
  try {
    const key = createPrivateKey(pem);
    if (isSupported(key)) return key;
  } catch (cause) {
    throw new MetsukeError('usage', say`${file} is no private key in PEM form without a password.`, { hint, cause });
  }
  throw new MetsukeError('usage', say`${file} is neither an Ed25519 nor an RSA key.`, { hint });
}

function isSupported({ asymmetricKeyType }: KeyObject): boolean {
  return asymmetricKeyType === 'ed25519' || asymmetricKeyType === 'rsa';
}

function digestOf({ asymmetricKeyType }: KeyObject): string | null {
  return asymmetricKeyType === 'ed25519' ? null : 'sha256';
}

export type SignatureAlgorithm = 'ed25519' | 'rsa';

/** Null when it is no key that could have signed a bundle. */
export function algorithmOf(publicKey: string): SignatureAlgorithm | null {
  try {
    const { asymmetricKeyType } = createPublicKey(publicKey);
    return asymmetricKeyType === 'ed25519' || asymmetricKeyType === 'rsa' ? asymmetricKeyType : null;
  } catch {
    return null;
  }
}

export function isSignatureOf(publicKey: string, content: Uint8Array, signature: Uint8Array): boolean {
  if (algorithmOf(publicKey) === null) return false;
  const key = createPublicKey(publicKey);
  return verify(digestOf(key), content, key, signature);
}
