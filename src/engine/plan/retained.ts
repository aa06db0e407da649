import { note } from '../../domain/say.ts';
import type { ObservedStack } from '../observe/snapshot.ts';
import { BLUEPRINT_TAG } from './definition.ts';
import type { PlanInput } from './input.ts';
import type { RetainedResource } from './plan.ts';
import { resolveResources } from './resolve-template.ts';
import { isRetained } from './template-diff.ts';
import { parseTemplate } from './template-text.ts';

/** Resources that CloudFormation keeps when it deletes their stack. */
export function retainedOf({ snapshot }: PlanInput): readonly RetainedResource[] {
  const ours = ({ tags }: Pick<ObservedStack, 'tags'>): boolean => tags[BLUEPRINT_TAG] !== undefined;
  return [
    ...snapshot.stackSets
      .filter(ours)
      .flatMap((stackSet) => stackSet.instances.flatMap((instance) => retainedIn(stackSet, instance))),
    ...snapshot.stacks.filter(ours).flatMap((stack) => retainedIn(stack, stack)),
  ];
}

function retainedIn(
  { templateBody, parameters }: Pick<ObservedStack, 'templateBody' | 'parameters'>,
  { account, region }: Pick<ObservedStack, 'account' | 'region'>,
): readonly RetainedResource[] {
  const template = parseTemplate(templateBody);
  if (!template) return [];
  return Object.entries(resolveResources(template, parameters))
    .filter(([, resource]) => isRetained(resource))
    .map(([logicalId, resource]) => ({
      account,
      region,
      type: resource.Type,
      name: resourceName(resource.Properties, account, region) ?? logicalId,
      why: resource.Type === 'AWS::KMS::Key' ? note`opens what it has encrypted` : note`holds logs`,
    }));
}

/** Where a type keeps its name. */
const NAMED_BY = ['BucketName', 'LogGroupName', 'TableName', 'Description'];

/** Null where AWS makes the name. */
export function resourceName(properties: unknown, account: string, region: string): string | null {
  const given = (properties ?? {}) as Readonly<Record<string, unknown>>;
  const name = NAMED_BY.map((key) => given[key]).find((value) => value !== undefined);
  const text = typeof name === 'object' && name !== null ? (name as { 'Fn::Sub'?: string })['Fn::Sub'] : name;
  if (typeof text !== 'string') return null;
  return text.replaceAll(`\${AWS::AccountId}`, account).replaceAll(`\${AWS::Region}`, region);
}
