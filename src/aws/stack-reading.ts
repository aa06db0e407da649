import type { CloudFormation, Stack } from '@aws-sdk/client-cloudformation';
import type { AccountId } from '../domain/ids.ts';
import type { StackStatus } from '../engine/observe/ports.ts';
import type { ObservedStack } from '../engine/observe/snapshot.ts';
import { plainWords } from './errors.ts';
import { listAll } from './pages.ts';
import { isStackAbsent, orNull } from './quirks.ts';

/** By name or id; a deleted stack is found by its id only. */
export async function describeStack(cloudFormation: CloudFormation, name: string): Promise<Stack | null> {
  const answer = await orNull(cloudFormation.describeStacks({ StackName: name }), isStackAbsent);
  return answer?.Stacks?.[0] ?? null;
}

export async function readStack(
  cloudFormation: CloudFormation,
  name: string,
  region: string,
): Promise<ObservedStack | null> {
  const stack = await describeStack(cloudFormation, name);
  if (stack === null) return null;
  return toObservedStack(stack, await readTemplate(cloudFormation, stack), region);
}

/** Without a name CloudFormation leaves out what is deleted. */
export async function listStatuses(cloudFormation: CloudFormation): Promise<readonly StackStatus[]> {
  return (await listStacks(cloudFormation)).map(({ StackId, StackName, StackStatus }) => ({
    id: StackId ?? '',
    name: StackName ?? '',
    status: StackStatus ?? '',
  }));
}

/** Every stack of the region, as CloudFormation describes it. */
export function listStacks(cloudFormation: CloudFormation): Promise<readonly Stack[]> {
  return listAll(async (token) => {
    const page = await cloudFormation.describeStacks({ NextToken: token });
    return { items: page.Stacks, next: page.NextToken };
  });
}

async function readTemplate(cloudFormation: CloudFormation, stack: Stack): Promise<string> {
  // nothing but a change set, which nobody has executed yet
  if (stack.StackStatus === 'REVIEW_IN_PROGRESS') return '';
  const input = { StackName: stack.StackId, TemplateStage: 'Original' as const };
  const template = await orNull(cloudFormation.getTemplate(input), isStackAbsent);
  return asText(template?.TemplateBody);
}

export function fromParameters(
  parameters: readonly { ParameterKey?: string | undefined; ParameterValue?: string | undefined }[] | undefined,
): Record<string, string> {
  return Object.fromEntries((parameters ?? []).map((each) => [each.ParameterKey ?? '', each.ParameterValue ?? '']));
}

export function fromTags(
  tags: readonly { Key?: string | undefined; Value?: string | undefined }[] | undefined,
): Record<string, string> {
  return Object.fromEntries((tags ?? []).map((tag) => [tag.Key ?? '', tag.Value ?? '']));
}

function toObservedStack(stack: Stack, templateBody: string, region: string): ObservedStack {
  const id = stack.StackId ?? '';
  return {
    name: stack.StackName ?? '',
    id,
    // arn:aws:cloudformation:<region>:<account>:stack/<name>/<uuid>
    account: (id.split(':')[4] ?? '') as AccountId,
    region,
    status: stack.StackStatus ?? '',
    reason: stack.StackStatusReason ? plainWords(stack.StackStatusReason) : null,
    templateBody,
    parameters: fromParameters(stack.Parameters),
    tags: fromTags(stack.Tags),
    outputs: Object.fromEntries((stack.Outputs ?? []).map((each) => [each.OutputKey ?? '', each.OutputValue ?? ''])),
  };
}

/** The API says text; some answers carry the document itself. */
function asText(body: unknown): string {
  if (body === undefined || body === null) return '';
  return typeof body === 'string' ? body : JSON.stringify(body);
}
