import { say } from '../domain/say.ts';
import type { Breach } from './breach.ts';
import type { Path } from './node.ts';
import type { Config } from './schema.ts';
import { SERVICE_PREFIXES } from './service-prefixes.ts';
import { makeSuggestion } from './suggest.ts';
import { joinChoices, quote } from './text.ts';

const HERE = ['guardrails', 'regionRestriction'];

/** What a single exemption cannot say about itself: whether there is such a service, and whether it exempts anything. */
export function checkRegionExemptions({ guardrails, homeRegion, governedRegions = [] }: Config): readonly Breach[] {
  const { exemptActions, alsoAllow, allowedRegions } = guardrails.regionRestriction;
  const allowed = [homeRegion, ...governedRegions, ...allowedRegions];
  return [
    ...checkServices(exemptActions, [...HERE, 'exemptActions']),
    ...alsoAllow.flatMap(({ regions, actions }, index) => [
      ...checkServices(actions, [...HERE, 'alsoAllow', index, 'actions']),
      ...(regions.every((region) => allowed.includes(region)) ? [needless(regions, index)] : []),
    ]),
  ];
}

/** A warning: AWS takes any prefix, and has new services more often than Metsuke has versions. */
function checkServices(actions: readonly string[], list: Path): readonly Breach[] {
  return actions.flatMap((action, index) => {
    const service = action.split(':')[0] ?? '';
    if (SERVICE_PREFIXES.includes(service)) return [];
    const message = say`Metsuke knows no service with the prefix ${quote(service)}: ${quote(action)} may exempt nothing.`;
    const hint =
      makeSuggestion(service, SERVICE_PREFIXES) ?? say`See the prefixes in the Service Authorization Reference.`;
    return [{ severity: 'warning', code: 'unknown-service', at: [...list, index], message, hint } as const];
  });
}

function needless(regions: readonly string[], index: number): Breach {
  return {
    severity: 'warning',
    code: 'needless-exemption',
    at: [...HERE, 'alsoAllow', index, 'regions'],
    message: say`Everything works in ${joinChoices(regions, 'and')} already: the entry changes nothing.`,
    hint: say`Remove it, or name other regions.`,
  };
}
