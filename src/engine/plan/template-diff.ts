import { createRequire } from 'node:module';
import type { ResourceDifference, TemplateDiff } from '@aws-cdk/cloudformation-diff';
import type { Json } from '../../domain/json.ts';
import type { Template, TemplateResource } from '../../domain/template.ts';
import type { ResourceChange } from '../steps/change.ts';
import { losingChangesOf } from './losing-changes.ts';
import { type Place, resolveResources } from './resolve-template.ts';
import { diffValues } from './value-diff.ts';

/** A template with the values of its parameters. */
export interface ParameterizedTemplate {
  readonly template: Template;
  readonly parameters: Readonly<Record<string, string>>;
  /** Absent: it goes to many places. */
  readonly place?: Place;
}

/** Resource types whose replacement or removal loses what people put there, unless they are retained. */
const HOLDS_DATA = new Set([
  'AWS::S3::Bucket',
  'AWS::SNS::Topic',
  'AWS::SNS::Subscription',
  'AWS::SQS::Queue',
  'AWS::Logs::LogGroup',
  'AWS::KMS::Key',
  'AWS::DynamoDB::Table',
  'AWS::CloudTrail::Trail',
  'AWS::Config::ConfigurationRecorder',
]);

/** What CloudFormation will do to each resource. Replacement verdicts come from AWS's resource schemas. */
export function diffResources(from: ParameterizedTemplate, to: ParameterizedTemplate): readonly ResourceChange[] {
  const before = resolveResources(from.template, from.parameters);
  const after = resolveResources(to.template, to.parameters);
  const { fullDiff } = loadCloudFormationDiff();
  const diff: TemplateDiff = fullDiff({ Resources: before }, { Resources: after });
  const changes: ResourceChange[] = [];
  diff.resources.forEachDifference((logicalId, difference) => {
    const change = makeResourceChange(logicalId, difference, before[logicalId], after[logicalId]);
    if (change) changes.push(change);
  });
  return changes.sort((a, b) => (a.logicalId < b.logicalId ? -1 : 1));
}

/** Every resource of a template that does not exist anywhere yet. */
export function addedResources(template: ParameterizedTemplate): readonly ResourceChange[] {
  return Object.entries(resolveResources(template.template, template.parameters)).map(([logicalId, resource]) => ({
    logicalId,
    type: resource.Type,
    action: 'add',
    losesData: false,
    properties: [],
  }));
}

/** Every resource of a template whose stack is deleted. */
export function removedResources(template: ParameterizedTemplate): readonly ResourceChange[] {
  const resources = resolveResources(template.template, template.parameters, template.place);
  return Object.entries(resources).map(([logicalId, resource]) => ({
    logicalId,
    type: resource.Type,
    action: isRetained(resource) ? 'release' : 'remove',
    losesData: !isRetained(resource) && HOLDS_DATA.has(resource.Type),
    properties: [],
  }));
}

export function isRetained(resource: TemplateResource): boolean {
  return resource.DeletionPolicy === 'Retain' || resource.DeletionPolicy === 'RetainExceptOnCreate';
}

function makeResourceChange(
  logicalId: string,
  difference: ResourceDifference,
  before: TemplateResource | undefined,
  after: TemplateResource | undefined,
): ResourceChange | null {
  const action = actionOf(difference, before);
  if (action === null) return null;
  const properties = difference.isUpdate ? diffValues(withoutType(before), withoutType(after)) : [];
  const keepsOld = action === 'remove' ? false : before?.UpdateReplacePolicy === 'Retain';
  const destroys = action === 'remove' || action === 'replace' || action === 'may-replace';
  const type = (after ?? before)?.Type ?? 'unknown';
  const losesData = destroys && !keepsOld && HOLDS_DATA.has(type);
  const losses = before && after ? losingChangesOf(logicalId, before, after) : [];
  return { logicalId, type, action, losesData, ...(losses.length > 0 && { losses }), properties };
}

function actionOf(
  difference: ResourceDifference,
  before: TemplateResource | undefined,
): ResourceChange['action'] | null {
  if (difference.isAddition) return 'add';
  if (difference.isRemoval) return before && isRetained(before) ? 'release' : 'remove';
  switch (difference.changeImpact) {
    case 'WILL_REPLACE':
      return 'replace';
    case 'MAY_REPLACE':
      return 'may-replace';
    case 'NO_CHANGE':
      // Attributes such as DeletionPolicy or DependsOn change without an impact on the resource itself.
      return 'update';
    default:
      return 'update';
  }
}

/** `Properties` is the reader's level: DeletionPolicy and friends keep their own name. */
function withoutType(resource: TemplateResource | undefined): Json {
  const { Type: _, Properties: properties, Metadata: __, ...attributes } = resource ?? { Type: '' };
  return { ...(properties as object), ...attributes } as Json;
}

/** Its schema database takes a moment to load: only when a template really differs. In a build it comes from dist/vendor. */
function loadCloudFormationDiff(): typeof import('@aws-cdk/cloudformation-diff') {
  return createRequire(import.meta.url)('@aws-cdk/cloudformation-diff');
}
