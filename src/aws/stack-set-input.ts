import type { Capability } from '@aws-sdk/client-cloudformation';
import type { OperationPreferences, OperationTargets, StackSetDefinition } from '../engine/observe/ports.ts';

/** Everything, each time: what UpdateStackSet is not told again it resets (role names, tags, capabilities). */
export function definitionInput(definition: StackSetDefinition) {
  const { administrationRoleArn, executionRoleName, autoDeployment } = definition;
  return {
    StackSetName: definition.name,
    Description: definition.description,
    TemplateBody: definition.templateBody,
    Parameters: parametersInput(definition.parameters),
    Capabilities: definition.capabilities.map((capability) => capability as Capability),
    Tags: tagsInput(definition.tags),
    PermissionModel: definition.permissionModel,
    ManagedExecution: { Active: false },
    ...(administrationRoleArn === null ? {} : { AdministrationRoleARN: administrationRoleArn }),
    ...(executionRoleName === null ? {} : { ExecutionRoleName: executionRoleName }),
    ...(autoDeployment === null ? {} : { AutoDeployment: autoDeploymentInput(autoDeployment) }),
  };
}

/** Units make it SERVICE_MANAGED: accounts are then the part of those units that is meant. */
export function targetsInput({ accounts, regions, units }: OperationTargets) {
  const Regions = [...regions];
  if (units.length === 0) return { Accounts: [...accounts], Regions };
  const some = accounts.length === 0 ? {} : { Accounts: [...accounts], AccountFilterType: 'INTERSECTION' as const };
  return { DeploymentTargets: { OrganizationalUnitIds: [...units], ...some }, Regions };
}

export function preferencesInput(preferences: OperationPreferences) {
  return {
    OperationPreferences: {
      RegionConcurrencyType: preferences.regionConcurrency,
      ConcurrencyMode: preferences.concurrencyMode,
      MaxConcurrentCount: preferences.maxConcurrentCount,
      FailureToleranceCount: preferences.failureToleranceCount,
    },
  };
}

export function parametersInput(parameters: Readonly<Record<string, string>>) {
  return Object.entries(parameters).map(([key, value]) => ({ ParameterKey: key, ParameterValue: value }));
}

export function tagsInput(tags: Readonly<Record<string, string>>) {
  return Object.entries(tags).map(([key, value]) => ({ Key: key, Value: value }));
}

/** AWS refuses to hear about retained stacks while automatic deployment is off. */
function autoDeploymentInput({ enabled, retainStacks }: NonNullable<StackSetDefinition['autoDeployment']>) {
  return enabled ? { Enabled: true, RetainStacksOnAccountRemoval: retainStacks } : { Enabled: false };
}
