import type { Node, Path } from './node.ts';
import { shapeAt } from './shape.ts';

/**
 * The tree as plain values. A section whose keys are all commented out is null in YAML; it is meant as empty.
 * A list without items stays null: `targets:` must not quietly become its default, the whole organization.
 */
export function makeInput(node: Node, path: Path): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value === null && shapeAt(path)?.properties ? {} : node.value;
    case 'list':
      return node.items.map((item, index) => makeInput(item, [...path, index]));
    case 'map': {
      const entries = [...node.entries].map(([key, { value }]) => [key, makeInput(value, [...path, key])] as const);
      return Object.fromEntries(entries);
    }
    default:
      return node satisfies never;
  }
}
