import { readFile, stat } from 'node:fs/promises';
import { LineCounter } from 'yaml';
import { MetsukeError } from '../domain/errors.ts';
import type { Finding, Source } from '../domain/finding.ts';
import { say, sayCount } from '../domain/say.ts';
import { arrange } from './arrange.ts';
import { makeInput } from './input.ts';
import { makeFindings } from './issues.ts';
import type { Node, Path } from './node.ts';
import { offsetOf } from './node.ts';
import { findRuleBreaches } from './rules.ts';
import type { Config } from './schema.ts';
import { configSchema } from './schema.ts';
import { parseYaml } from './yaml.ts';

/** No configuration comes near; a file that does was not meant. */
const LARGEST_FILE_BYTES = 1_000_000;
const MOST_FINDINGS = 100;

export interface ParsedConfig {
  /** Null when a finding is an error. */
  readonly config: Config | null;
  /** In the order of the file. */
  readonly findings: readonly Finding[];
  readonly locate: Locate;
}

/** Place of a value in the file; of the nearest key above it when it is not written there. */
export type Locate = (path: Path) => Source | undefined;

/** Reads and parses a file; throws only when there is nothing to parse. */
export async function readConfig(path: string): Promise<ParsedConfig> {
  const found = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  // Not `isFile`: a pipe, such as `--config <(…)`, may be read as well.
  if (found.isDirectory())
    throw new MetsukeError('config-invalid', say`${path} is a directory, not a file.`, {
      hint: say`Name a file with --config.`,
    });
  if (found.size > LARGEST_FILE_BYTES)
    throw new MetsukeError('config-invalid', say`${path} is ${tooLarge(found.size)}`);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  return parseConfig(text, path);
}

/** Like `readConfig`, for those who can only go on with a valid configuration. */
export async function loadConfig(path: string): Promise<ParsedConfig & { readonly config: Config }> {
  const { config, findings, locate } = await readConfig(path);
  if (config) return { config, findings, locate };
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  throw new MetsukeError('config-invalid', say`${sayCount(errors, 'error')} in ${path}`, {
    findings,
  });
}

/** Never throws: whatever is wrong with the text is a finding. */
export function parseConfig(text: string, file: string): ParsedConfig {
  if (text.length > LARGEST_FILE_BYTES) return rejected(file, 'too-large', say`The file is ${tooLarge(text.length)}`);
  const lineCounter = new LineCounter();
  const sourceAt = (offset: number): Source => makeSource(lineCounter, file, offset);
  // A byte order mark is no column.
  const { root, findings } = parseYaml(text.replace(/^\uFEFF/, ''), { lineCounter, sourceAt });
  if (!root) {
    const hint = say`Write one with: metsuke init`;
    return findings.length > 0
      ? failed(findings)
      : rejected(file, 'empty-file', say`There is no configuration in it.`, hint);
  }
  if (root.kind !== 'map')
    return rejected(file, 'wrong-type', say`The file must be keys and values, such as "version: 1".`);
  return validate(root, findings, sourceAt);
}

function validate(root: Node, yamlFindings: readonly Finding[], sourceAt: (offset: number) => Source): ParsedConfig {
  const locate: Locate = (path) => sourceAt(offsetOf(root, path));
  const input = makeInput(root, []);
  const result = configSchema.safeParse(input);
  const issues = result.error?.issues ?? [];
  const told = new Set(yamlFindings.map(({ source }) => JSON.stringify(source)));
  const findings = arrange([
    ...yamlFindings,
    // An alias without its anchor has no value either: one mistake, one finding.
    ...issues
      .flatMap((issue) => makeFindings(issue, root, sourceAt))
      .filter(({ source }) => !told.has(JSON.stringify(source))),
    ...findRuleBreaches(input, issues, locate),
  ]);
  const isValid = !findings.some((finding) => finding.severity === 'error');
  return { config: isValid && result.success ? result.data : null, findings: shorten(findings), locate };
}

/** A file of another kind can be wrong in every line. */
function shorten(findings: readonly Finding[]): readonly Finding[] {
  const next = findings[MOST_FINDINGS];
  if (!next) return findings;
  const message = say`${findings.length - MOST_FINDINGS} more findings are not listed.`;
  const rest: Finding = {
    severity: 'error',
    code: 'too-many',
    message,
    ...(next.source ? { source: next.source } : {}),
  };
  return [...findings.slice(0, MOST_FINDINGS), rest];
}

function makeSource(lineCounter: LineCounter, file: string, offset: number): Source {
  const { line, col } = lineCounter.linePos(offset);
  // The counter knows no line when the text has none.
  return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
}

function rejected(file: string, code: string, message: string, hint?: string): ParsedConfig {
  const source = { file, line: 1, column: 1 };
  return failed([{ severity: 'error', code, message, ...(hint ? { hint } : {}), source }]);
}

function failed(findings: readonly Finding[]): ParsedConfig {
  return { config: null, findings, locate: () => undefined };
}

function tooLarge(size: number): string {
  return say`too large to be a configuration: ${size} bytes, at most ${LARGEST_FILE_BYTES}.`;
}

function unreadable(path: string, cause: unknown): MetsukeError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new MetsukeError('config-not-found', say`There is no file ${path}.`, {
      hint: say`Write one with: metsuke init`,
      cause,
    });
  }
  return new MetsukeError('config-invalid', say`${path} cannot be read (${code ?? say`unknown reason`}).`, { cause });
}
