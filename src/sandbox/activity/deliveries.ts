import type { Delivery } from './digests.ts';
import { type ActivityPlan, DAY_MS, GLOBAL_REGION } from './place.ts';

/** One account × region below one prefix, for as long as its trail delivered there. */
export interface Stretch {
  readonly delivery: Delivery;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
}

/** Days for which the management account had a trail of its own, before that became the organization's. */
const DAYS_ALONE = 3;

/** Where everybody's log goes: one organization trail, and what the management account's own trail left behind. */
export function listStretches(
  plan: ActivityPlan,
  regionsOf: (account: string) => readonly string[],
): readonly Stretch[] {
  return plan.accounts.flatMap(({ id }) => regionsOf(id).flatMap((region) => stretchesOf(plan, id, region)));
}

function stretchesOf(plan: ActivityPlan, account: string, region: string): readonly Stretch[] {
  const [from, until] = [plan.from.getTime(), plan.until.getTime()];
  const { bucket, trail, homeRegion } = plan;
  const logs = `${plan.prefix === '' ? '' : `${plan.prefix}/`}AWSLogs/`;
  const ofOrganization = {
    bucket,
    trail,
    homeRegion,
    account,
    region,
    base: `${logs}${plan.organizationId}/${account}/`,
  };
  const change = from + DAYS_ALONE * DAY_MS;
  if (account !== plan.managementAccountId || change >= until) return [{ delivery: ofOrganization, from, until }];
  return [
    { delivery: { ...ofOrganization, base: `${logs}${account}/` }, from, until: change },
    { delivery: ofOrganization, from: change, until },
  ];
}

/** Everywhere somebody works: at home, where global services report from, and where they should not. */
export function regionsWithWork(plan: ActivityPlan, elsewhere: ReadonlyMap<string, ReadonlySet<string>>) {
  return (account: string): readonly string[] =>
    [...new Set([plan.homeRegion, GLOBAL_REGION, ...(elsewhere.get(account) ?? [])])].sort();
}
