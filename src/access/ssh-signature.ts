import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { say } from '../domain/say.ts';

/** A public key as `~/.ssh/id_ed25519.pub` has it, and what becomes of it. */
export interface SshKey {
  /** `ssh-ed25519` */
  readonly type: string;
  /** In the form of RFC 4253, by which keys are compared. */
  readonly blob: Buffer;
}

/** `SHA256:…`, as `ssh-keygen -l` shows it. */
export function fingerprintOf({ blob }: Pick<SshKey, 'blob'>): string {
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replaceAll('=', '')}`;
}

/** Undefined for what is no public key of a type that is verified here. A comment behind it is left alone. */
export function parseSshKey(text: string): SshKey | undefined {
  const [type = '', base64 = ''] = text.trim().split(/\s+/);
  const blob = Buffer.from(base64, 'base64');
  try {
    const { type: inner } = publicKeyOf(blob);
    return inner === type && blob.toString('base64') === base64 ? { type, blob } : undefined;
  } catch {
    return undefined;
  }
}

export interface SshSignature {
  readonly key: SshKey;
  readonly namespace: string;
  readonly hash: string;
  readonly signature: Buffer;
  readonly reserved: Buffer;
}

const MAGIC = Buffer.from('SSHSIG');
const ARMOR = /^-----BEGIN SSH SIGNATURE-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END SSH SIGNATURE-----\s*$/;

/** What `ssh-keygen -Y sign` writes (PROTOCOL.sshsig of OpenSSH); undefined for anything else. */
export function parseSshSignature(text: string): SshSignature | undefined {
  const [, base64] = ARMOR.exec(text.trim()) ?? [];
  if (base64 === undefined) return undefined;
  try {
    const reader = new Reader(Buffer.from(base64, 'base64'));
    if (!reader.take(MAGIC.length).equals(MAGIC) || reader.number() !== 1) return undefined;
    const blob = reader.string();
    const namespace = reader.string().toString();
    const reserved = reader.string();
    const hash = reader.string().toString();
    const signature = reader.string();
    reader.end();
    return { key: { type: publicKeyOf(blob).type, blob }, namespace, reserved, hash, signature };
  } catch {
    return undefined;
  }
}

/** Why a signature does not prove that its key signed these bytes for this purpose, as a sentence; undefined: it does. */
export function whyNotSigned(message: Uint8Array, signed: SshSignature, namespace: string): string | undefined {
  if (signed.namespace !== namespace) {
    return say`The signature was made for "${signed.namespace}", not for "${namespace}".`;
  }
  if (signed.hash !== 'sha512' && signed.hash !== 'sha256') {
    return say`The signature uses the hash "${signed.hash}", which is not accepted.`;
  }
  const parts = [signed.namespace, signed.reserved, signed.hash, createHash(signed.hash).update(message).digest()];
  const blob = Buffer.concat([MAGIC, ...parts.map((part) => lengthBefore(Buffer.from(part as string)))]);
  try {
    if (isSignatureOf(signed, blob)) return undefined;
  } catch {
    // What cannot be read proves nothing either.
  }
  return say`The signature does not fit the file: the file was changed after it was signed, or it is the signature of another file.`;
}

function isSignatureOf({ key, signature }: SshSignature, blob: Buffer): boolean {
  const reader = new Reader(signature);
  const algorithm = reader.string().toString();
  const value = reader.string();
  const { type, object, application } = publicKeyOf(key.blob);
  if (application !== undefined) return verifyWithToken({ type, object, application, algorithm, value, blob, reader });
  reader.end();
  return algorithmFits(type, algorithm) && verifyPlain(algorithm, object, blob, value);
}

/** RSA keys sign with SHA-2 alone: `ssh-rsa` as an algorithm means SHA-1. */
function algorithmFits(type: string, algorithm: string): boolean {
  return type === 'ssh-rsa' ? algorithm in RSA_HASHES : algorithm === type;
}

const RSA_HASHES: Readonly<Record<string, string>> = { 'rsa-sha2-256': 'sha256', 'rsa-sha2-512': 'sha512' };
const CURVES: Readonly<Record<string, { readonly hash: string; readonly name: string; readonly size: number }>> = {
  nistp256: { hash: 'sha256', name: 'P-256', size: 32 },
  nistp384: { hash: 'sha384', name: 'P-384', size: 48 },
  nistp521: { hash: 'sha512', name: 'P-521', size: 66 },
};

function verifyPlain(algorithm: string, key: KeyObject, blob: Buffer, value: Buffer): boolean {
  if (algorithm === 'ssh-ed25519') return verify(null, blob, key, value);
  const rsa = RSA_HASHES[algorithm];
  if (rsa !== undefined) return verify(rsa, blob, key, value);
  const curve = CURVES[algorithm.replace('ecdsa-sha2-', '')];
  return curve !== undefined && verifyEcdsa(curve, key, blob, value);
}

function verifyEcdsa(curve: { hash: string; size: number }, key: KeyObject, blob: Buffer, value: Buffer): boolean {
  const reader = new Reader(value);
  const [r, s] = [reader.string(), reader.string()].map((number) => fixedSize(number, curve.size));
  reader.end();
  if (r === undefined || s === undefined) return false;
  return verify(curve.hash, blob, { key, dsaEncoding: 'ieee-p1363' }, Buffer.concat([r, s]));
}

interface Token {
  readonly type: string;
  readonly object: KeyObject;
  /** `ssh:` */
  readonly application: Buffer;
  readonly algorithm: string;
  readonly value: Buffer;
  readonly blob: Buffer;
  /** Behind the signature: flags and a counter. */
  readonly reader: Reader;
}

/** A security key signs hashes and what it saw: that a person touched it, which is demanded here. */
function verifyWithToken({ type, object, application, algorithm, value, blob, reader }: Token): boolean {
  const seen = reader.take(5);
  reader.end();
  const isTouched = ((seen[0] ?? 0) & 1) === 1;
  if (algorithm !== type || !isTouched) return false;
  const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
  const signed = Buffer.concat([sha256(application), seen, sha256(blob)]);
  if (type.startsWith('sk-ssh-ed25519')) return verify(null, signed, object, value);
  return verifyEcdsa({ hash: 'sha256', size: 32 }, object, signed, value);
}

interface PublicKey {
  readonly type: string;
  readonly object: KeyObject;
  /** Of a key on a security key. */
  readonly application?: Buffer;
}

function publicKeyOf(blob: Buffer): PublicKey {
  const reader = new Reader(blob);
  const type = reader.string().toString();
  switch (type) {
    case 'ssh-ed25519':
      return { type, object: ed25519(reader.last()) };
    case 'sk-ssh-ed25519@openssh.com':
      return { type, object: ed25519(reader.string()), application: reader.last() };
    case 'ssh-rsa': {
      const [e, n] = [reader.string(), reader.last()].map((number) => base64url(withoutSign(number)));
      const object = createPublicKey({ key: { kty: 'RSA', e: e ?? '', n: n ?? '' }, format: 'jwk' });
      if ((object.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) throw new Error('A key of fewer than 2048 bits.');
      return { type, object };
    }
    case 'sk-ecdsa-sha2-nistp256@openssh.com':
      return { type, object: ecdsa(reader.string().toString(), reader.string()), application: reader.last() };
    default: {
      const curve = reader.string().toString();
      if (type !== `ecdsa-sha2-${curve}`) throw new Error('A type of keys that is not verified here.');
      return { type, object: ecdsa(curve, reader.last()) };
    }
  }
}

function ed25519(x: Buffer): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: base64url(x) }, format: 'jwk' });
}

/** @param point `04`, x and y */
function ecdsa(curve: string, point: Buffer): KeyObject {
  const { name, size } = CURVES[curve] ?? {};
  if (name === undefined || size === undefined || point.length !== 1 + 2 * size || point[0] !== 4) {
    throw new Error('A curve that is not verified here.');
  }
  const [x, y] = [point.subarray(1, 1 + size), point.subarray(1 + size)].map(base64url);
  return createPublicKey({ key: { kty: 'EC', crv: name, x: x ?? '', y: y ?? '' }, format: 'jwk' });
}

function base64url(bytes: Buffer): string {
  return bytes.toString('base64url');
}

/** Numbers begin with a zero where their first bit would mean a sign. */
function withoutSign(number: Buffer): Buffer {
  return number[0] === 0 ? number.subarray(1) : number;
}

function fixedSize(number: Buffer, size: number): Buffer | undefined {
  const value = withoutSign(number);
  return value.length > size ? undefined : Buffer.concat([Buffer.alloc(size - value.length), value]);
}

function lengthBefore(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** Strings with their lengths before them, as SSH writes everything. Throws where there are not enough bytes. */
class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  take(count: number): Buffer {
    const end = this.#at + count;
    if (end > this.#bytes.length) throw new Error('It is cut off.');
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }

  number(): number {
    return this.take(4).readUInt32BE();
  }

  string(): Buffer {
    return this.take(this.number());
  }

  /** A string behind which there is nothing. */
  last(): Buffer {
    const last = this.string();
    this.end();
    return last;
  }

  end(): void {
    if (this.#at !== this.#bytes.length) throw new Error('There is something behind it.');
  }
}
