import type { CloudFormation, StackResourceDrift } from '@aws-sdk/client-cloudformation';
import { serviceOfType } from '../domain/disturbance.ts';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import type { StackResource } from '../engine/observe/ports.ts';
import type { ResourceDrift } from '../engine/observe/resource-drift.ts';
import { plainWords } from './errors.ts';
import { listAll } from './pages.ts';
import type { Clock } from './poll.ts';
import { poll } from './poll.ts';

export async function detectDrift(
  cloudFormation: CloudFormation,
  name: string,
  clock: Clock,
): Promise<readonly ResourceDrift[]> {
  const { StackDriftDetectionId } = await cloudFormation.detectStackDrift({ StackName: name });
  const detection = await poll(clock, async () => {
    const answer = await cloudFormation.describeStackDriftDetectionStatus({ StackDriftDetectionId });
    return answer.DetectionStatus === 'DETECTION_IN_PROGRESS' ? null : answer;
  });
  if (detection.DetectionStatus === 'DETECTION_FAILED') {
    const reason = plainWords(detection.DetectionStatusReason ?? say`no reason given`);
    throw new MetsukeError('aws-error', say`Drift of stack ${name} could not be detected: ${reason}`);
  }
  return listDrifts(cloudFormation, name);
}

/**
 * After a detection: what it says nothing about. AWS leaves out the resources of types without drift detection, or calls
 * them UNSUPPORTED.
 */
export async function listIncomparable(
  cloudFormation: CloudFormation,
  name: string,
  services: readonly string[],
): Promise<readonly StackResource[]> {
  const resources = await listAll(async (token) => {
    const page = await cloudFormation.listStackResources({ StackName: name, NextToken: token });
    return { items: page.StackResourceSummaries, next: page.NextToken };
  });
  return resources
    .filter(({ ResourceType = '' }) => services.includes(serviceOfType(ResourceType)))
    .filter(({ DriftInformation }) => !COMPARED.includes(DriftInformation?.StackResourceDriftStatus ?? ''))
    .map(({ LogicalResourceId = '', ResourceType = '' }) => ({ logicalId: LogicalResourceId, type: ResourceType }));
}

const COMPARED: readonly string[] = ['IN_SYNC', 'MODIFIED', 'DELETED'];

async function listDrifts(cloudFormation: CloudFormation, name: string): Promise<readonly ResourceDrift[]> {
  const drifts = await listAll(async (token) => {
    const page = await cloudFormation.describeStackResourceDrifts({
      StackName: name,
      StackResourceDriftStatusFilters: ['MODIFIED', 'DELETED'],
      MaxResults: 100,
      NextToken: token,
    });
    return { items: page.StackResourceDrifts, next: page.NextToken };
  });
  return drifts.map(toDrift);
}

export function toDrift(
  drift: Pick<
    StackResourceDrift,
    'LogicalResourceId' | 'PhysicalResourceId' | 'ResourceType' | 'PropertyDifferences' | 'StackResourceDriftStatus'
  >,
): ResourceDrift {
  return {
    logicalId: drift.LogicalResourceId ?? '',
    physicalId: drift.PhysicalResourceId ?? '',
    type: drift.ResourceType ?? '',
    status: drift.StackResourceDriftStatus === 'DELETED' ? 'DELETED' : 'MODIFIED',
    differences: (drift.PropertyDifferences ?? []).map((difference) => ({
      path: difference.PropertyPath ?? '',
      expected: difference.ExpectedValue ?? '',
      actual: difference.ActualValue ?? '',
    })),
  };
}
