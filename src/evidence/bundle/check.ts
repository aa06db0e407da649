import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { MetsukeError } from '../../domain/errors.ts';
import { note, say } from '../../domain/say.ts';
import { NotPlain, readPlain } from '../../files/read-plain.ts';
import { publicKeysFrom } from '../public-keys.ts';
import type { Verification } from '../verify.ts';
import { BUNDLE, type EvidenceCase, parseCase } from './bundle.ts';
import { verifyCopy } from './export.ts';
import { hashFiles, type Manifest, parseManifest } from './manifest.ts';
import { isSignatureOf } from './signer.ts';

/** What is not as it was sealed. */
export interface Difference {
  readonly kind:
    | 'file-missing'
    | 'file-changed'
    | 'file-added'
    | 'manifest-unreadable'
    | 'seal-differs'
    | 'signature-wrong'
    | 'signature-missing'
    | 'case-unreadable'
    | 'verification-differs';
  /** Relative to the bundle. */
  readonly path: string;
  readonly message: string;
}

export interface BundleCheck {
  readonly folder: string;
  /** SHA-256 of the manifest as it is now. */
  readonly seal: string;
  readonly isSealKnown: boolean;
  /** `own`: by the key in the bundle, which proves little; `known`: by the key that was given. */
  readonly signedBy: 'nobody' | 'own' | 'known';
  /** It is a pack of reports, sealed in the same way, without log files to be proven. */
  readonly isPack: boolean;
  readonly evidenceCase: EvidenceCase | null;
  readonly differences: readonly Difference[];
  /** CloudTrail's digests, verified anew with the keys in the bundle. Null when the case cannot be read. */
  readonly verification: Verification | null;
}

export interface CheckOptions {
  readonly folder: string;
  /** What was kept elsewhere when the bundle was made. */
  readonly seal?: string | undefined;
  /** PEM of the signer's public key, from elsewhere. */
  readonly signerKey?: string | undefined;
}

/** Needs neither AWS nor a network, and names every difference. */
export async function checkBundle(options: CheckOptions): Promise<BundleCheck> {
  const { folder } = options;
  const content = await readManifest(folder);
  const seal = createHash('sha256').update(content).digest('hex');
  const signature = await checkSignature(content, options);
  const sealed = parseManifest(content.toString());
  const isPack = sealed?.has(BUNDLE.pack) === true && !sealed.has(BUNDLE.case);
  const evidenceCase = isPack ? null : parseCase(await readText(folder, BUNDLE.case));
  const verification = evidenceCase && (await verifyAgain(folder, evidenceCase));
  const unreadable = new Map<string, string>();
  const found = await hashFiles(folder, (path, why) => unreadable.set(path, why));
  const differences = [
    ...checkSeal(seal, options.seal),
    ...signature.differences,
    ...compareFiles(sealed, found).map((each) => withReason(each, unreadable)),
    ...(evidenceCase || isPack ? [] : [CASE_UNREADABLE]),
    ...(verification ? await compareVerification(folder, verification) : []),
  ];
  const isSealKnown = options.seal !== undefined;
  return { folder, seal, isSealKnown, signedBy: signature.signedBy, isPack, evidenceCase, differences, verification };
}

const CASE_UNREADABLE: Difference = {
  kind: 'case-unreadable',
  path: BUNDLE.case,
  message: say`It does not say what the bundle is about.`,
};

function withReason(difference: Difference, unreadable: ReadonlyMap<string, string>): Difference {
  const why = unreadable.get(difference.path);
  return why === undefined ? difference : { ...difference, message: note`It ${why}.` };
}

/** Of the files that are read whole: the list of all others is the largest. */
const MOST_BYTES = 256 * 1024 ** 2;

async function readManifest(folder: string): Promise<Buffer> {
  try {
    return readPlain(join(folder, BUNDLE.manifest), MOST_BYTES);
  } catch (cause) {
    if (cause instanceof NotPlain)
      throw new MetsukeError('usage', say`${folder}/${BUNDLE.manifest} ${cause.message}.`, { cause });
    throw new MetsukeError(
      'usage',
      say`${folder} holds no ${BUNDLE.manifest}: it is no evidence bundle, or its seal is gone.`,
      {
        cause,
      },
    );
  }
}

async function readText(folder: string, path: string): Promise<string> {
  return (readOrNull(folder, path) ?? '').toString();
}

/** What is not there or no file is told by the comparison of all files. */
function readOrNull(folder: string, path: string): Buffer | null {
  try {
    return readPlain(join(folder, path), MOST_BYTES);
  } catch {
    return null;
  }
}

function checkSeal(seal: string, known: string | undefined): readonly Difference[] {
  if (known === undefined || known.toLowerCase() === seal) return [];
  const message = say`Its SHA-256 is ${seal}, not ${known}: it is another seal than the one that was kept.`;
  return [{ kind: 'seal-differs', path: BUNDLE.manifest, message }];
}

async function checkSignature(content: Buffer, { folder, signerKey }: CheckOptions) {
  const own = await readText(folder, BUNDLE.signer);
  const signature = readOrNull(folder, BUNDLE.signature);
  const nobody = { signedBy: 'nobody' as const };
  if (signature === null) {
    const isExpected = signerKey !== undefined || own !== '';
    const message = say`The bundle is not signed, or its signature is gone.`;
    const missing: Difference = { kind: 'signature-missing', path: BUNDLE.signature, message };
    return { ...nobody, differences: isExpected ? [missing] : [] };
  }
  if (isSignatureOf(signerKey ?? own, content, signature)) {
    return { signedBy: signerKey === undefined ? ('own' as const) : ('known' as const), differences: [] };
  }
  const message = say`It is not the signature of this seal by ${signerKey === undefined ? BUNDLE.signer : say`the key that was given`}.`;
  const wrong: Difference = { kind: 'signature-wrong', path: BUNDLE.signature, message };
  return { ...nobody, differences: [wrong] };
}

function compareFiles(sealed: Manifest | null, found: Manifest): readonly Difference[] {
  if (sealed === null) {
    return [{ kind: 'manifest-unreadable', path: BUNDLE.manifest, message: say`A line is none of sha256sum.` }];
  }
  const missing = [...sealed.keys()].filter((path) => !found.has(path));
  const changed = [...sealed].filter(([path, hash]) => found.has(path) && found.get(path) !== hash);
  const added = [...found.keys()].filter((path) => !sealed.has(path));
  return [
    ...missing.map((path): Difference => ({ kind: 'file-missing', path, message: say`It was sealed and is gone.` })),
    ...changed.map(([path]): Difference => ({ kind: 'file-changed', path, message: say`It is not as it was sealed.` })),
    ...added.map(
      (path): Difference => ({ kind: 'file-added', path, message: say`It was not there when it was sealed.` }),
    ),
  ];
}

async function verifyAgain(folder: string, { from, to, exportedAt }: EvidenceCase): Promise<Verification> {
  const file = join(folder, BUNDLE.keyList);
  const text = await readText(folder, BUNDLE.keyList);
  const keys = text === '' ? [] : await publicKeysFrom(text, file).list('', new Date(from), new Date(to));
  return verifyCopy(join(folder, BUNDLE.objects), keys, { span: { from, to }, now: new Date(exportedAt) });
}

/** What was found when the bundle was made stands in it; anything else was done since. */
async function compareVerification(folder: string, now: Verification): Promise<readonly Difference[]> {
  const then = namesOf(parseVerification(await readText(folder, BUNDLE.verification)));
  const found = namesOf(now);
  const path = BUNDLE.verification;
  const gone = [...then]
    .filter((name) => !found.has(name))
    .map((name) => say`It says ${name}, which is not found any more.`);
  const come = [...found]
    .filter((name) => !then.has(name))
    .map((name) => say`It does not say ${name}, which is found now.`);
  return [...gone, ...come].map((message) => ({ kind: 'verification-differs', path, message }));
}

function parseVerification(text: string): Pick<Verification, 'places'> {
  try {
    return JSON.parse(text) as Verification;
  } catch {
    return { places: [] };
  }
}

function namesOf({ places }: Pick<Verification, 'places'>): ReadonlySet<string> {
  return new Set(places.flatMap(({ findings }) => findings.map(({ kind, key }) => `${kind} ${key}`)));
}
