import { MetsukeError } from '../../src/domain/errors.ts';
import type { AccountId } from '../../src/domain/ids.ts';
import type {
  FindingFrequency,
  GuardDutyFeature,
  GuardDutyPort,
  ObservedDetector,
  SuppressionFilter,
  ThreatFinding,
} from '../../src/engine/observe/guard-duty.ts';

interface FakeDetector {
  id: string;
  enabled: boolean;
  findingFrequency: FindingFrequency;
  features: readonly GuardDutyFeature[];
  tags: Readonly<Record<string, string>>;
  exportedTo: string | null;
  readonly filters: Map<string, SuppressionFilter>;
}

interface FakeRegion {
  administrator: AccountId | null;
  autoEnable: 'ALL' | 'NONE';
  features: readonly GuardDutyFeature[];
  readonly members: Set<AccountId>;
}

/** GuardDuty of an organization, in memory. What is new has everything on, as in AWS. */
export class FakeGuardDuty {
  readonly detectors = new Map<string, FakeDetector>();
  private readonly regions = new Map<string, FakeRegion>();
  /** What nobody archived, in all accounts. */
  findings: readonly ThreatFinding[] = [];
  /** Accounts that AWS refuses as members, with its words. */
  readonly refusing = new Map<AccountId, string>();
  /** Calls that fail until all of GuardDuty knows a new administrator. */
  slowness = 0;
  private made = 0;

  region(name: string): FakeRegion {
    const known = this.regions.get(name) ?? {
      administrator: null,
      autoEnable: 'NONE',
      features: [],
      members: new Set(),
    };
    this.regions.set(name, known as FakeRegion);
    return known as FakeRegion;
  }

  detectorOf(account: AccountId, region: string): FakeDetector | undefined {
    return this.detectors.get(`${account}/${region}`);
  }

  addDetector(account: AccountId, region: string, tags: Readonly<Record<string, string>> = {}): FakeDetector {
    if (this.detectorOf(account, region)) throw refused('a detector already exists for the current account');
    this.made += 1;
    const detector: FakeDetector = {
      id: `detector-${this.made}`,
      enabled: true,
      findingFrequency: 'SIX_HOURS',
      features: ['S3_DATA_EVENTS'],
      tags,
      exportedTo: null,
      filters: new Map(),
    };
    this.detectors.set(`${account}/${region}`, detector);
    return detector;
  }

  portsOf(account: AccountId): GuardDutyPort {
    return { ...this.ownPorts(account), ...this.memberPorts(account), ...this.findingsPorts(account) };
  }

  private own(account: AccountId, region: string, id: string): FakeDetector {
    const detector = this.detectorOf(account, region);
    if (detector?.id !== id) throw refused('the input detectorId is not owned by the current account');
    return detector;
  }

  /** GuardDuty registers its administrator with AWS Organizations. */
  delegated() {
    const accounts = new Set([...this.regions.values()].flatMap(({ administrator }) => administrator ?? []));
    return [...accounts].map((accountId) => ({ accountId, servicePrincipal: 'guardduty.amazonaws.com' }));
  }

  private administered(account: AccountId, region: string): FakeRegion {
    const known = this.region(region);
    if (this.slowness > 0 || known.administrator !== account) {
      this.slowness -= 1;
      throw refused('the current account is not the administrator of the organization');
    }
    return known;
  }

  private ownPorts(account: AccountId) {
    return {
      readAdministrator: async (region) => this.region(region).administrator,
      delegate: async (region, administrator) => {
        if (this.region(region).administrator) throw refused('an account is already enabled');
        this.region(region).administrator = administrator;
        if (!this.detectorOf(administrator, region)) this.addDetector(administrator, region);
      },
      undelegate: async (region) => {
        this.regions.delete(region);
      },
      readDetector: async (region) => {
        const found = this.detectorOf(account, region);
        return found ? observed(found) : null;
      },
      createDetector: async (region) => this.addDetector(account, region).id,
      updateDetector: async (region, id, { features, findingFrequency }) => {
        const detector = this.own(account, region, id);
        Object.assign(detector, { enabled: true, features, ...(findingFrequency && { findingFrequency }) });
      },
      tagDetector: async (region, id, tags) => {
        const detector = this.own(account, region, id);
        detector.tags = { ...detector.tags, ...tags };
      },
      deleteDetector: async (region, id) => {
        this.own(account, region, id);
        const { administrator, members } = this.region(region);
        if (members.has(account)) throw refused('the current account is a member');
        if (administrator === account && members.size > 0) throw refused('it has member accounts');
        this.detectors.delete(`${account}/${region}`);
      },
    } satisfies Partial<GuardDutyPort>;
  }

  private memberPorts(account: AccountId) {
    return {
      readAdministered: async (region, detector) => {
        const { autoEnable, features, members } = this.administered(account, region);
        const { exportedTo, filters } = this.own(account, region, detector.id);
        const ids = [...members].sort();
        return { detector, autoEnable, features, members: ids, exportedTo, filters: [...filters.values()] };
      },
      updateOrganization: async (region, id, settings) => {
        this.own(account, region, id);
        Object.assign(this.administered(account, region), settings);
      },
      enroll: async (region, _id, accounts) => {
        const known = this.administered(account, region);
        const results = [...accounts].map(([member, address]) => {
          if (!address.includes('@')) return { account: member, reason: 'an invalid e-mail address' };
          const reason = this.refusing.get(member);
          if (reason !== undefined) return { account: member, reason };
          const detector = this.detectorOf(member, region) ?? this.addDetector(member, region);
          Object.assign(detector, { enabled: true, features: known.features });
          known.members.add(member);
          return null;
        });
        return results.filter((result) => result !== null);
      },
      updateMembers: async (region, _id, accounts, features) => {
        const { members } = this.administered(account, region);
        for (const member of accounts) {
          if (!members.has(member)) throw refused(`${member} is no member`);
          Object.assign(this.detectorOf(member, region) ?? {}, { features });
        }
        return [];
      },
      release: async (region, _id, accounts) => {
        const { members, autoEnable } = this.administered(account, region);
        if (autoEnable === 'ALL') throw refused('members cannot be disassociated while auto-enable is ALL');
        for (const member of accounts) {
          members.delete(member);
          Object.assign(this.detectorOf(member, region) ?? {}, { enabled: false });
        }
        return [];
      },
    } satisfies Partial<GuardDutyPort>;
  }

  private findingsPorts(account: AccountId) {
    return {
      listFindings: async (region, id) => {
        this.own(account, region, id);
        return this.findings.filter((finding) => finding.region === region);
      },
      putFilter: async (region, id, filter, isThere) => {
        const { filters } = this.own(account, region, id);
        if (filters.has(filter.name) !== isThere) throw refused(`the filter is${isThere ? ' not' : ''} there`);
        filters.set(filter.name, filter);
      },
      deleteFilter: async (region, id, name) => {
        this.own(account, region, id).filters.delete(name);
      },
      putExport: async (region, id, destination) => {
        this.own(account, region, id).exportedTo = destination?.bucketArn ?? null;
      },
    } satisfies Partial<GuardDutyPort>;
  }
}

function observed({ id, enabled, findingFrequency, features, tags }: FakeDetector): ObservedDetector {
  return { id, enabled, findingFrequency, features, tags };
}

function refused(words: string): MetsukeError {
  return new MetsukeError('aws-error', `The request is rejected because ${words}.`);
}
