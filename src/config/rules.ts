import type { z } from 'zod';
import type { Finding, Source } from '../domain/finding.ts';
import { partitionOf } from '../domain/ids.ts';
import { say } from '../domain/say.ts';
import type { Breach } from './breach.ts';
import { makeDraft } from './draft.ts';
import { checkNameRoom } from './name-room.ts';
import type { Path } from './node.ts';
import { checkRegionExemptions } from './region-exemptions.ts';
import { checkRuleChoice } from './rule-choice.ts';
import type { Config } from './schema.ts';
import { checkSessionEndpoints } from './session-endpoints.ts';
import { quote } from './text.ts';

/** Something that no single field can say about itself. */
interface Rule {
  /** Fields that it compares: it is silent while one of them is wrong by itself. */
  readonly reads: readonly Path[];
  check(config: Config): readonly Breach[];
}

/** Of every rule whose fields are right by themselves, even when other parts of the file are wrong. */
export function findRuleBreaches(
  input: unknown,
  issues: readonly z.core.$ZodIssue[],
  locate: (path: Path) => Source | undefined,
): Finding[] {
  const draft = makeDraft(input, issues);
  if (!draft) return [];
  return RULES.filter((rule) => !rule.reads.some(draft.isBroken))
    .flatMap((rule) => rule.check(draft.config))
    .map(({ at, ...finding }) => {
      const source = locate(at);
      return source ? { ...finding, source } : finding;
    });
}

const AUDIT = ['accounts', 'audit'];
const LOG = ['accounts', 'log'];
const CANARY = ['stackSets', 'canary'];
const EXCLUDED = ['exclude', 'accounts'];

const RULES: readonly Rule[] = [
  { reads: [['configRules'], ['configRecorder', 'enabled']], check: checkRuleChoice },
  { reads: [['sessions', 'endpoints'], ['homeRegion'], ['governedRegions']], check: checkSessionEndpoints },
  {
    reads: [
      ['resourcePrefix'],
      ['homeRegion'],
      ['governedRegions'],
      ['guardDuty', 'suppress'],
      ['configRules', 'customRules'],
      ['patching', 'install', 'groups'],
    ],
    check: checkNameRoom,
  },
  {
    reads: [
      ['logs', 'retentionDays'],
      ['logs', 'transitionToGlacier'],
      ['logs', 'transitionDays'],
    ],
    check: ({ logs }) => {
      if (!logs.transitionToGlacier || logs.transitionDays < logs.retentionDays) return [];
      // S3 refuses a lifecycle rule that moves objects on or after the day of their expiration.
      const message = say`transitionDays (${logs.transitionDays}) must be below retentionDays (${logs.retentionDays}).`;
      return [error('transition-after-expiration', ['logs', 'transitionDays'], message)];
    },
  },
  {
    reads: [['homeRegion'], ['governedRegions']],
    check: ({ homeRegion, governedRegions }) => {
      if (!governedRegions || governedRegions.includes(homeRegion)) return [];
      const message = say`The home region ${homeRegion} is not among the governed regions.`;
      return [error('home-region-not-governed', ['governedRegions'], message, say`Add ${homeRegion} to the list.`)];
    },
  },
  {
    reads: [['governedRegions']],
    check: ({ governedRegions }) => duplicates(governedRegions ?? [], ['governedRegions']),
  },
  {
    reads: [['guardrails', 'regionRestriction', 'allowedRegions']],
    check: ({ guardrails: { regionRestriction } }) =>
      duplicates(regionRestriction.allowedRegions, ['guardrails', 'regionRestriction', 'allowedRegions']),
  },
  {
    reads: [['guardrails', 'regionRestriction', 'alsoAllow']],
    check: ({ guardrails: { regionRestriction } }) =>
      regionRestriction.alsoAllow.flatMap(({ regions }, index) =>
        duplicates(regions, ['guardrails', 'regionRestriction', 'alsoAllow', index, 'regions']),
      ),
  },
  { reads: [['guardrails', 'regionRestriction'], ['homeRegion'], ['governedRegions']], check: checkRegionExemptions },
  {
    reads: [['homeRegion'], ['governedRegions']],
    check: ({ homeRegion, governedRegions = [] }) =>
      governedRegions.flatMap((region, index) => {
        if (partitionOf(region) === partitionOf(homeRegion)) return [];
        const message = say`${region} is in the partition ${partitionOf(region)}, the home region ${homeRegion} in ${partitionOf(homeRegion)}.`;
        const hint = say`An organization cannot reach into another partition.`;
        return [error('other-partition', ['governedRegions', index], message, hint)];
      }),
  },
  {
    reads: [AUDIT, LOG],
    check: ({ accounts }) => {
      if (accounts.audit !== accounts.log) return [];
      const message = say`${quote(accounts.log)} is the audit account too.`;
      return [
        error(
          'same-account',
          LOG,
          message,
          say`Who reads the logs must not be able to change them: name another account.`,
        ),
      ];
    },
  },
  {
    reads: [AUDIT, EXCLUDED],
    check: ({ accounts, exclude }) => excluded(accounts.audit, say`the audit account`, exclude.accounts),
  },
  {
    reads: [LOG, EXCLUDED],
    check: ({ accounts, exclude }) => excluded(accounts.log, say`the log account`, exclude.accounts),
  },
  {
    reads: [CANARY, EXCLUDED],
    check: ({ stackSets, exclude }) => excluded(stackSets.canary, say`the canary`, exclude.accounts),
  },
  {
    reads: [['exclude', 'units']],
    check: ({ exclude }) =>
      exclude.units.flatMap((unit, index) =>
        unit === 'root'
          ? [
              error(
                'everything-excluded',
                ['exclude', 'units', index],
                say`Without the root nothing would be governed.`,
              ),
            ]
          : [],
      ),
  },
  {
    reads: [
      ['notifications', 'quietHours'],
      ['notifications', 'digest'],
    ],
    check: ({ notifications: { quietHours, digest } }) => {
      if (!quietHours || digest.enabled) return [];
      const message = say`What happens in the quiet hours goes into the digest, which is off: it would be lost.`;
      return [error('quiet-without-digest', ['notifications', 'quietHours'], message, say`Switch the digest on.`)];
    },
  },
  {
    reads: [['notifications', 'subscribeToAllConfigurationTopic']],
    check: ({ notifications }) => {
      if (!notifications.subscribeToAllConfigurationTopic) return [];
      const message = say`Every change to every resource in every account becomes a mail: a flood.`;
      const hint = say`Leave it false unless the mailbox is read by a machine.`;
      return [
        {
          ...error('mail-flood', ['notifications', 'subscribeToAllConfigurationTopic'], message, hint),
          severity: 'warning',
        },
      ];
    },
  },
];

function error(code: string, at: Path, message: string, hint?: string): Breach {
  return { severity: 'error', code, message, ...(hint ? { hint } : {}), at };
}

function duplicates(regions: readonly string[], list: Path): readonly Breach[] {
  return regions.flatMap((region, index) =>
    regions.indexOf(region) < index
      ? [
          error(
            'duplicate-region',
            [...list, index],
            say`${region} is already in the list.`,
            say`Remove one of the two.`,
          ),
        ]
      : [],
  );
}

function excluded(account: string | undefined, duty: string, exclusions: readonly string[]): readonly Breach[] {
  const index = account === undefined ? -1 : exclusions.indexOf(account);
  if (account === undefined || index < 0) return [];
  const message = say`${quote(account)} is ${duty}: it cannot be excluded.`;
  return [error('excluded-account', ['exclude', 'accounts', index], message)];
}
