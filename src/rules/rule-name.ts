/**
 * The name under which a rule is deployed. With the prefix, because the console proposes the bare name to whoever makes
 * a rule by hand: the two would clash, and a rule of somebody else's could not be told from ours.
 */
export function deployedRuleName(resourcePrefix: string, name: string): string {
  return `${resourcePrefix}-${name}`;
}

/** Null for a rule that is not ours. */
export function ruleNameOf(resourcePrefix: string, deployedName: string): string | null {
  const prefix = `${resourcePrefix}-`;
  return deployedName.startsWith(prefix) ? deployedName.slice(prefix.length) : null;
}
