import type { Finding } from '../../domain/finding.ts';
import { note } from '../../domain/say.ts';
import { TEMPLATE_BODY_LIMIT_BYTES } from '../../domain/template.ts';
import type { ObservedStackSet } from '../observe/snapshot.ts';
import { guardDutyFindings } from '../steps/guard-duty/plan.ts';
import { repairFindings } from '../steps/repair/findings.ts';
import { losesByRemoval } from '../steps/repair/plan.ts';
import { settingFindings } from '../steps/setting/plan.ts';
import type { Step } from '../steps/step.ts';
import { adoptions } from './adoption.ts';
import { fullTargets, stoppedRoles, unreadStackSets } from './binding.ts';
import { bucketFindings, unseenBuckets } from './buckets.ts';
import { exchangeFindings } from './exchange.ts';
import { movedHome } from './home-region.ts';
import type { PlanInput } from './input.ts';
import { occupantFindings } from './occupied.ts';
import { recordingFindings } from './recording.ts';
import { effectiveParameters } from './resolve-template.ts';
import { parseTemplate } from './template-text.ts';
import { trailFindings } from './trails.ts';

/** What a person should know beside the steps. */
export function findingsOf(input: PlanInput): readonly Finding[] {
  return [
    ...inoperableInstances(input),
    ...adoptions(input),
    ...bucketFindings(input),
    ...unseenBuckets(input),
    ...fullTargets(input),
    ...stoppedRoles(input),
    ...unreadStackSets(input),
    ...occupantFindings(input),
    ...trailFindings(input),
    ...recordingFindings(input),
    ...repairFindings(input),
    ...whatCannotChange(input),
    ...exchangeFindings(input),
    ...guardDutyFindings(input),
    ...settingFindings(input),
  ];
}

/** CloudFormation would refuse them. Rules of one's own count most: each may be 10,000 characters. */
export function tooLarge(steps: readonly Step[]): readonly Finding[] {
  return steps.flatMap((step) => {
    if (step.kind !== 'stack' && step.kind !== 'stack-set') return [];
    const size = Buffer.byteLength(step.definition.templateBody);
    if (size <= TEMPLATE_BODY_LIMIT_BYTES) return [];
    const rules = note`Shorten configRules.customRules, or choose a smaller profile.`;
    const message = note`The template of ${step.title} would be ${size} bytes; CloudFormation takes ${TEMPLATE_BODY_LIMIT_BYTES}.`;
    const hint = step.title === 'config-rules' ? rules : note`Configure less of it.`;
    return [{ severity: 'error' as const, code: 'template-too-large', message, hint }];
  });
}

/** Choices that are made once: AWS refuses to change the model, and with the prefix every name would change. */
export function whatCannotChange(input: PlanInput): readonly Finding[] {
  const { snapshot, config } = input;
  const { permissionModel } = config.stackSets;
  const otherModel = snapshot.stackSets.find((stackSet) => stackSet.permissionModel !== permissionModel);
  const prefixes = snapshot.stackSets.filter(({ instances }) => instances.length > 0).flatMap(prefixOf);
  const otherPrefix = prefixes.find((prefix) => prefix !== config.resourcePrefix);
  return [
    ...movedHome(input),
    ...(otherModel
      ? [
          {
            severity: 'error' as const,
            code: 'permission-model',
            message: note`${otherModel.name} is ${otherModel.permissionModel}; AWS cannot make it ${permissionModel}.`,
            hint: note`Set stackSets.permissionModel to ${otherModel.permissionModel}; or set it so, destroy, set it to ${permissionModel} and apply.`,
          },
        ]
      : []),
    ...(otherPrefix
      ? [
          {
            severity: 'error' as const,
            code: 'resource-prefix',
            message: note`Everything was made with the prefix ${otherPrefix}; with ${config.resourcePrefix} it would all be made again, without the logs.`,
            hint: note`Set resourcePrefix to ${otherPrefix}; or set it so, destroy, set it to ${config.resourcePrefix} and apply.`,
          },
        ]
      : []),
  ];
}

/** The prefix that a stack set was deployed with; one that was made by hand may rely on its template's default. */
function prefixOf({ templateBody, parameters }: ObservedStackSet): readonly string[] {
  const template = parseTemplate(templateBody);
  const prefix = (template ? effectiveParameters(template, parameters) : parameters).ManagedResourcePrefix;
  return prefix === undefined ? [] : [prefix];
}

/**
 * One for a stack set and a region, however many accounts it is about: one command brings all of them back. Where nothing
 * is lost by it, an apply does so itself.
 */
function inoperableInstances(input: PlanInput): readonly Finding[] {
  const { snapshot } = input;
  return snapshot.stackSets.flatMap(({ name, instances }) => {
    const inoperable = instances.filter(
      ({ status, account, region }) =>
        status === 'INOPERABLE' && losesByRemoval({ stackSet: name, account, region }, input),
    );
    const regions = [...new Set(inoperable.map(({ region }) => region))];
    return regions.map((region): Finding => {
      const accounts = inoperable.filter((instance) => instance.region === region).map(({ account }) => account);
      const [only] = accounts;
      const where = accounts.length === 1 ? `${only} ${region}` : note`${accounts.length} accounts in ${region}`;
      return {
        severity: 'warning',
        code: 'inoperable-instance',
        message: note`CloudFormation leaves the instance of ${name} in ${where} out of every operation, because its deletion failed.`,
        hint: note`Remove it from the stack set, delete its stack in the account, and apply again:`,
        command: `aws cloudformation delete-stack-instances --stack-set-name ${name} --accounts ${accounts.join(' ')} --regions ${region} --retain-stacks`,
      };
    });
  });
}
