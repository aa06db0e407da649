import { retell, say } from '../../domain/say.ts';
import type { Ports } from '../../engine/observe/ports.ts';
import { splitAccounts } from '../../engine/plan/accounts.ts';
import type { PlanInput } from '../../engine/plan/input.ts';
import { makePlan } from '../../engine/plan/make-plan.ts';
import { readAccess } from './access.ts';
import { readCompliance } from './compliance.ts';
import { readDeployment } from './deployment.ts';
import { type GivenArchive, readEvidence } from './evidence.ts';
import { readFindings } from './findings.ts';
import { type GivenPlan, readSavedPlan } from './plan.ts';
import { type NotRead, notRead, readSection } from './read-section.ts';
import type { Activity, Fleet, Images, Posture } from './schema.ts';

export type FleetContent = Omit<Fleet, 'state' | 'at'>;
export type ImagesContent = Omit<Images, 'state' | 'at'>;
export type ActivityContent = Omit<Activity, 'state' | 'at'>;

export interface PostureOptions {
  readonly ports: Ports;
  readonly input: PlanInput;
  /** Of a file. */
  readonly saved?: GivenPlan;
  /** Absent: the archive is not read, and the posture says so. */
  readonly archive?: GivenArchive;
  /** Reads the inventory in it. */
  readonly readFleet?: () => Promise<FleetContent | NotRead>;
  /** Asks every account. */
  readonly readImages?: () => Promise<ImagesContent | NotRead>;
  /** Reads the log files in it. */
  readonly readActivity?: () => Promise<ActivityContent | NotRead>;
}

/** One look at the whole organization. Each source is read by itself: one that refuses is in the posture, with its reason. */
export async function readPosture({
  ports,
  input,
  saved,
  archive,
  readFleet,
  readImages,
  readActivity,
}: PostureOptions): Promise<Posture> {
  const { snapshot, config, now } = input;
  const current = makePlan(input);
  const [deployment, compliance, findings, access, evidence, fleet, images, activity] = await Promise.all([
    readSection(now, () => readDeployment(ports, input, current)),
    readSection(now, async () =>
      config.configRules.enabled
        ? readCompliance(ports, input)
        : notRead(say`configRules is switched off in metsuke.yaml.`),
    ),
    readSection(now, () => readFindings(ports, input)),
    readSection(now, () => readAccess(ports, input)),
    readSection(now, async () =>
      archive
        ? readEvidence(archive, { now, governed: splitAccounts(input).governed.map(({ id }) => id) })
        : notRead(say`No archive was named: --logs reads the log account's bucket, --archive a copy.`),
    ),
    readSection(now, async () =>
      readFleet
        ? readFleet()
        : notRead(say`No archive was named: --logs reads the log account's bucket, --archive a copy.`),
    ),
    readSection(now, async () =>
      readImages ? readImages() : notRead(say`Nobody asked: --images asks every account what its instances run.`),
    ),
    readSection(now, async () =>
      readActivity ? readActivity() : notRead(say`Nobody asked: --activity reads the log files of the last days.`),
    ),
  ]);
  return {
    format: 'metsuke-posture/1',
    metsukeVersion: input.metsukeVersion,
    at: now,
    organization: {
      id: snapshot.organization.id,
      root: snapshot.organization.rootId,
      managementAccount: snapshot.organization.managementAccountId,
      homeRegion: config.homeRegion,
    },
    only: null,
    units: snapshot.units.map(({ id, name, parent, path }) => ({ id, name, parent, path })),
    accounts: accountsOf(input),
    deployment,
    plan: saved
      ? { state: 'read', at: now, ...readSavedPlan(saved, current) }
      : notRead(say`No saved plan was named: --plan opens one.`),
    compliance,
    findings,
    access,
    exceptions: { state: 'read', at: now, exceptions: exceptionsOf(input) },
    evidence,
    fleet,
    images,
    activity,
    history: notRead(say`dashboard.history in metsuke.yaml names no place where days are kept.`),
  };
}

function accountsOf(input: PlanInput): Posture['accounts'] {
  const { rootId } = input.snapshot.organization;
  const why = new Map(splitAccounts(input).skipped.map((skipped) => [skipped.id, skipped.why]));
  return input.snapshot.accounts.map(({ id, name, state, path }) => ({
    id,
    name,
    state,
    parent: path.at(-1) ?? rootId,
    notGoverned: retell(why.get(id) ?? '') || null,
  }));
}

function exceptionsOf({ references }: PlanInput) {
  return references.ruleExceptions.map(({ rule, accountIds, reason, expires }) => ({
    rule,
    accounts: [...accountIds],
    reason,
    expires,
  }));
}
