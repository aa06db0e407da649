import { say } from '../../domain/say.ts';
import type { Activity, Images, Posture, SavedPlan } from '../posture/schema.ts';

/** The posture of one account, in which nothing of another one is left: for its owner. */
export function limitTo(posture: Posture, id: string): Posture {
  const accounts = posture.accounts.filter((account) => account.id === id);
  const isIts = ({ account }: { readonly account: string | null }): boolean => account === id;
  const { deployment, plan, compliance, findings, access, exceptions, evidence, images, activity } = posture;
  return {
    ...posture,
    only: id,
    accounts,
    units: unitsAbove(posture, accounts[0]?.parent),
    fleet:
      posture.fleet.state === 'not-read'
        ? posture.fleet
        : { ...posture.fleet, instances: posture.fleet.instances.filter(isIts), packages: null },
    images: images.state === 'not-read' ? images : limitImages(images, id),
    activity: activity.state === 'not-read' ? activity : limitActivity(activity, id),
    history: { state: 'not-read', reason: say`Counts of earlier days are those of the whole organization.` },
    deployment:
      deployment.state === 'not-read'
        ? deployment
        : {
            ...deployment,
            // Policies are those of the whole organization.
            isAsConfigured: null,
            pending: deployment.pending
              .filter(({ accounts: touched }) => touched.includes(id))
              .map(({ title }) => ({ title, accounts: [id] })),
            policies: [],
            deployments: deployment.deployments.flatMap((one) => {
              const instances = one.instances.filter(isIts);
              return instances.length === 0 ? [] : [{ ...one, instances }];
            }),
            recordings: deployment.recordings.filter(isIts),
            notices: deployment.notices.filter(isIts),
          },
    plan: plan.state === 'not-read' ? plan : limitPlan(plan, id, posture),
    compliance:
      compliance.state === 'not-read'
        ? compliance
        : { ...compliance, cells: compliance.cells.filter(isIts), foreign: 0 },
    findings: findings.state === 'not-read' ? findings : { ...findings, findings: findings.findings.filter(isIts) },
    access: access.state === 'not-read' ? access : { ...access, findings: access.findings.filter(isIts) },
    exceptions:
      exceptions.state === 'not-read'
        ? exceptions
        : {
            ...exceptions,
            exceptions: exceptions.exceptions
              .filter((one) => one.accounts.includes(id))
              .map((one) => ({ ...one, accounts: [id] })),
          },
    evidence:
      evidence.state === 'not-read'
        ? evidence
        : {
            ...evidence,
            accounts: evidence.accounts.filter(isIts),
            withoutLogs: evidence.withoutLogs.filter((account) => account === id),
          },
  };
}

function limitImages(images: Images, id: string): Images {
  const isIts = ({ account }: { readonly account: string }): boolean => account === id;
  return { ...images, notAsked: images.notAsked.filter(isIts), instances: images.instances.filter(isIts) };
}

/** How much was read is a number of the whole organization. */
function limitActivity(activity: Activity, id: string): Activity {
  const isIts = ({ account }: { readonly account: string }): boolean => account === id;
  const { gaps, deeds } = activity;
  return { ...activity, objects: null, events: null, gaps: gaps?.filter(isIts) ?? null, deeds: deeds.filter(isIts) };
}

/** Steps in the account. Sentences may name others, and what has changed since may be about them. */
function limitPlan(plan: SavedPlan, id: string, { accounts, organization }: Posture): SavedPlan {
  const others = accounts.filter((account) => account.id !== id).flatMap(({ id: other, name }) => [other, name]);
  const isItsOwn = (sentence: string): boolean => !others.some((other) => isNamed(other, sentence));
  const hidden = say`Something is lost. The sentence that says what may name other accounts: the plan itself has it.`;
  const isIts = ({ account }: { readonly account: string | null }): boolean => account === id;
  const steps = plan.steps.flatMap((step) => {
    const places = step.places.filter(isIts);
    if (places.length === 0) return [];
    const changes = step.changes
      .map((change) => ({ ...change, places: change.places.filter(isIts), isElsewhere: change.places.length > 0 }))
      .flatMap(({ isElsewhere, ...change }) => (isElsewhere && change.places.length === 0 ? [] : [change]));
    const losses = [...new Set(step.losses.map((loss) => (isItsOwn(loss) ? loss : hidden)))];
    return [{ ...step, places, changes, losses, where: null, why: null }];
  });
  const kept = new Set(steps.map((step) => step.id));
  return {
    ...plan,
    // That a plan is of another organization is about no account.
    differences: plan.organization === organization.id ? null : plan.differences,
    steps: steps.map((step) => ({ ...step, after: step.after.filter((before) => kept.has(before)) })),
    notices: plan.notices.filter(isIts),
    retained: plan.retained.filter(isIts),
  };
}

/** An account `log` is not named in `logs`; a Japanese sentence goes on right behind a name. */
function isNamed(name: string, sentence: string): boolean {
  const parts = sentence.split(name);
  return parts.slice(1).some((after, at) => !/[\w-]$/.test(parts[at] ?? '') && !/^[\w-]/.test(after));
}

function unitsAbove({ units }: Posture, parent: string | undefined): Posture['units'] {
  const unit = units.find(({ id }) => id === parent);
  return unit === undefined ? [] : [...unitsAbove({ units } as Posture, unit.parent), unit];
}
