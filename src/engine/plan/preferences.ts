import type { Config } from '../../config/schema.ts';
import type { OperationPreferences } from '../observe/ports.ts';
import type { InstanceChange } from '../steps/change.ts';

/**
 * A few accounts always fail somewhere; a percentage of a small number rounds down to none, and the first failure would
 * then stop all others. So: this many may fail whatever the percentage, unless it is 0.
 */
const TOLERATED_AT_LEAST = 10;

/** Percentages of metsuke.yaml as counts of the accounts at hand, rounded up (CloudFormation rounds down). */
export function preferencesFor(changes: readonly InstanceChange[], config: Config): OperationPreferences {
  const { operation } = config.stackSets;
  const accounts = new Set(changes.map(({ account }) => account)).size;
  const share = (percentage: number): number => Math.ceil((accounts * percentage) / 100);
  return {
    regionConcurrency: operation.regionConcurrency,
    concurrencyMode: operation.concurrencyMode,
    maxConcurrentCount: Math.max(1, share(operation.maxConcurrentPercentage)),
    failureToleranceCount:
      operation.failureTolerancePercentage === 0
        ? 0
        : Math.max(TOLERATED_AT_LEAST, share(operation.failureTolerancePercentage)),
  };
}
