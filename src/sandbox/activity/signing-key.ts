import { checkPrimeSync, createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';

/**
 * Signs as CloudTrail does in one region. Worth nothing as a secret: whoever knows the seed has it, so that an archive of
 * the sandbox comes out the same every time. Only the emulator's ListPublicKeys says that it is CloudTrail's.
 */
export interface SigningKey {
  readonly region: string;
  readonly fingerprint: string;
  /** Base64 of PKCS#1 DER, as ListPublicKeys answers. */
  readonly publicKey: string;
  /** Hex. */
  sign(text: string): string;
}

const PUBLIC_EXPONENT = 65_537n;
const PRIME_BYTES = 128;

export function makeSigningKey(region: string, seed: string): SigningKey {
  const purpose = `sandbox signing key\n${region}\n${seed}`;
  return signingKeyFrom(region, keyFromPrimes(makePrime(`${purpose}\np`), makePrime(`${purpose}\nq`)));
}

export function signingKeyFrom(region: string, privateKey: KeyObject): SigningKey {
  const der = createPublicKey(privateKey).export({ type: 'pkcs1', format: 'der' });
  return {
    region,
    fingerprint: createHash('md5').update(der).digest('hex'),
    publicKey: der.toString('base64'),
    sign: (text) => sign('RSA-SHA256', Buffer.from(text), privateKey).toString('hex'),
  };
}

function makePrime(purpose: string): bigint {
  for (let attempt = 0; ; attempt += 1) {
    const candidate = makeCandidate(purpose, attempt);
    // The private exponent must exist.
    if ((candidate - 1n) % PUBLIC_EXPONENT !== 0n && checkPrimeSync(candidate)) return candidate;
  }
}

function makeCandidate(purpose: string, attempt: number): bigint {
  const blocks = Array.from({ length: PRIME_BYTES / 32 }, (_, index) =>
    createHash('sha256').update(`${purpose}\n${attempt}\n${index}`).digest('hex'),
  );
  // Both highest bits, so that the product has 2048 bits; the lowest, since primes are odd.
  return BigInt(`0x${blocks.join('')}`) | (3n << BigInt(PRIME_BYTES * 8 - 2)) | 1n;
}

function keyFromPrimes(p: bigint, q: bigint): KeyObject {
  const d = invert(PUBLIC_EXPONENT, (p - 1n) * (q - 1n));
  const numbers = { n: p * q, e: PUBLIC_EXPONENT, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: invert(q, p) };
  const jwk = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, base64url(value)]));
  return createPrivateKey({ key: { kty: 'RSA', ...jwk }, format: 'jwk' });
}

/** Extended Euclid. */
function invert(value: bigint, modulus: bigint): bigint {
  let [r, next, x, nextX] = [modulus, value % modulus, 0n, 1n];
  while (next !== 0n) {
    const quotient = r / next;
    [r, next] = [next, r - quotient * next];
    [x, nextX] = [nextX, x - quotient * nextX];
  }
  return ((x % modulus) + modulus) % modulus;
}

function base64url(value: bigint): string {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex').toString('base64url');
}
