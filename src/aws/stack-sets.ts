import type { CloudFormation } from '@aws-sdk/client-cloudformation';
import type { StackSetsPort } from '../engine/observe/ports.ts';
import type { Clients } from './clients.ts';
import { isNotStoppable, isStackSetAbsent, orNull } from './quirks.ts';
import { definitionInput, preferencesInput, targetsInput } from './stack-set-input.ts';
import {
  listInstanceDrifts,
  listOperationResults,
  listUnfinishedOperations,
  readOperation,
  startOperation,
} from './stack-set-operations.ts';
import { listInstances, listNames, readForeignStackSet, readStackSet } from './stack-set-reading.ts';

export function makeStackSets(clients: Clients, region: string): StackSetsPort {
  const client = (other = region) => clients('cloudformation', other);
  return {
    ...makeReading(client),
    ...makeStarting(client),
    async create(definition) {
      await (await client()).createStackSet(definitionInput(definition));
    },
    async delete(name) {
      await orNull((await client()).deleteStackSet({ StackSetName: name }), isStackSetAbsent);
    },
    async stopOperation(name, operationId) {
      const cloudFormation = await client();
      const stop = cloudFormation.stopStackSetOperation({ StackSetName: name, OperationId: operationId });
      await orNull(stop, isNotStoppable);
    },
  };
}

type Client = (region?: string) => Promise<CloudFormation>;

function makeReading(client: Client) {
  return {
    listNames: async (region) => listNames(await client(region)),
    readForeign: async (name) => readForeignStackSet(await client(), name),
    read: async (name) => readStackSet(await client(), name),
    listInstances: async (name) => listInstances(await client(), name),
    readOperation: async (name, id) => readOperation(await client(), name, id),
    listUnfinishedOperations: async (name) => listUnfinishedOperations(await client(), name),
    listOperationResults: async (name, id) => listOperationResults(await client(), name, id),
    listInstanceDrifts: async (name, account, region, id) =>
      listInstanceDrifts(await client(), { name, account, region, operationId: id }),
  } satisfies Partial<StackSetsPort>;
}

function makeStarting(client: Client) {
  return {
    async update(definition, preferences, targets) {
      const cloudFormation = await client();
      return startOperation((OperationId) =>
        cloudFormation.updateStackSet({
          ...definitionInput(definition),
          ...(targets === null ? {} : targetsInput(targets)),
          ...preferencesInput(preferences),
          OperationId,
        }),
      );
    },
    async createInstances(name, targets, preferences) {
      const cloudFormation = await client();
      const input = { StackSetName: name, ...targetsInput(targets), ...preferencesInput(preferences) };
      return startOperation((OperationId) => cloudFormation.createStackInstances({ ...input, OperationId }));
    },
    async updateInstances(name, targets, preferences) {
      const cloudFormation = await client();
      const input = { StackSetName: name, ...targetsInput(targets), ...preferencesInput(preferences) };
      return startOperation((OperationId) => cloudFormation.updateStackInstances({ ...input, OperationId }));
    },
    async deleteInstances(name, targets, preferences, { retainStacks }) {
      const cloudFormation = await client();
      const input = { StackSetName: name, ...targetsInput(targets), ...preferencesInput(preferences) };
      return startOperation((OperationId) =>
        cloudFormation.deleteStackInstances({ ...input, RetainStacks: retainStacks, OperationId }),
      );
    },
    async startDriftDetection(name, preferences) {
      const cloudFormation = await client();
      const input = { StackSetName: name, ...preferencesInput(preferences) };
      return startOperation((OperationId) => cloudFormation.detectStackSetDrift({ ...input, OperationId }));
    },
  } satisfies Partial<StackSetsPort>;
}
