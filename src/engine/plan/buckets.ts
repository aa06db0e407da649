import type { Blueprint } from '../../blueprints/blueprint.ts';
import { templateOf } from '../../blueprints/template-of.ts';
import type { Finding } from '../../domain/finding.ts';
import { partitionOf } from '../../domain/ids.ts';
import type { JsonObject } from '../../domain/json.ts';
import { note } from '../../domain/say.ts';
import type { Template } from '../../domain/template.ts';
import type { BucketToLookAt } from '../observe/buckets.ts';
import type { ObservedBucket, ObservedStackSet } from '../observe/snapshot.ts';
import { splitAccounts } from './accounts.ts';
import { deploymentContextOf, type PlanInput } from './input.ts';
import { resolveResources } from './resolve-template.ts';
import { failedLastTime, type Target, targetsOf } from './targets.ts';
import { parseTemplate } from './template-text.ts';

/**
 * Every bucket that a template of ours names: those that are to be made, whose names others may have, and those that were
 * made, since a bucket can be deleted and its name taken while the stack stays as it was. The templates tell, so that no
 * list of buckets can fall behind.
 */
export function bucketsToLookAt(input: PlanInput): readonly BucketToLookAt[] {
  const accounts = splitAccounts(input);
  return input.blueprints
    .filter((blueprint) => blueprint.kind === 'stack-set' && blueprint.isEnabled(input.config))
    .flatMap((blueprint) => {
      const template = templateOf(blueprint, input.config);
      if (!hasBucket(template)) return [];
      const desired = { template, parameters: blueprint.parameters(deploymentContextOf(input)) };
      const observed = input.snapshot.stackSets.find(({ name }) => name === blueprint.stackName);
      return targetsOf(blueprint, input, accounts).flatMap((target) =>
        lookAt({ blueprint, desired, observed }, target, input),
      );
    });
}

interface Deployed {
  readonly template: Template;
  readonly parameters: Readonly<Record<string, string>>;
}

interface Deployment {
  readonly blueprint: Blueprint;
  readonly desired: Deployed;
  readonly observed: ObservedStackSet | undefined;
}

function lookAt(
  { blueprint, desired, observed }: Deployment,
  target: Target,
  { snapshot }: PlanInput,
): readonly BucketToLookAt[] {
  const { account, region } = target;
  const instance = observed?.instances.find((one) => one.account === account && one.region === region);
  const isConfirmed = instance !== undefined && instance.status !== 'INOPERABLE' && !failedLastTime(instance);
  const made = observed && isConfirmed ? bucketNames(deployedOf(observed), target) : [];
  return bucketNames(desired, target).map((name) => ({
    name,
    blueprint: blueprint.id,
    account,
    region,
    isOwn: account === snapshot.organization.managementAccountId,
    stackId: instance?.stackId ?? null,
    isMade: made.includes(name),
  }));
}

export function deployedOf({
  templateBody,
  parameters,
}: Pick<ObservedStackSet, 'templateBody' | 'parameters'>): Deployed | null {
  const template = parseTemplate(templateBody);
  return template === null ? null : { template, parameters };
}

const BUCKET = 'AWS::S3::Bucket';

function hasBucket({ Resources }: Template): boolean {
  return Object.values(Resources).some(({ Type }) => Type === BUCKET);
}

/** One without a name gets one from CloudFormation, which nobody can know before. */
export function bucketNames(deployed: Deployed | null, { account, region }: Target): readonly string[] {
  if (deployed === null) return [];
  const { template, parameters } = deployed;
  const known = { 'AWS::AccountId': account, 'AWS::Region': region, 'AWS::Partition': partitionOf(region) };
  const pseudo = Object.fromEntries(Object.keys(known).map((name) => [name, { Type: 'String' }]));
  const declared = { ...template, Parameters: { ...(template.Parameters as object | undefined), ...pseudo } };
  const resources = Object.values(resolveResources(declared, { ...parameters, ...known }));
  return resources.flatMap(({ Type, Properties }) => {
    const name = Type === BUCKET ? (Properties as JsonObject | undefined)?.BucketName : undefined;
    return typeof name === 'string' ? [name] : [];
  });
}

/** Logs would go to whom the bucket belongs: nothing is begun. */
export function bucketFindings({ snapshot }: PlanInput): readonly Finding[] {
  const isNew = snapshot.stackSets.every(({ instances }) => instances.length === 0);
  return snapshot.buckets.flatMap((bucket) => findingOf(bucket, isNew) ?? []);
}

/** A reason once, however many buckets it hides. */
export function unseenBuckets({ snapshot }: PlanInput): readonly Finding[] {
  const reasons = new Set(snapshot.buckets.flatMap(({ unseen }) => unseen ?? []));
  return [...reasons].map((reason) => ({
    severity: 'warning',
    code: 'not-checked',
    message: note`Whose the log buckets are could not be looked at: ${reason}`,
  }));
}

function findingOf(bucket: ObservedBucket, isNew: boolean): Finding | null {
  switch (bucket.presence) {
    case 'refused':
      return nameTaken(bucket, note`a bucket of another account`, isNew);
    case 'elsewhere':
      return nameTaken(bucket, note`a bucket in another region`, isNew);
    case 'lost':
      return bucketLost(bucket);
    case 'gone':
      return bucketGone(bucket);
    case 'absent':
    case 'owned':
    case 'deployed':
    case 'unseen':
      return null;
    default:
      return bucket.presence satisfies never;
  }
}

function nameTaken({ name, account, region, blueprint }: ObservedBucket, whose: string, isNew: boolean): Finding {
  return {
    severity: 'error',
    code: 'bucket-of-others',
    message: note`The name ${name} is taken by ${whose}: ${blueprint} would make that bucket in ${account} ${region}, and logs must not go there.`,
    hint: isNew
      ? note`Set another resourcePrefix, and report the name to AWS Support if it tells of your organization.`
      : note`Leave out what needs it (${blueprint}), or destroy, set another resourcePrefix and apply. With the prefix every name changes, so it is refused while anything is deployed.`,
  };
}

function bucketLost({ name, account, region, blueprint }: ObservedBucket): Finding {
  return {
    severity: 'error',
    code: 'bucket-of-others',
    message: note`${blueprint} made ${name} in ${account} ${region}. It was deleted there, and others have a bucket of that name now: what delivers to it may deliver to them.`,
    hint: note`Stop the deliveries at once: metsuke destroy --accept-losses. Then set another resourcePrefix, apply, and report the name to AWS Support.`,
  };
}

function bucketGone({ name, account, region, blueprint }: ObservedBucket): Finding {
  const place = region === 'us-east-1' ? '' : ` --create-bucket-configuration LocationConstraint=${region}`;
  return {
    severity: 'warning',
    code: 'bucket-gone',
    message: note`${blueprint} made ${name} in ${account} ${region}, and it was deleted there: nothing can be delivered, and any account may take its name.`,
    hint: note`Take the name back at once, with credentials of that account; then metsuke status --drift shows what the bucket lacks:`,
    command: `aws s3api create-bucket --bucket ${name} --region ${region}${place}`,
  };
}
