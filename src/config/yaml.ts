import type { CST, LineCounter, YAMLError } from 'yaml';
import { Composer, Parser } from 'yaml';
import type { Finding, Source } from '../domain/finding.ts';
import { say } from '../domain/say.ts';
import { forJson } from '../domain/text/media.ts';
import type { Node } from './node.ts';
import { maskAddresses } from './text.ts';
import { makeTree } from './yaml-tree.ts';

/** The deepest key of the format is four levels down. */
const DEEPEST = 32;
const MOST_SYNTAX_FINDINGS = 10;

export interface ParsedYaml {
  /** Null when the text is no YAML, or has nothing in it. */
  readonly root: Node | null;
  readonly findings: readonly Finding[];
}

export interface YamlOptions {
  readonly lineCounter: LineCounter;
  readonly sourceAt: (offset: number) => Source;
}

/**
 * Text to a tree with positions; never throws. Built on the parser and composer of `yaml` instead of its `toJS()`,
 * which throws on some texts, spends minutes on others (unique keys are checked in quadratic time), prints warnings, and,
 * on deep nesting inside keys, makes V8 abort the process.
 */
export function parseYaml(text: string, options: YamlOptions): ParsedYaml {
  try {
    return parse(text, options);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { root: null, findings: [syntaxFinding(message, options.sourceAt(0))] };
  }
}

function parse(text: string, { lineCounter, sourceAt }: YamlOptions): ParsedYaml {
  const tokens = [...new Parser(lineCounter.addNewLine).parse(text)];
  const deep = findTooDeep(tokens);
  if (deep !== undefined) {
    return { root: null, findings: [syntaxFinding(say`Nested too deeply to be a configuration`, sourceAt(deep))] };
  }
  const composer = new Composer({ prettyErrors: false, uniqueKeys: false, logLevel: 'silent' });
  const documents = [...composer.compose(tokens)];
  const [first, second] = documents;
  const problems = documents.flatMap((document) => [...document.errors, ...document.warnings]);
  if (problems.length > 0) return { root: null, findings: syntaxFindings(problems, sourceAt) };
  if (second) return { root: null, findings: [severalDocuments(sourceAt(second.range[0]))] };
  if (!first?.contents) return { root: null, findings: [] };
  return makeTree(first.contents, sourceAt);
}

/** Offset of the first token below the allowed depth. Own stack: recursion would overflow on the very texts it guards against. */
function findTooDeep(tokens: readonly CST.Token[]): number | undefined {
  const stack: { readonly token: CST.Token; readonly depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { token, depth } = next;
    if (depth > DEEPEST) return token.offset;
    for (const inner of childrenOf(token)) stack.push({ token: inner, depth: depth + 1 });
  }
  return undefined;
}

function childrenOf(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return token.value ? [token.value] : [];
  if (!('items' in token)) return [];
  return token.items.flatMap((item) => [item.key, item.value].filter((inner) => inner !== null && inner !== undefined));
}

/** One mistake often makes several errors; the first of each line is the one that helps. */
function syntaxFindings(problems: readonly YAMLError[], sourceAt: (offset: number) => Source): Finding[] {
  const byLine = new Map<number, Finding>();
  for (const problem of [...problems].sort((a, b) => a.pos[0] - b.pos[0])) {
    const source = sourceAt(problem.pos[0]);
    if (!byLine.has(source.line)) byLine.set(source.line, syntaxFinding(problem.message, source, HINTS[problem.code]));
    if (byLine.size === MOST_SYNTAX_FINDINGS) break;
  }
  return [...byLine.values()];
}

const HINTS: Partial<Record<YAMLError['code'], string>> = {
  TAB_AS_INDENT: say`Indent with spaces.`,
  BAD_INDENT: say`Lines of one section begin in the same column.`,
  BLOCK_AS_IMPLICIT_KEY: say`Put quotes around a value which contains ": ", and begin a section on a line of its own.`,
  MULTILINE_IMPLICIT_KEY: say`Is a ":" missing after the key?`,
  BAD_SCALAR_START: say`Put quotes around the value.`,
  UNEXPECTED_TOKEN: say`Put quotes around the whole value; inside single quotes write a quote twice.`,
  TAG_RESOLVE_FAILED: say`Words with an exclamation mark, such as !Ref, have no meaning here.`,
};

function syntaxFinding(message: string, source: Source, hint?: string): Finding {
  const sentence = forJson(maskAddresses(message).replace(/\s+/g, ' ')).slice(0, 160);
  return { severity: 'error', code: 'yaml-syntax', message: `${sentence}.`, ...(hint ? { hint } : {}), source };
}

function severalDocuments(source: Source): Finding {
  return {
    severity: 'error',
    code: 'several-documents',
    message: say`A second document begins here.`,
    hint: say`Remove the line "---": the configuration is one document.`,
    source,
  };
}
