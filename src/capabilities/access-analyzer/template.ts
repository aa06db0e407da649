import type { Cdk, Scope } from '../../blueprints/cdk.ts';
import { makeTemplate } from '../../blueprints/cdk.ts';
import { addResourcePrefixParameter } from '../../blueprints/common.ts';
import { ours } from '../../blueprints/ours.ts';
import type { Config } from '../../config/schema.ts';
import { NAMES } from '../../domain/names.ts';
import type { Template } from '../../domain/template.ts';

type Section = Config['accessAnalyzer'];
type ArchiveRules = Section['archiveRules'];

/** Every region finds the same roles: the home region tells of them. */
const TOLD_AT_HOME: ArchiveRules[number] = {
  name: 'RolesAreToldInTheHomeRegion',
  reason: 'A role is found in every region that has an analyzer.',
  filter: { resourceType: { eq: ['AWS::IAM::Role'] } },
};

export function makeAnalyzers({ archiveRules, unusedAccess }: Section): Template {
  return makeTemplate('Finds access from outside the organization, and unused access.', (scope, cdk) => {
    addResourcePrefixParameter(scope, cdk);
    new cdk.CfnParameter(scope, 'HomeRegion', { type: 'String', description: 'Region that tells of roles' });
    const isHome = new cdk.CfnCondition(scope, 'IsHomeRegion', {
      expression: cdk.Fn.conditionEquals(cdk.Aws.REGION, cdk.Fn.ref('HomeRegion')),
    });
    addExternal(scope, cdk, archiveRules, isHome);
    if (unusedAccess.enabled) addUnused(scope, cdk, unusedAccess, isHome);
  });
}

function addExternal(scope: Scope, cdk: typeof Cdk, rules: ArchiveRules, isHome: Cdk.CfnCondition): void {
  new cdk.aws_accessanalyzer.CfnAnalyzer(scope, 'External', {
    analyzerName: cdk.Fn.sub(ours(NAMES.analyzer.externalAccess)),
    type: 'ORGANIZATION',
    archiveRules: cdk.Fn.conditionIf(
      isHome.logicalId,
      rules.length === 0 ? cdk.Aws.NO_VALUE : rules.map(asArchiveRule),
      [...rules, TOLD_AT_HOME].map(asArchiveRule),
    ),
  });
}

/** In one region: unused access is that of IAM, which has no regions, and each analyzer is charged. */
function addUnused(
  scope: Scope,
  cdk: typeof Cdk,
  { days, archiveRules }: Section['unusedAccess'],
  isHome: Cdk.CfnCondition,
): void {
  const analyzer = new cdk.aws_accessanalyzer.CfnAnalyzer(scope, 'Unused', {
    analyzerName: cdk.Fn.sub(ours(NAMES.analyzer.unusedAccess)),
    type: 'ORGANIZATION_UNUSED_ACCESS',
    analyzerConfiguration: { unusedAccessConfiguration: { unusedAccessAge: days } },
  });
  if (archiveRules.length > 0) analyzer.addPropertyOverride('ArchiveRules', archiveRules.map(asArchiveRule));
  analyzer.cfnOptions.condition = isHome;
}

/** As CloudFormation writes it: inside of Fn::If nothing is converted. */
function asArchiveRule({ name, filter }: ArchiveRules[number]): object {
  return {
    RuleName: name,
    Filter: Object.entries(filter).map(([property, { eq, neq, contains, exists }]) => ({
      Property: property,
      ...(eq && { Eq: eq }),
      ...(neq && { Neq: neq }),
      ...(contains && { Contains: contains }),
      ...(exists !== undefined && { Exists: exists }),
    })),
  };
}
