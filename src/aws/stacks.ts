import { randomUUID } from 'node:crypto';
import type { Capability, CloudFormation } from '@aws-sdk/client-cloudformation';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import { forShell } from '../domain/text/media.ts';
import type { StackDefinition, StacksPort } from '../engine/observe/ports.ts';
import type { Clients } from './clients.ts';
import { detectDrift, listIncomparable } from './drift.ts';
import type { Clock } from './poll.ts';
import { SYSTEM_CLOCK } from './poll.ts';
import { isNoUpdates, isStackTaken, orNull } from './quirks.ts';
import { revertDrift } from './revert-drift.ts';
import { listStatuses, readStack } from './stack-reading.ts';
import { parametersInput, tagsInput } from './stack-set-input.ts';
import { expectStatus, waitUntilSettled } from './stack-waiting.ts';

export function makeStacks(clients: Clients, clock: Clock = SYSTEM_CLOCK): StacksPort {
  const client = (region: string) => clients('cloudformation', region);
  return {
    read: async (name, region) => readStack(await client(region), name, region),
    create: async (definition, region) => createStack(await client(region), definition, clock),
    update: async (definition, region) => updateStack(await client(region), definition, clock),
    delete: async (name, region) => deleteStack(await client(region), name, clock),
    detectDrift: async (name, region) => detectDrift(await client(region), name, clock),
    listStatuses: async (region) => listStatuses(await client(region)),
    listIncomparable: async (name, region, services) => listIncomparable(await client(region), name, services),
    revertDrift: async (name, region) => revertDrift(await client(region), name, clock),
    continueRollback: async (name, region) => continueRollback(await client(region), name, clock),
  };
}

/** Stacks in these states hold nothing: all that can be done with them is delete. */
const EMPTY = new Set(['ROLLBACK_COMPLETE', 'REVIEW_IN_PROGRESS']);

async function createStack(cloudFormation: CloudFormation, definition: StackDefinition, clock: Clock): Promise<void> {
  // Hardly ever is there one already: looking first would be a call in every account for nothing.
  const first = await orNull(cloudFormation.createStack(input(definition)), isStackTaken);
  const { StackId } = first ?? (await createOnceMore(cloudFormation, definition, clock));
  await expectStatus(cloudFormation, StackId ?? definition.name, {
    wanted: ['CREATE_COMPLETE'],
    verb: 'created',
    clock,
  });
}

/** The name is taken: by a stack that is just going away, by an empty one, or by one that must stay. */
async function createOnceMore(cloudFormation: CloudFormation, definition: StackDefinition, clock: Clock) {
  const before = await waitUntilSettled(cloudFormation, definition.name, clock);
  if (before !== null && EMPTY.has(before.StackStatus ?? '')) await deleteStack(cloudFormation, definition.name, clock);
  return cloudFormation.createStack(input(definition));
}

async function updateStack(
  cloudFormation: CloudFormation,
  definition: StackDefinition,
  clock: Clock,
): Promise<'updated' | 'unchanged'> {
  const before = await waitUntilSettled(cloudFormation, definition.name, clock);
  if (before?.StackStatus === 'UPDATE_ROLLBACK_FAILED') throw stuck(definition.name);
  const answer = await orNull(cloudFormation.updateStack(input(definition)), isNoUpdates);
  if (answer === null) return 'unchanged';
  const stack = answer.StackId ?? definition.name;
  await expectStatus(cloudFormation, stack, { wanted: ['UPDATE_COMPLETE'], verb: 'updated', clock });
  return 'updated';
}

async function deleteStack(cloudFormation: CloudFormation, name: string, clock: Clock): Promise<void> {
  const before = await waitUntilSettled(cloudFormation, name, clock);
  if (before === null) return;
  const stack = before.StackId ?? name;
  await cloudFormation.deleteStack({ StackName: stack, ClientRequestToken: randomUUID() });
  await expectStatus(cloudFormation, stack, { wanted: ['DELETE_COMPLETE', 'ABSENT'], verb: 'deleted', clock });
}

async function continueRollback(cloudFormation: CloudFormation, name: string, clock: Clock): Promise<void> {
  await cloudFormation.continueUpdateRollback({ StackName: name, ClientRequestToken: randomUUID() });
  await expectStatus(cloudFormation, name, { wanted: ['UPDATE_ROLLBACK_COMPLETE'], verb: say`rolled back`, clock });
}

function input(definition: StackDefinition) {
  return {
    StackName: definition.name,
    TemplateBody: definition.templateBody,
    Parameters: parametersInput(definition.parameters),
    Capabilities: definition.capabilities.map((capability) => capability as Capability),
    Tags: tagsInput(definition.tags),
    // a retried request is known again, instead of being refused as AlreadyExists
    ClientRequestToken: randomUUID(),
  };
}

function stuck(name: string): MetsukeError {
  return new MetsukeError('stack-failed', say`Stack ${name} failed to update and then failed to roll back.`, {
    hint: say`Remove the cause its events name, then: aws cloudformation continue-update-rollback --stack-name ${forShell(name)}`,
  });
}
