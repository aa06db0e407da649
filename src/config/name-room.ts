import { bucketName } from '../domain/bucket-names.ts';
import { nameLimit } from '../domain/name-limits.ts';
import { NAMES } from '../domain/names.ts';
import { say, sayCount } from '../domain/say.ts';
import type { Breach } from './breach.ts';
import type { Path } from './node.ts';
import type { Config } from './schema.ts';

/**
 * Names that the prefix, or a name in the file, becomes part of must fit what AWS takes: elsewhere an apply would fail half
 * way. All other names have room for the longest prefix: a test walks every template.
 */
export function checkNameRoom(config: Config): readonly Breach[] {
  return [...checkBuckets(config), ...checkChosenNames(config)];
}

/** The region is part of the name: the longest one in the longest region decides. */
function checkBuckets({ resourcePrefix: prefix, homeRegion, governedRegions = [] }: Config): readonly Breach[] {
  const account = '0'.repeat(12);
  const inHome = Object.values(NAMES.bucket).map((kind) => bucketName(kind, { prefix, account, region: homeRegion }));
  const elsewhere = governedRegions.flatMap((region) =>
    [NAMES.bucket.guardDuty, NAMES.bucket.logs].map((kind) => bucketName(kind, { prefix, account, region })),
  );
  const [longest = ''] = [...inHome, ...elsewhere].sort((a, b) => b.length - a.length);
  const over = longest.length - nameLimit('AWS::S3::Bucket');
  if (over <= 0) return [];
  const message = say`A bucket would be called ${longest.replace(account, say`<account>`)}, which is ${sayCount(over, 'character')} too long for S3.`;
  const hint = say`Take a resourcePrefix of at most ${prefix.length - over} characters in this region.`;
  return [{ severity: 'error', code: 'name-too-long', at: ['resourcePrefix'], message, hint }];
}

interface ChosenName {
  readonly at: Path;
  readonly name: string;
  /** What is made of it, without the prefix. */
  readonly made: string;
  readonly type: string;
}

function checkChosenNames(config: Config): readonly Breach[] {
  return chosenNames(config).flatMap(({ at, name, made, type }): readonly Breach[] => {
    const over = `${config.resourcePrefix}-${made}`.length - nameLimit(type);
    if (over <= 0) return [];
    const message = say`With resourcePrefix in front of it this name is ${sayCount(over, 'character')} too long for AWS.`;
    const hint = say`Shorten it to ${name.length - over} characters.`;
    return [{ severity: 'error', code: 'name-too-long', at, message, hint }];
  });
}

function chosenNames({ guardDuty, configRules, patching }: Config): readonly ChosenName[] {
  return [
    ...guardDuty.suppress.map(({ name }, index) => ({
      at: ['guardDuty', 'suppress', index, 'name'],
      name,
      made: name,
      type: 'AWS::GuardDuty::Filter',
    })),
    ...configRules.customRules.map(({ name }, index) => ({
      at: ['configRules', 'customRules', index, 'name'],
      name,
      made: name,
      type: 'AWS::Config::ConfigRule',
    })),
    ...patching.install.groups.map(({ name }, index) => ({
      at: ['patching', 'install', 'groups', index, 'name'],
      name,
      // The longest of what a group has: its window is patch-<name>.
      made: `AmazonLinux2023-${name}`,
      type: 'AWS::SSM::PatchBaseline',
    })),
  ];
}
