import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { clientConfig } from './aws.ts';
import type { TestSandbox } from './sandbox.ts';

/** What AWS Control Tower leaves in an organization; `sandbox up --control-tower` makes it. */
export const CONTROL_TOWER = {
  executionRole: 'AWSControlTowerExecution',
  configStackSet: 'AWSControlTowerBP-BASELINE-CONFIG',
  rolesStackSet: 'AWSControlTowerBP-BASELINE-ROLES',
  recorder: 'aws-controltower-BaselineConfigRecorder',
  trail: 'aws-controltower-BaselineCloudTrail',
} as const;

/** Another version of what Control Tower's stack set deploys, as it does when a landing zone is updated. */
export async function updateRecorders(sandbox: TestSandbox, region: string): Promise<string | undefined> {
  const cloudFormation = new CloudFormation(clientConfig(sandbox, sandbox.managementAccountId, region));
  const StackSetName = CONTROL_TOWER.configStackSet;
  const { StackSet: before } = await cloudFormation.describeStackSet({ StackSetName });
  const { OperationId } = await cloudFormation.updateStackSet({
    StackSetName,
    TemplateBody: before?.TemplateBody?.replace('TwentyFour_Hours', 'Six_Hours'),
    Capabilities: ['CAPABILITY_NAMED_IAM'],
    AdministrationRoleARN: before?.AdministrationRoleARN,
    ExecutionRoleName: before?.ExecutionRoleName,
  });
  for (;;) {
    const { StackSetOperation: found } = await cloudFormation.describeStackSetOperation({ StackSetName, OperationId });
    if (found?.Status !== 'RUNNING' && found?.Status !== 'QUEUED') return found?.Status;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
