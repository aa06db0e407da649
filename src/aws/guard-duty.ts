import type { GuardDuty, UnprocessedAccount } from '@aws-sdk/client-guardduty';
import type { AccountId } from '../domain/ids.ts';
import type { JsonObject } from '../domain/json.ts';
import { say } from '../domain/say.ts';
import {
  type AdministeredGuardDuty,
  GUARD_DUTY_FEATURES,
  type GuardDutyFeature,
  type GuardDutyPort,
  type ObservedDetector,
  RUNTIME_AGENTS,
  type SuppressionFilter,
  type Unprocessed,
} from '../engine/observe/guard-duty.ts';
import type { Clients } from './clients.ts';
import { listFindings } from './guard-duty-findings.ts';
import { listAll } from './pages.ts';
import { required } from './required.ts';

/** Accounts in one call, AWS's limit. */
const CHUNK = 50;

export function makeGuardDuty(clients: Clients): GuardDutyPort {
  const at = (region: string) => clients('guardduty', region);
  return {
    ...makeDetectors(at),
    ...makeOrganizationPart(at),
    ...makeMembers(at),
    ...makeFindingsPart(at),
  };
}

type At = (region: string) => Promise<GuardDuty>;

function makeDetectors(at: At) {
  return {
    async readDetector(region: string): Promise<ObservedDetector | null> {
      const guardDuty = await at(region);
      const { DetectorIds: [id] = [] } = await guardDuty.listDetectors({});
      if (id === undefined) return null;
      const detector = await guardDuty.getDetector({ DetectorId: id });
      return {
        id,
        enabled: detector.Status === 'ENABLED',
        findingFrequency: detector.FindingPublishingFrequency ?? 'SIX_HOURS',
        features: namesOf(detector.Features ?? [], ({ Status }) => Status === 'ENABLED'),
        tags: detector.Tags ?? {},
      };
    },
    async createDetector(region: string): Promise<string> {
      const { DetectorId } = await (await at(region)).createDetector({ Enable: true });
      return required(DetectorId, say`the id of the detector in ${region}`);
    },
    updateDetector: async (region, detector, { features, findingFrequency }) => {
      await (await at(region)).updateDetector({
        DetectorId: detector,
        Enable: true,
        Features: switchesOf(features, statusOf),
        ...(findingFrequency && { FindingPublishingFrequency: findingFrequency }),
      });
    },
    tagDetector: async (region, detector, tags) => {
      const guardDuty = await at(region);
      const { ServiceRole = '' } = await guardDuty.getDetector({ DetectorId: detector });
      // arn:aws:iam::<account>:role/…: the one place that says whose detector it is
      const [, partition = 'aws', , , account = ''] = ServiceRole.split(':');
      const arn = `arn:${partition}:guardduty:${region}:${account}:detector/${detector}`;
      await guardDuty.tagResource({ ResourceArn: arn, Tags: { ...tags } });
    },
    deleteDetector: async (region, detector) => {
      await (await at(region)).deleteDetector({ DetectorId: detector });
    },
  } satisfies Partial<GuardDutyPort>;
}

function makeOrganizationPart(at: At) {
  return {
    async readAdministrator(region: string): Promise<AccountId | null> {
      const { AdminAccounts = [] } = await (await at(region)).listOrganizationAdminAccounts({});
      const found = AdminAccounts.find(({ AdminStatus }) => AdminStatus === 'ENABLED')?.AdminAccountId;
      return found === undefined ? null : (found as AccountId);
    },
    delegate: async (region, account) => {
      await (await at(region)).enableOrganizationAdminAccount({ AdminAccountId: account });
    },
    undelegate: async (region, account) => {
      await (await at(region)).disableOrganizationAdminAccount({ AdminAccountId: account });
    },
    readAdministered: async (region, detector) => readAdministered(await at(region), detector),
    updateOrganization: async (region, detector, { autoEnable, features }) => {
      await (await at(region)).updateOrganizationConfiguration({
        DetectorId: detector,
        AutoEnableOrganizationMembers: autoEnable,
        Features: switchesOf(features, autoEnableOf),
      });
    },
  } satisfies Partial<GuardDutyPort>;
}

function makeMembers(at: At) {
  return {
    enroll: async (region, detector, accounts) => {
      const guardDuty = await at(region);
      return inChunks([...accounts], async (chunk) => {
        const details = chunk.map(([account, address]) => ({ AccountId: account, Email: address }));
        return guardDuty.createMembers({ DetectorId: detector, AccountDetails: details });
      });
    },
    updateMembers: async (region, detector, accounts, features) => {
      const guardDuty = await at(region);
      const Features = switchesOf(features, statusOf);
      return inChunks(accounts, (chunk) =>
        guardDuty.updateMemberDetectors({ DetectorId: detector, AccountIds: [...chunk], Features }),
      );
    },
    release: async (region, detector, accounts) => {
      const guardDuty = await at(region);
      return inChunks(accounts, async (chunk) => {
        const input = { DetectorId: detector, AccountIds: [...chunk] };
        await guardDuty.stopMonitoringMembers(input);
        await guardDuty.disassociateMembers(input);
        return guardDuty.deleteMembers(input);
      });
    },
  } satisfies Partial<GuardDutyPort>;
}

function makeFindingsPart(at: At) {
  return {
    listFindings: async (region, detector) => listFindings(await at(region), detector),
    putFilter: async (region, detector, { name, description, criterion }, isThere) => {
      const guardDuty = await at(region);
      const filter = {
        DetectorId: detector,
        Action: 'ARCHIVE',
        Description: description,
        FindingCriteria: { Criterion: criterion as Record<string, object> },
      } as const;
      if (isThere) await guardDuty.updateFilter({ ...filter, FilterName: name });
      else await guardDuty.createFilter({ ...filter, Name: name });
    },
    deleteFilter: async (region, detector, name) => {
      await (await at(region)).deleteFilter({ DetectorId: detector, FilterName: name });
    },
    putExport: async (region, detector, destination) => {
      const guardDuty = await at(region);
      const { Destinations: [found] = [] } = await guardDuty.listPublishingDestinations({ DetectorId: detector });
      const there = { DetectorId: detector, DestinationId: found?.DestinationId };
      if (destination === null) {
        if (found) await guardDuty.deletePublishingDestination(there);
        return;
      }
      const DestinationProperties = { DestinationArn: destination.bucketArn, KmsKeyArn: destination.keyArn };
      if (found) await guardDuty.updatePublishingDestination({ ...there, DestinationProperties });
      else
        await guardDuty.createPublishingDestination({
          DetectorId: detector,
          DestinationType: 'S3',
          DestinationProperties,
        });
    },
  } satisfies Partial<GuardDutyPort>;
}

async function readAdministered(guardDuty: GuardDuty, detector: ObservedDetector): Promise<AdministeredGuardDuty> {
  const DetectorId = detector.id;
  const [organization, members, filters, exportedTo] = await Promise.all([
    guardDuty.describeOrganizationConfiguration({ DetectorId }),
    listAll(async (token) => {
      const page = await guardDuty.listMembers({ DetectorId, OnlyAssociated: 'true', NextToken: token });
      return { items: page.Members, next: page.NextToken };
    }),
    readFilters(guardDuty, DetectorId),
    readExport(guardDuty, DetectorId),
  ]);
  return {
    detector,
    autoEnable: organization.AutoEnableOrganizationMembers ?? 'NONE',
    features: namesOf(organization.Features ?? [], ({ AutoEnable }) => AutoEnable === 'ALL'),
    members: members
      .filter(({ RelationshipStatus }) => RelationshipStatus === 'Enabled')
      .map(({ AccountId = '' }) => AccountId as AccountId),
    exportedTo,
    filters,
  };
}

/** Those that archive; a filter that only looks hides nothing. */
async function readFilters(guardDuty: GuardDuty, DetectorId: string): Promise<readonly SuppressionFilter[]> {
  const names = await listAll(async (token) => {
    const page = await guardDuty.listFilters({ DetectorId, NextToken: token });
    return { items: page.FilterNames, next: page.NextToken };
  });
  const filters = await Promise.all(names.map((FilterName) => guardDuty.getFilter({ DetectorId, FilterName })));
  return filters
    .filter(({ Action }) => Action === 'ARCHIVE')
    .map(({ Name = '', Description = '', FindingCriteria }) => ({
      name: Name,
      description: Description,
      criterion: (FindingCriteria?.Criterion ?? {}) as unknown as JsonObject,
    }));
}

async function readExport(guardDuty: GuardDuty, DetectorId: string): Promise<string | null> {
  const { Destinations: [found] = [] } = await guardDuty.listPublishingDestinations({ DetectorId });
  if (!found) return null;
  const { DestinationProperties } = await guardDuty.describePublishingDestination({
    DetectorId,
    DestinationId: found.DestinationId,
  });
  return DestinationProperties?.DestinationArn ?? null;
}

function statusOf(on: boolean) {
  return { Status: on ? 'ENABLED' : 'DISABLED' } as const;
}

function autoEnableOf(on: boolean) {
  return { AutoEnable: on ? 'ALL' : 'NONE' } as const;
}

interface FeatureOfAws<Name = string> {
  readonly Name?: Name | undefined;
  readonly AdditionalConfiguration?: readonly { readonly Name?: string | undefined }[] | undefined;
}

const KNOWN: ReadonlySet<string> = new Set([...GUARD_DUTY_FEATURES, ...RUNTIME_AGENTS]);

function namesOf<Feature extends FeatureOfAws>(
  features: readonly Feature[],
  isOn: (feature: Feature) => boolean,
): readonly GuardDutyFeature[] {
  return features
    .flatMap((feature) => [feature, ...((feature.AdditionalConfiguration ?? []) as Feature[])])
    .filter((feature) => isOn(feature) && KNOWN.has(feature.Name ?? ''))
    .map(({ Name }) => Name as GuardDutyFeature)
    .sort();
}

/** Every feature that we know, on or off: what is not said would stay as it is. Never EKS_RUNTIME_MONITORING beside RUNTIME_MONITORING. */
function switchesOf<Switch extends object>(features: readonly GuardDutyFeature[], makeSwitch: (on: boolean) => Switch) {
  return GUARD_DUTY_FEATURES.map((name) => ({
    Name: name,
    ...makeSwitch(features.includes(name)),
    ...(name === 'RUNTIME_MONITORING' && {
      AdditionalConfiguration: RUNTIME_AGENTS.map((agent) => ({
        Name: agent,
        ...makeSwitch(features.includes(agent)),
      })),
    }),
  }));
}

async function inChunks<Item>(
  items: readonly Item[],
  call: (chunk: readonly Item[]) => Promise<{ UnprocessedAccounts: UnprocessedAccount[] | undefined }>,
): Promise<readonly Unprocessed[]> {
  const unprocessed: Unprocessed[] = [];
  for (let start = 0; start < items.length; start += CHUNK) {
    const { UnprocessedAccounts = [] } = await call(items.slice(start, start + CHUNK));
    for (const { AccountId = '', Result = '' } of UnprocessedAccounts) {
      unprocessed.push({ account: AccountId as AccountId, reason: Result });
    }
  }
  return unprocessed;
}
