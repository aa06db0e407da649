// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import type { Blueprint } from '../../blueprints/blueprint.ts';
import type { Cdk, Scope } from '../../blueprints/cdk.ts';
import { makeTemplate } from '../../blueprints/cdk.ts';
import { addResourcePrefixParameter } from '../../blueprints/common.ts';
import { ours } from '../../blueprints/ours.ts';
import type { Config } from '../../config/schema.ts';
import { note } from '../../domain/say.ts';
import type { Template } from '../../domain/template.ts';
import { idOf } from './ids.ts';
import { approvalRules, type PatchedSystem } from './rules.ts';
import { addWindow } from './window.ts';

/** Missing patches are known everywhere, and installed where somebody wants it. */
export const patching: Blueprint = {
  id: 'patching',
  title: note`Patch baselines, the daily scan and maintenance windows, in every governed account and region`,
  kind: 'stack-set',
  stackName: 'AWSOrganizations-Patching',
  destination: 'governed',
  regions: 'governed',
  capabilities: [],
  dependsOn: ['stackset-execution', 'account-baseline'],
  sensitiveParameters: [],
  // Maintenance windows send their commands through it.
  serviceLinkedRole: { principal: 'ssm.amazonaws.com', name: 'AWSServiceRoleForAmazonSSM' },
  isEnabled: (config) => config.patching.enabled,
  template: makePatchingTemplate,
  parameters: ({ config }) => ({ ManagedResourcePrefix: config.resourcePrefix }),
};

function makePatchingTemplate(config: Config): Template {
  const { systems, install } = config.patching;
  return makeTemplate('Find and install missing security patches.', (scope, cdk) => {
    addResourcePrefixParameter(scope, cdk);
    for (const system of new Set(systems)) {
      addBaseline(scope, cdk, { config, system });
      if (install.enabled) for (const group of install.groups) addBaseline(scope, cdk, { config, system, group });
    }
    addScan(scope, cdk);
    if (install.enabled) for (const group of install.groups) addWindow(scope, cdk, config, group);
  });
}

type Group = Config['patching']['install']['groups'][number];

interface Baseline {
  readonly config: Config;
  readonly system: PatchedSystem;
  /** Of one group of instances; else of all that are in none. */
  readonly group?: Group;
}

const SYSTEM_NAMES: Readonly<Record<PatchedSystem, string>> = {
  AMAZON_LINUX_2023: 'AmazonLinux2023',
  UBUNTU: 'Ubuntu',
  WINDOWS: 'Windows',
};

function addBaseline(scope: Scope, cdk: typeof Cdk, { config: { patching: settings }, system, group }: Baseline): void {
  const name = SYSTEM_NAMES[system];
  const rules = approvalRules(system, settings.approveAfterDays, group?.waitDays);
  new cdk.aws_ssm.CfnPatchBaseline(scope, `${name}${group ? idOf(group.name) : 'Default'}Baseline`, {
    name: cdk.Fn.sub(ours(`${name}${group ? `-${group.name}` : ''}`)),
    description: group ? `Security patches for the patch group ${group.name}.` : 'Security patches.',
    operatingSystem: system,
    ...(group ? { patchGroups: [group.name] } : { defaultBaseline: true }),
    approvalRules: {
      patchRules: rules.map(({ approveAfterDays, complianceLevel, filters }) => ({
        approveAfterDays,
        complianceLevel,
        enableNonSecurity: false,
        patchFilterGroup: { patchFilters: filters.map(({ key, values }) => ({ key, values: [...values] })) },
      })),
    },
  });
}

function addScan(scope: Scope, cdk: typeof Cdk): void {
  new cdk.aws_ssm.CfnAssociation(scope, 'Scan', {
    name: 'AWS-RunPatchBaseline',
    associationName: cdk.Fn.sub(ours('patch-scan')),
    targets: [{ key: 'InstanceIds', values: ['*'] }],
    scheduleExpression: 'rate(1 day)',
    parameters: { Operation: ['Scan'], RebootOption: ['NoReboot'] },
    // Ten thousand instances do not ask the repositories at the same minute.
    maxConcurrency: '10%',
    maxErrors: '100%',
  });
}
