import type { CloudFormation, StackInstanceSummary } from '@aws-sdk/client-cloudformation';
import type { AccountId } from '../domain/ids.ts';
import { say } from '../domain/say.ts';
import type { ForeignStackSet, ObservedStackInstance, ObservedStackSet } from '../engine/observe/snapshot.ts';
import { plainWords } from './errors.ts';
import { listAll } from './pages.ts';
import { required } from './required.ts';
import { fromParameters, fromTags } from './stack-reading.ts';

/** The largest page that CloudFormation gives of any list of stack sets. */
export const PAGE_SIZE = 100;

export async function listNames(cloudFormation: CloudFormation): Promise<readonly string[]> {
  const stackSets = await listAll(async (token) => {
    const page = await cloudFormation.listStackSets({ Status: 'ACTIVE', MaxResults: PAGE_SIZE, NextToken: token });
    return { items: page.Summaries, next: page.NextToken };
  });
  return stackSets.map(({ StackSetName = '' }) => StackSetName);
}

export async function readStackSet(cloudFormation: CloudFormation, name: string): Promise<ObservedStackSet> {
  const [answer, instances] = await Promise.all([
    cloudFormation.describeStackSet({ StackSetName: name }),
    listInstances(cloudFormation, name),
  ]);
  const found = required(answer.StackSet, say`stack set ${name}`);
  const isSelfManaged = found.PermissionModel !== 'SERVICE_MANAGED';
  return {
    name,
    id: found.StackSetId ?? '',
    permissionModel: isSelfManaged ? 'SELF_MANAGED' : 'SERVICE_MANAGED',
    templateBody: required(found.TemplateBody, say`the template of stack set ${name}`),
    parameters: fromParameters(found.Parameters),
    capabilities: found.Capabilities ?? [],
    tags: fromTags(found.Tags),
    description: found.Description ?? '',
    administrationRoleArn: isSelfManaged ? (found.AdministrationRoleARN ?? null) : null,
    executionRoleName: isSelfManaged ? (found.ExecutionRoleName ?? null) : null,
    autoDeployment: isSelfManaged
      ? null
      : {
          enabled: found.AutoDeployment?.Enabled ?? false,
          retainStacks: found.AutoDeployment?.RetainStacksOnAccountRemoval ?? false,
        },
    units: found.OrganizationalUnitIds ?? [],
    ...driftCheckOf(found.StackSetDriftDetectionDetails?.LastDriftCheckTimestamp),
    instances,
  };
}

function driftCheckOf(time: Date | undefined): Pick<ObservedStackSet, 'driftCheckedAt'> {
  return time === undefined ? {} : { driftCheckedAt: time.toISOString() };
}

export async function readForeignStackSet(cloudFormation: CloudFormation, name: string): Promise<ForeignStackSet> {
  const answer = await cloudFormation.describeStackSet({ StackSetName: name });
  const found = required(answer.StackSet, say`stack set ${name}`);
  return {
    name,
    role:
      found.PermissionModel === 'SERVICE_MANAGED'
        ? 'stacksets-exec-*'
        : (found.ExecutionRoleName ?? 'AWSCloudFormationStackSetExecutionRole'),
    regions: found.Regions ?? [],
    types: typesIn(found.TemplateBody),
  };
}

/** Types of resources in a template of anybody, which may be YAML with tags of its own: what looks like a type is one. */
function typesIn(template: string | undefined): readonly string[] | null {
  if (template === undefined || /\bTransform\b/.test(template)) return null;
  return [...new Set(template.match(/\bAWS::[A-Za-z0-9]+::[A-Za-z0-9]+/g) ?? [])];
}

export async function listInstances(
  cloudFormation: CloudFormation,
  name: string,
): Promise<readonly ObservedStackInstance[]> {
  const instances = await listAll(async (token) => {
    const page = await cloudFormation.listStackInstances({
      StackSetName: name,
      MaxResults: PAGE_SIZE,
      NextToken: token,
    });
    return { items: page.Summaries, next: page.NextToken };
  });
  return instances.map(toInstance);
}

function toInstance(instance: StackInstanceSummary): ObservedStackInstance {
  return {
    account: (instance.Account ?? '') as AccountId,
    region: instance.Region ?? '',
    status: instance.Status ?? 'OUTDATED',
    detailedStatus: instance.StackInstanceStatus?.DetailedStatus ?? null,
    reason: instance.StatusReason ? plainWords(instance.StatusReason) : null,
    stackId: instance.StackId || null,
    drift: instance.DriftStatus ?? 'NOT_CHECKED',
  };
}
