import { randomUUID } from 'node:crypto';
import type { CloudFormation, StackSetOperationSummary } from '@aws-sdk/client-cloudformation';
import type { AccountId } from '../domain/ids.ts';
import { say } from '../domain/say.ts';
import type { OperationResult, StackSetOperation } from '../engine/observe/ports.ts';
import type { ResourceDrift } from '../engine/observe/resource-drift.ts';
import { toDrift } from './drift.ts';
import { plainWords } from './errors.ts';
import { listAll, pagesOf } from './pages.ts';
import { isOperationAlreadyStarted, orNull } from './quirks.ts';
import { required } from './required.ts';
import { PAGE_SIZE } from './stack-set-reading.ts';

/** The id is chosen here, so that a request which arrived but whose answer was lost is known again when it is retried. */
export async function startOperation(start: (operationId: string) => Promise<unknown>): Promise<string> {
  const operationId = randomUUID();
  await orNull(start(operationId), isOperationAlreadyStarted);
  return operationId;
}

export async function readOperation(
  cloudFormation: CloudFormation,
  name: string,
  operationId: string,
): Promise<StackSetOperation> {
  const answer = await cloudFormation.describeStackSetOperation({ StackSetName: name, OperationId: operationId });
  return toOperation(required(answer.StackSetOperation, say`operation ${operationId}`));
}

/** Newest first, so the pages end to matter with the first one on which everything has finished. */
export async function listUnfinishedOperations(
  cloudFormation: CloudFormation,
  name: string,
): Promise<readonly StackSetOperation[]> {
  const pages = pagesOf(async (token) => {
    const input = { StackSetName: name, MaxResults: PAGE_SIZE, NextToken: token };
    const page = await cloudFormation.listStackSetOperations(input);
    return { items: page.Summaries, next: page.NextToken };
  });
  const unfinished: StackSetOperation[] = [];
  for await (const page of pages) {
    const found = page.map(toOperation).filter(isUnfinished);
    unfinished.push(...found);
    if (page.length > 0 && found.length === 0) break;
  }
  return unfinished;
}

export async function listOperationResults(
  cloudFormation: CloudFormation,
  name: string,
  operationId: string,
): Promise<readonly OperationResult[]> {
  const results = await listAll(async (token) => {
    const input = { StackSetName: name, OperationId: operationId, MaxResults: PAGE_SIZE, NextToken: token };
    const page = await cloudFormation.listStackSetOperationResults(input);
    return { items: page.Summaries, next: page.NextToken };
  });
  return results.map((result) => ({
    account: (result.Account ?? '') as AccountId,
    region: result.Region ?? '',
    status: result.Status ?? 'PENDING',
    reason: result.StatusReason ? plainWords(result.StatusReason) : null,
  }));
}

export async function listInstanceDrifts(
  cloudFormation: CloudFormation,
  where: { readonly name: string; readonly account: AccountId; readonly region: string; readonly operationId: string },
): Promise<readonly ResourceDrift[]> {
  const drifts = await listAll(async (token) => {
    const page = await cloudFormation.listStackInstanceResourceDrifts({
      StackSetName: where.name,
      StackInstanceAccount: where.account,
      StackInstanceRegion: where.region,
      OperationId: where.operationId,
      StackInstanceResourceDriftStatuses: ['MODIFIED', 'DELETED'],
      MaxResults: PAGE_SIZE,
      NextToken: token,
    });
    return { items: page.Summaries, next: page.NextToken };
  });
  return drifts.map(toDrift);
}

function toOperation(operation: StackSetOperationSummary): StackSetOperation {
  return {
    id: operation.OperationId ?? '',
    action: operation.Action ?? '',
    status: operation.Status ?? 'RUNNING',
    reason: operation.StatusReason ? plainWords(operation.StatusReason) : null,
  };
}

function isUnfinished({ status }: StackSetOperation): boolean {
  return status === 'QUEUED' || status === 'RUNNING' || status === 'STOPPING';
}
