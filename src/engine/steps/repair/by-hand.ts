import { partitionOf } from '../../../domain/ids.ts';
import type { Json } from '../../../domain/json.ts';
import { forShell } from '../../../domain/text/media.ts';
import type { ResourceChange, ValueChange } from '../change.ts';
import type { RepairTarget } from './step.ts';

/**
 * Where CloudFormation cannot revert drift: each property as the template has it, by Cloud Control, which has one call for
 * the APIs of all services. Undefined: of nothing is known how it is called there.
 */
export function commandByHand({ resources, region, account }: RepairTarget): string | undefined {
  const commands = resources.flatMap((resource) => {
    const identifier = resource.action === 'update' ? identifierOf(resource, { region, account }) : null;
    if (identifier === null || resource.properties.length === 0) return [];
    const patch = forShell(JSON.stringify(resource.properties.map(operationFor)));
    return [
      `aws cloudcontrol update-resource --region ${region} --type-name ${forShell(resource.type)} --identifier ${forShell(identifier)} --patch-document ${patch}`,
    ];
  });
  return commands.length > 0 ? commands.join(' && ') : undefined;
}

/** Known by several names together, of which CloudFormation tells one. */
const COMPOSITE: ReadonlySet<string> = new Set([
  'AWS::Events::EventBusPolicy',
  'AWS::Lambda::Permission',
  'AWS::Logs::AccountPolicy',
  'AWS::Logs::MetricFilter',
]);

/** What Cloud Control calls a resource: its primary identifier, which CloudFormation gives as its physical id but for rules. */
function identifierOf(
  { type, physicalId }: ResourceChange,
  { region, account }: Pick<RepairTarget, 'region' | 'account'>,
): string | null {
  if (physicalId === undefined || COMPOSITE.has(type)) return null;
  if (type !== 'AWS::Events::Rule' || physicalId.startsWith('arn:')) return physicalId;
  return `arn:${partitionOf(region)}:events:${region}:${account}:rule/${physicalId.replace('|', '/')}`;
}

/** JSON Patch; `add` replaces what is there, except in a list. */
function operationFor({ path, to }: ValueChange) {
  if (to === null || to === '') return { op: 'remove', path };
  return { op: /\/\d+$/.test(path) ? 'replace' : 'add', path, value: templateValue(to) };
}

/** CloudFormation gives objects, lists, numbers and switches as their JSON, and a text as it is. */
function templateValue(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
