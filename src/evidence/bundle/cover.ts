import type { Verification } from '../verify.ts';
import { BUNDLE, type EvidenceCase } from './bundle.ts';
import { COVER_TEXT, type CoverLanguage } from './cover-text.ts';
import { VERIFY_DIGESTS, VERIFY_LOGS, VERIFY_MANIFEST, verifySignature } from './openssl-steps.ts';
import type { SignatureAlgorithm } from './signer.ts';

/** A page before it is Markdown or HTML. */
export type Block =
  | { readonly kind: 'title' | 'heading' | 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'table'; readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] };

export interface CoverInput {
  readonly evidenceCase: EvidenceCase;
  readonly verification: Verification;
  /** Names of the files with report results. */
  readonly reports: readonly string[];
  /** Null: not signed. */
  readonly signature: { readonly algorithm: SignatureAlgorithm; readonly name: string } | null;
}

/** What it is, who asked, of when, what was found, and how anybody verifies it without us. */
export function makeCover(input: CoverInput, language: CoverLanguage): readonly Block[] {
  const text = COVER_TEXT[language];
  return [
    { kind: 'title', text: `${text.title}: ${input.evidenceCase.name}` },
    { kind: 'text', text: text.intro },
    { kind: 'table', header: [text.what, ''], rows: describeCase(input, language) },
    { kind: 'heading', text: text.result },
    ...describeResult(input, language),
    { kind: 'heading', text: text.contents },
    { kind: 'table', header: [text.file, text.meaning], rows: describeFiles(input, language) },
    { kind: 'heading', text: text.verify },
    { kind: 'text', text: text.verifyIntro },
    ...describeSteps(input, language),
    { kind: 'heading', text: text.limits },
    { kind: 'text', text: text.limitsText },
  ];
}

function describeCase({ evidenceCase }: CoverInput, language: CoverLanguage): readonly (readonly string[])[] {
  const text = COVER_TEXT[language];
  const { name, askedBy, reason, accounts, regions, from, to, exportedAt, location, metsukeVersion } = evidenceCase;
  return [
    [text.case, name],
    [text.askedBy, askedBy ?? text.notStated],
    [text.reason, reason ?? text.notStated],
    [text.accounts, accounts.join(', ')],
    [text.regions, regions.join(', ')],
    [text.period, `${from} – ${to} (UTC)`],
    [text.exported, exportedAt],
    [text.source, location],
    [text.amount, text.amountOf(evidenceCase)],
    [text.tool, `Metsuke ${metsukeVersion}`],
  ];
}

function describeResult({ verification }: CoverInput, language: CoverLanguage): readonly Block[] {
  const text = COVER_TEXT[language];
  const header = [text.account, text.region, text.digests, text.logFiles, text.proven, text.findings];
  const rows = verification.places.map((place) => [
    place.account,
    place.region,
    String(place.digests),
    String(place.logs),
    String(place.provenLogs),
    String(place.findingCount),
  ]);
  const findings = verification.places.flatMap((place) => place.findings);
  const found = findings.map(({ kind, time, key }) => [text.kind(kind), time, key]);
  return [
    { kind: 'text', text: findings.length === 0 ? text.noFindings : text.someFindings(verification.findingCount) },
    { kind: 'table', header, rows },
    ...(found.length > 0
      ? [{ kind: 'table' as const, header: [text.finding, text.time, text.object], rows: found }]
      : []),
  ];
}

function describeFiles({ reports, signature }: CoverInput, language: CoverLanguage): readonly (readonly string[])[] {
  const { files } = COVER_TEXT[language];
  return [
    [`${BUNDLE.objects}/`, files.objects],
    [`${BUNDLE.publicKeys}/`, files.publicKeys],
    [BUNDLE.inventory, files.inventory],
    [BUNDLE.verification, files.verification],
    [BUNDLE.case, files.case],
    ...(reports.length > 0 ? [[`${BUNDLE.reports}/`, files.reports]] : []),
    [BUNDLE.manifest, files.manifest],
    ...(signature ? [[`${BUNDLE.signature}, ${BUNDLE.signer}`, files.signature]] : []),
  ];
}

function describeSteps({ signature }: CoverInput, language: CoverLanguage): readonly Block[] {
  const { steps } = COVER_TEXT[language];
  const step = (text: string, code: string): readonly Block[] => [
    { kind: 'text', text },
    { kind: 'code', text: code },
  ];
  return [
    ...step(steps.manifest, VERIFY_MANIFEST),
    ...(signature ? step(steps.signature(signature.name), verifySignature(signature.algorithm)) : []),
    ...step(steps.digests, VERIFY_DIGESTS),
    ...step(steps.logs, VERIFY_LOGS),
    { kind: 'text', text: steps.keys },
  ];
}
