import type { Finding } from '../../domain/finding.ts';
import type { AccountId } from '../../domain/ids.ts';
import { note } from '../../domain/say.ts';
import type { ObservedStackSet } from '../observe/snapshot.ts';
import { BLUEPRINT_TAG } from './definition.ts';
import type { PlanInput } from './input.ts';
import { resolveResources } from './resolve-template.ts';
import { resourceName } from './retained.ts';
import { parseTemplate } from './template-text.ts';

/** Things that exist already and become ours, or are used as they are. */
export function adoptions(input: PlanInput): readonly Finding[] {
  const { snapshot } = input;
  const stackSets = adoptedStackSets(input).map(({ name }) => ({
    severity: 'info' as const,
    code: 'adopted-stack-set',
    message: note`Metsuke adopts the stack set ${name}, which it did not make.`,
  }));
  const roles = snapshot.roles.map(({ name }) => ({
    severity: 'info' as const,
    code: 'adopted-role',
    message: note`The role ${name} exists in the management account already; Metsuke uses it without changing it.`,
    hint: note`To let Metsuke manage it, delete the role and apply again.`,
  }));
  const unseen = (snapshot.unseenRoles ?? []).map((role) => ({
    severity: 'warning' as const,
    code: 'unknown',
    message: note`Metsuke could not see whether the role ${role.name} exists in the management account: ${role.unseen}`,
  }));
  return [...stackSets, ...roles, ...unseen, ...bucketAcls(input)];
}

function adoptedStackSets({ snapshot, blueprints, config }: PlanInput): readonly ObservedStackSet[] {
  return snapshot.stackSets.filter(
    ({ name, tags }) =>
      tags[BLUEPRINT_TAG] === undefined &&
      blueprints.some((blueprint) => blueprint.stackName === name && blueprint.isEnabled(config)),
  );
}

/**
 * S3 refuses to switch ACLs off while the ACL of a bucket grants something to others, as that of the article's access log
 * does. CloudFormation cannot take a grant away: a person does, once.
 */
function bucketAcls(input: PlanInput): readonly Finding[] {
  return adoptedStackSets(input).flatMap(({ templateBody, parameters, instances }) => {
    const template = parseTemplate(templateBody);
    const buckets = Object.values(template ? resolveResources(template, parameters) : {}).filter(
      ({ Type, Properties }) => Type === 'AWS::S3::Bucket' && grantsByAcl(Properties),
    );
    const deployed = instances.filter(({ status }) => status === 'CURRENT');
    return deployed.flatMap(({ account, region }) =>
      buckets
        .flatMap(({ Properties }) => resourceName(Properties, account, region) ?? [])
        .map((name) => acl(name, account)),
    );
  });
}

function grantsByAcl(properties: unknown): boolean {
  const { AccessControl = 'Private' } = (properties ?? {}) as { readonly AccessControl?: string };
  return !['Private', 'BucketOwnerFullControl'].includes(AccessControl);
}

function acl(bucket: string, account: AccountId): Finding {
  return {
    severity: 'warning',
    code: 'bucket-acl',
    message: note`The ACL of ${bucket} lets others write; S3 refuses to switch ACLs off as long as it does, and the apply would fail there.`,
    hint: note`Run this with credentials of the account ${account} before you apply; a bucket policy replaces the ACL:`,
    command: `aws s3api put-bucket-acl --bucket ${bucket} --acl private`,
  };
}

/**
 * Accounts that CloudFormation works in through the execution role, though no account-baseline of ours proves it: the role
 * is there, and is used without a change.
 */
export function accountsWithRoleOfOthers({ snapshot, config }: PlanInput): ReadonlySet<AccountId> {
  const { executionRole } = config.stackSets;
  const adopted = snapshot.stackSets.filter(
    ({ tags, executionRoleName }) => tags[BLUEPRINT_TAG] === undefined && executionRoleName === executionRole,
  );
  const proven = adopted.flatMap(({ instances }) => instances.filter(({ status }) => status === 'CURRENT'));
  return new Set(proven.map(({ account }) => account));
}
