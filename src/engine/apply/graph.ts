/**
 * Runs nodes as soon as everything they depend on has finished, all at once otherwise. It knows names and dependencies
 * only; whether a node runs, and what a failure upstream means to it, is decided by `run`, which is given the results.
 */
export async function runGraph<Node extends { readonly id: string; readonly dependsOn: readonly string[] }, Result>(
  nodes: readonly Node[],
  run: (node: Node, upstream: readonly Result[]) => Promise<Result>,
): Promise<ReadonlyMap<string, Result>> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const running = new Map<string, Promise<Result>>();
  const start = (node: Node): Promise<Result> => {
    const already = running.get(node.id);
    if (already) return already;
    const dependencies = node.dependsOn.flatMap((id) => byId.get(id) ?? []);
    // Registered before anything is awaited, so that two dependents share one run.
    const result = Promise.resolve().then(async () => run(node, await Promise.all(dependencies.map(start))));
    running.set(node.id, result);
    return result;
  };
  const results = await Promise.all(nodes.map(async (node) => [node.id, await start(node)] as const));
  return new Map(results);
}
