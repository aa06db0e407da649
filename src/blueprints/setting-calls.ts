import { CAPABILITIES } from '../capabilities/catalog.ts';
import type { Config } from '../config/schema.ts';

/** Calls that change what is set where CloudFormation has no resource for it, of all that is enabled: service → names. */
export function settingCalls(config: Config): Readonly<Record<string, readonly string[]>> {
  const calls: Record<string, readonly string[]> = {};
  for (const { setting } of enabledIn(config))
    for (const [service, names] of Object.entries(setting?.calls ?? {}))
      calls[service] = [...(calls[service] ?? []), ...names];
  return calls;
}

/** Whether an apply works as root users of members. */
export function setsAsRoot(config: Config): boolean {
  return enabledIn(config).some(({ setting }) => setting?.callsOfRoot !== undefined);
}

function enabledIn(config: Config) {
  return CAPABILITIES.flatMap(({ blueprints }) => blueprints).filter((one) => one.isEnabled(config));
}
