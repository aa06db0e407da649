/** Sorts nodes so that what they depend on comes first; otherwise keeps the given order. Throws on a cycle: a bug of ours. */
export function inDependencyOrder<Node extends { readonly id: string; readonly dependsOn: readonly string[] }>(
  nodes: readonly Node[],
): readonly Node[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ordered = new Set<Node>();
  const visit = (node: Node, trail: readonly string[]): void => {
    if (ordered.has(node)) return;
    if (trail.includes(node.id)) throw new Error(`dependency cycle: ${[...trail, node.id].join(' → ')}`);
    for (const id of node.dependsOn) {
      const dependency = byId.get(id);
      if (dependency) visit(dependency, [...trail, node.id]);
    }
    ordered.add(node);
  };
  for (const node of nodes) visit(node, []);
  return [...ordered];
}
