/** Where in the configuration: `['logs', 'retentionDays']`, `['governedRegions', 1]`. */
export type Path = readonly (string | number)[];

/** A YAML value that knows its place in the text. Offsets count UTF-16 code units from the start. */
export type Node = ScalarNode | ListNode | MapNode;

interface Placed {
  readonly offset: number;
  /** Number of nodes when aliases are written out. */
  readonly size: number;
}

export interface ScalarNode extends Placed {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** As written, without quotes. */
  readonly text: string;
}

export interface ListNode extends Placed {
  readonly kind: 'list';
  readonly items: readonly Node[];
}

export interface MapNode extends Placed {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Entry>;
}

export interface Entry {
  readonly keyOffset: number;
  readonly value: Node;
}

export function nodeAt(root: Node, path: Path): Node | undefined {
  let node: Node | undefined = root;
  for (const step of path) node = node && child(node, step);
  return node;
}

/** Of the value at the path; of the nearest key above it when there is no such value. */
export function offsetOf(root: Node, path: Path): number {
  const node = nodeAt(root, path);
  if (node) return node.offset;
  if (path.length === 0) return root.offset;
  const parent = path.slice(0, -1);
  return nodeAt(root, parent) ? (keyOffsetOf(root, parent) ?? root.offset) : offsetOf(root, parent);
}

/** Of the key which holds the value at the path; of the item itself in a list. */
export function keyOffsetOf(root: Node, path: Path): number | undefined {
  const last = path.at(-1);
  if (last === undefined) return root.offset;
  const parent = nodeAt(root, path.slice(0, -1));
  if (parent?.kind === 'map') return parent.entries.get(String(last))?.keyOffset;
  return parent && child(parent, last)?.offset;
}

function child(node: Node, step: string | number): Node | undefined {
  if (node.kind === 'map') return node.entries.get(String(step))?.value;
  return node.kind === 'list' && typeof step === 'number' ? node.items[step] : undefined;
}
