import type { RootId, UnitId } from './ids.ts';

/** An organizational unit. */
export interface Unit {
  readonly id: UnitId;
  readonly name: string;
  readonly parent: RootId | UnitId;
  /** Names from below the root, joined by `/`: `Workloads/Production`. */
  readonly path: string;
}
