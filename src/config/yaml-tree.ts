import type { Pair, Scalar } from 'yaml';
import { isAlias, isCollection, isMap, isNode, isPair, isScalar, isSeq } from 'yaml';
import type { Finding, Source } from '../domain/finding.ts';
import { say } from '../domain/say.ts';
import type { Entry, MapNode, Node, ScalarNode } from './node.ts';
import { quote } from './text.ts';

/** Far above any configuration (10,000 accounts excluded by name), far below what aliases of aliases can grow to. */
const LARGEST_SIZE = 100_000;

/** The composed YAML as our own tree: plain keys, aliases written out, duplicate keys told. */
export function makeTree(
  contents: unknown,
  sourceAt: (offset: number) => Source,
): { readonly root: Node | null; readonly findings: readonly Finding[] } {
  const builder = new TreeBuilder(sourceAt);
  const root = builder.node(contents, 0);
  return { root: root.size > LARGEST_SIZE ? null : root, findings: builder.findings };
}

class TreeBuilder {
  readonly findings: Finding[] = [];
  readonly #anchors = new Map<string, Node>();
  readonly #sourceAt: (offset: number) => Source;
  #isTooLargeTold = false;

  constructor(sourceAt: (offset: number) => Source) {
    this.#sourceAt = sourceAt;
  }

  /** @param fallback offset of a value that is not written: `audit:` */
  node(yaml: unknown, fallback: number): Node {
    const offset = offsetOf(yaml) ?? fallback;
    if (isAlias(yaml)) return this.#alias(yaml.source, offset);
    const node = this.#written(yaml, offset);
    const anchor = isScalar(yaml) || isCollection(yaml) ? yaml.anchor : undefined;
    // Known only from here on, so that an alias inside of its own anchor is unknown instead of endless.
    if (anchor) this.#anchors.set(anchor, node);
    if (node.size > LARGEST_SIZE) this.#tellTooLarge(offset);
    return node;
  }

  #written(yaml: unknown, offset: number): Node {
    if (isMap(yaml)) return this.#map(yaml.items, offset);
    if (isSeq(yaml)) {
      const items = yaml.items.map((item) => this.node(isPair(item) ? item.value : item, offset));
      return { kind: 'list', items, offset, size: sizeOf(items) };
    }
    return makeScalar(isScalar(yaml) ? yaml : undefined, offset);
  }

  #map(pairs: readonly Pair[], offset: number): MapNode {
    const entries = new Map<string, Entry>();
    for (const pair of pairs) {
      const keyOffset = offsetOf(pair.key) ?? offset;
      const key = this.#key(pair.key, keyOffset);
      if (key === undefined) continue;
      const earlier = entries.get(key);
      if (earlier) this.#tellDuplicate(key, keyOffset, earlier);
      else entries.set(key, { keyOffset, value: this.node(pair.value, keyOffset) });
    }
    return { kind: 'map', entries, offset, size: sizeOf([...entries.values()].map((entry) => entry.value)) };
  }

  #key(yaml: unknown, offset: number): string | undefined {
    if (isScalar(yaml)) return makeScalar(yaml, offset).text;
    this.#tell(offset, 'yaml-syntax', say`A key must be a single word, not a list, a section or an alias.`);
    return undefined;
  }

  #alias(name: string, offset: number): Node {
    const target = this.#anchors.get(name);
    if (!target) {
      const hint = say`Put quotes around a value that begins with "*".`;
      this.#tell(offset, 'unknown-anchor', say`No anchor ${quote(`&${name}`)} above this line.`, hint);
    }
    return target ? { ...target, offset } : makeScalar(undefined, offset);
  }

  #tellDuplicate(key: string, offset: number, earlier: Entry): void {
    const { line } = this.#sourceAt(earlier.keyOffset);
    this.#tell(
      offset,
      'duplicate-key',
      say`${quote(key)} is already there in line ${line}.`,
      say`Keep one of the two.`,
    );
  }

  #tellTooLarge(offset: number): void {
    if (this.#isTooLargeTold) return;
    this.#isTooLargeTold = true;
    this.#tell(offset, 'too-large', say`More than ${LARGEST_SIZE} values: this is no configuration.`);
  }

  #tell(offset: number, code: string, message: string, hint?: string): void {
    const source = this.#sourceAt(offset);
    this.findings.push({ severity: 'error', code, message, ...(hint ? { hint } : {}), source });
  }
}

function sizeOf(nodes: readonly Node[]): number {
  return nodes.reduce((sum, node) => sum + node.size, 1);
}

function offsetOf(yaml: unknown): number | undefined {
  return isNode(yaml) ? yaml.range?.[0] : undefined;
}

function makeScalar(yaml: Scalar | undefined, offset: number): ScalarNode {
  const value = yaml?.value ?? null;
  const text = yaml?.source ?? String(value ?? '');
  const isPlain =
    value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  // Anything else (dates, binary) comes from a `%YAML 1.1` directive: keep what was written.
  return { kind: 'scalar', value: isPlain ? value : text, text, offset, size: 1 };
}
