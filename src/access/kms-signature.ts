import { constants, createPublicKey, type KeyObject, verify } from 'node:crypto';

/** What `aws kms sign --query Signature --output text` prints: base64 on a line. */
export function parseKmsSignature(text: string): Buffer | undefined {
  const base64 = text.trim();
  return /^[A-Za-z0-9+/]{40,}={0,2}$/.test(base64) ? Buffer.from(base64, 'base64') : undefined;
}

/** By curve, as AWS KMS has one algorithm for each. */
const HASHES: Readonly<Record<string, string>> = { prime256v1: 'sha256', secp384r1: 'sha384', secp521r1: 'sha512' };

/** RSASSA_PSS_SHA_256, RSASSA_PKCS1_V1_5_SHA_256, or ECDSA with the hash of its curve. */
export function isKmsSignature(publicKey: string, message: Uint8Array, signature: Uint8Array): boolean {
  const key = keyOf(publicKey);
  if (key === undefined) return false;
  const { asymmetricKeyType, asymmetricKeyDetails } = key;
  if (asymmetricKeyType === 'ec') {
    const hash = HASHES[asymmetricKeyDetails?.namedCurve ?? ''];
    return hash !== undefined && verify(hash, message, key, signature);
  }
  if (asymmetricKeyType !== 'rsa') return false;
  const pss = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  return verify('sha256', message, pss, signature) || verify('sha256', message, key, signature);
}

/** Undefined for what is no public key: nothing proves anything by it. */
function keyOf(pem: string): KeyObject | undefined {
  try {
    return createPublicKey(pem);
  } catch {
    return undefined;
  }
}
