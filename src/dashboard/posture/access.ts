import { regionsOf } from '../../blueprints/blueprint.ts';
import { MetsukeError } from '../../domain/errors.ts';
import { NAMES } from '../../domain/names.ts';
import { say } from '../../domain/say.ts';
import type { FoundAccess } from '../../engine/observe/access-findings.ts';
import type { Ports } from '../../engine/observe/ports.ts';
import type { PlanInput } from '../../engine/plan/input.ts';
import { type NotRead, notRead, switchedOff } from './read-section.ts';
import type { Access } from './schema.ts';

type Content = Omit<Access, 'state' | 'at'>;

interface Asked {
  readonly analyzer: string;
  readonly kind: 'external' | 'unused';
  readonly region: string;
}

type Answer = Asked & ({ readonly found: FoundAccess } | { readonly reason: string });

/** Analyzer by analyzer: one that cannot be read says so beside those that can. */
export async function readAccess(ports: Ports, input: PlanInput): Promise<Content | NotRead> {
  const { config } = input;
  if (!config.accessAnalyzer.enabled) {
    return switchedOff(say`IAM Access Analyzer is not switched on in metsuke.yaml (accessAnalyzer.enabled).`);
  }
  const answers = await Promise.all(analyzersOf(input).map((asked) => ask(ports, asked, input)));
  const read = answers.filter((one) => 'found' in one);
  const missing = answers.filter((one) => 'reason' in one);
  if (read.length === 0) return notRead(missing[0]?.reason ?? '');
  return {
    regions: [...new Set(read.map(({ region }) => region))],
    missing: missing.map(({ analyzer, region, reason }) => ({ analyzer, region, reason })),
    isCut: read.some(({ found }) => found.isCut),
    findings: read.flatMap(({ found }) => found.findings.map(toFinding)),
  };
}

/** As the capability deploys them: external access in every governed region, unused access in one. */
function analyzersOf({ config }: PlanInput): readonly Asked[] {
  const { externalAccess, unusedAccess } = NAMES.analyzer;
  const named = (name: string): string => `${config.resourcePrefix}-${name}`;
  return [
    ...regionsOf({ regions: 'governed' }, config).map(
      (region): Asked => ({ analyzer: named(externalAccess), kind: 'external', region }),
    ),
    ...(config.accessAnalyzer.unusedAccess.enabled
      ? [{ analyzer: named(unusedAccess), kind: 'unused' as const, region: config.homeRegion }]
      : []),
  ];
}

async function ask(ports: Ports, asked: Asked, { config, references }: PlanInput): Promise<Answer> {
  const { analyzer, kind, region } = asked;
  try {
    const { accessAnalyzer } = ports.inAccount(references.auditAccountId, config.stackSets.bootstrapRole);
    const found = await accessAnalyzer.listActive(analyzer, kind, region);
    if (found !== null) return { ...asked, found };
    return {
      ...asked,
      reason: say`The audit account has no analyzer ${analyzer} in ${region}: metsuke apply makes it.`,
    };
  } catch (error) {
    if (error instanceof MetsukeError) return { ...asked, reason: error.message };
    throw error;
  }
}

/** On the scale of GuardDuty, as notifications tell of them. */
function severityOf({ type, error }: FoundAccess['findings'][number]): number {
  if (error !== null) return 3;
  if (type.startsWith('Unused')) return 2;
  return type === 'PublicAccess' ? 8 : 5;
}

function toFinding(finding: FoundAccess['findings'][number]): Access['findings'][number] {
  const { principals, actions } = finding;
  const severity = severityOf(finding);
  return { ...finding, severity, principals: [...principals], actions: [...actions] };
}
