import { describe, expect, it } from 'vitest';
import { runGraph } from './graph.ts';

const node = (id: string, ...dependsOn: readonly string[]) => ({ id, dependsOn });

describe('the work graph', () => {
  it('runs at once what does not depend on each other', async () => {
    const started: string[] = [];
    let open = (): void => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const running = runGraph([node('a'), node('b'), node('c', 'a', 'b')], async ({ id }) => {
      started.push(id);
      if (id !== 'c') await gate;
      return id;
    });
    await new Promise(setImmediate);
    expect(started).toEqual(['a', 'b']);
    open();
    expect([...(await running)]).toEqual([
      ['a', 'a'],
      ['b', 'b'],
      ['c', 'c'],
    ]);
  });

  it('runs a shared dependency once, and hands its result to both', async () => {
    const runs: string[] = [];
    const results = await runGraph(
      [node('b', 'a'), node('c', 'a'), node('a')],
      async ({ id }, upstream: readonly string[]) => {
        runs.push(id);
        return `${id}(${upstream.join()})`;
      },
    );
    expect(runs.filter((id) => id === 'a')).toHaveLength(1);
    expect(results.get('b')).toBe('b(a())');
    expect(results.get('c')).toBe('c(a())');
  });

  it('lets the node decide what a failure upstream means', async () => {
    const results = await runGraph(
      [node('a'), node('b', 'a'), node('c')],
      async ({ id }, upstream: readonly string[]) =>
        id === 'a' ? 'failed' : upstream.includes('failed') ? 'skipped' : 'done',
    );
    expect([...results]).toEqual([
      ['a', 'failed'],
      ['b', 'skipped'],
      ['c', 'done'],
    ]);
  });

  it('throws what a node throws, and runs nothing that needs it', async () => {
    const runs: string[] = [];
    const running = runGraph([node('a'), node('b', 'a')], async ({ id }) => {
      runs.push(id);
      throw new Error(`bug in ${id}`);
    });
    await expect(running).rejects.toThrow('bug in a');
    expect(runs).toEqual(['a']);
  });

  it('is fine with no nodes', async () => {
    expect((await runGraph([], async () => 1)).size).toBe(0);
  });
});
