import type { Blueprint } from '../../blueprints/blueprint.ts';
import type { Step } from './step.ts';

/** A step with its place among the others, by their ids. What is not in the plan, nobody waits for. */
export interface Placed<S extends Step = Step> {
  readonly step: Unplaced<S>;
  readonly after: readonly string[];
  readonly before: readonly string[];
}

type Unplaced<S extends Step> = S extends Step ? Omit<S, 'dependsOn'> : never;

/** Id of the step that deploys the blueprint. */
export function stepIdOf({ kind, stackName }: Pick<Blueprint, 'kind' | 'stackName'>): string {
  return `${kind}:${stackName}`;
}
