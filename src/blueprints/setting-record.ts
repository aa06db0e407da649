// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import { canonicalJson } from '../domain/json.ts';
import type { SettingValues } from '../domain/setting.ts';
import type { Template } from '../domain/template.ts';
import { makeTemplate } from './cdk.ts';
import { addResourcePrefixParameter } from './common.ts';

/** What was set with the stacks, as JSON: what is wanted no longer is known by its name, and given back. */
export const SETTINGS_PARAMETER = 'Settings';

export function settingRecordParameters(values: SettingValues): Readonly<Record<string, string>> {
  return { [SETTINGS_PARAMETER]: canonicalJson(values) };
}

/** One free parameter in each place: that its stack is there tells that the step before it has set what it says. */
export function makeSettingRecord(id: string): Template {
  return makeTemplate(
    'Tells what was set beside this stack, where CloudFormation has no resource for it.',
    (scope, cdk) => {
      addResourcePrefixParameter(scope, cdk);
      new cdk.CfnParameter(scope, SETTINGS_PARAMETER, { type: 'String', description: 'What is set, as JSON' });
      new cdk.aws_ssm.CfnParameter(scope, 'Record', {
        name: cdk.Fn.sub(`/metsuke/\${ManagedResourcePrefix}/settings/${id}`),
        type: 'String',
        tier: 'Standard',
        description: 'What Metsuke has set in this account and region, as JSON.',
        value: cdk.Fn.ref(SETTINGS_PARAMETER),
      });
    },
  );
}
