import { regionsOf } from '../../blueprints/blueprint.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { Occupant } from '../../domain/occupant.ts';
import { note } from '../../domain/say.ts';
import type { SessionDefaults, SessionPreferences } from '../../domain/session-defaults.ts';
import type { Verdict } from '../observe/deep.ts';
import type { AccountPorts } from '../observe/ports.ts';
import { settingPart } from '../plan/deep.ts';
import type { PlanInput } from '../plan/input.ts';
import { differs, valuesWanted } from '../steps/setting/wanted.ts';
import { fault, faultForPerson, well } from './answer.ts';
import type { DeepPlace } from './places.ts';
import { inAccount } from './remedy.ts';

type Ports = Pick<AccountPorts, 'condition' | 'guardDuty' | 'roles' | 'settings' | 'singletons'>;

/** What is asked of a place beside the resources of its stacks. */
export interface Beside {
  readonly part: string;
  /** Told when nobody can look. */
  readonly name: string;
  ask(ports: Ports): Promise<readonly Verdict[]>;
}

export function besideIn(place: DeepPlace, input: PlanInput): readonly Beside[] {
  return [
    ...(place.isFirst ? [...executionRole(place, input), ...serviceLinkedRoles(place, input)] : []),
    ...detector(place, input),
    ...sessionDefaults(place, input),
    ...settings(place, input),
  ];
}

/** Of our stack, or adopted. */
function executionRole({ isOwn }: DeepPlace, { config }: PlanInput): readonly Beside[] {
  const { permissionModel, executionRole: name } = config.stackSets;
  if (isOwn || permissionModel !== 'SELF_MANAGED') return [];
  const template = 'synth/templates/stackset-execution.json';
  const command = `metsuke synth --out synth && aws cloudformation deploy --region ${config.homeRegion} --stack-name AWSOrganizations-StackSetExecution --template-file ${template} --capabilities CAPABILITY_NAMED_IAM`;
  return [
    {
      part: 'AWS::IAM::Role',
      name,
      ask: async ({ roles }) => [
        (await roles.readRole(name)) === null
          ? fault(name, note`The role ${name} is gone: CloudFormation cannot work there.`, {
              hint: note`Delete its stack if that is left, and make it again with credentials of the account; docs/first-deployment.md has the parameters:`,
              command,
            })
          : well(name),
      ],
    },
  ];
}

function serviceLinkedRoles({ stacks }: DeepPlace, { blueprints }: PlanInput): readonly Beside[] {
  const here = new Set(stacks.map(({ blueprint }) => blueprint));
  return blueprints.flatMap(({ id, serviceLinkedRole }) => {
    if (serviceLinkedRole === undefined || !here.has(id)) return [];
    const { name, principal } = serviceLinkedRole;
    const command = `aws iam create-service-linked-role --aws-service-name ${principal}`;
    return [
      {
        part: 'AWS::IAM::ServiceLinkedRole',
        name,
        ask: async ({ roles }) => [
          (await roles.readRole(name)) === null
            ? fault(name, note`The service-linked role ${name} is gone.`, inAccount(command))
            : well(name),
        ],
      },
    ];
  });
}

function detector({ region }: DeepPlace, { config }: PlanInput): readonly Beside[] {
  if (!config.guardDuty.enabled || !regionsOf({ regions: 'governed' }, config).includes(region)) return [];
  const name = 'GuardDuty';
  return [
    {
      part: 'AWS::GuardDuty::Detector',
      name,
      ask: async ({ guardDuty }) => {
        const found = await guardDuty.readDetector(region);
        if (found === null) {
          const command = `aws guardduty create-detector --region ${region} --enable`;
          return [faultForPerson(name, note`GuardDuty has no detector.`, inAccount(command))];
        }
        const command = `aws guardduty update-detector --region ${region} --detector-id ${found.id} --enable`;
        return [found.enabled ? well(name) : faultForPerson(name, note`GuardDuty is suspended.`, inAccount(command))];
      },
    },
  ];
}

/** What CloudFormation cannot set, where its stack says that it was set. */
function sessionDefaults({ stacks, region }: DeepPlace, { blueprints, config }: PlanInput): readonly Beside[] {
  const blueprint = blueprints.find(({ sessionDefaults: defaults }) => defaults !== undefined);
  const wanted = blueprint?.sessionDefaults?.wanted(config);
  if (wanted === undefined || !stacks.some((stack) => stack.blueprint === blueprint?.id)) return [];
  return [
    {
      part: 'AWS::SSM::Document',
      name: note`defaults of sessions`,
      ask: async ({ singletons }) => {
        const found = await singletons.readOccupant('session-defaults', region);
        return [...judgePreferences(wanted, found), ...judgeHostManagement(wanted, found, region)];
      },
    },
  ];
}

function settings({ stacks, account, region }: DeepPlace, input: PlanInput): readonly Beside[] {
  return input.blueprints.flatMap(({ id, setting }) => {
    if (setting === undefined || !stacks.some((stack) => stack.blueprint === id)) return [];
    const wanted = valuesWanted(setting, { account, region }, input);
    return [
      {
        part: settingPart(id),
        name: id,
        ask: async (ports) => {
          const found = await ports.settings(id).read(wanted, region);
          const differing = Object.keys(wanted).filter((name) => differs(found, wanted, name));
          if (differing.length === 0) return [well(id)];
          const names = differing.join(', ');
          const command = 'metsuke apply --deep';
          const hint = note`Set it again:`;
          return [fault(id, note`${names} of ${id} is not as metsuke.yaml says.`, { hint, command })];
        },
      },
    ];
  });
}

function judgePreferences({ preferences }: SessionDefaults, found: Occupant | null): readonly Verdict[] {
  if (preferences === null) return [];
  const { version } = preferences;
  if (found?.name.startsWith(version) || (found !== null && saysTheSame(preferences, found))) return [well(version)];
  return [
    fault(version, note`The default preferences of sessions are not those of metsuke.yaml.`, {
      hint: note`Set sessions.asDefault to false, apply, set it to true, and apply again.`,
    }),
  ];
}

/** The key is known by its id there, which is another one in each region. */
function saysTheSame({ content }: SessionPreferences, { settings }: Occupant): boolean {
  const { inputs = {} } = JSON.parse(content) as { readonly inputs?: JsonObject };
  return Object.entries(inputs)
    .filter(([key]) => key !== 'kmsKeyId')
    .every(([key, value]) => {
      const text = typeof value === 'boolean' || typeof value === 'string' ? value : JSON.stringify(value);
      return settings[key] === text;
    });
}

/** A role that somebody else chose is left alone, and told of when the stack is new. */
function judgeHostManagement(
  { hostManagementRole: role }: SessionDefaults,
  found: Occupant | null,
  region: string,
): readonly Verdict[] {
  if (role === null) return [];
  if (typeof found?.settings.hostManagementRole === 'string') return [well(role)];
  const setting = '/ssm/managed-instance/default-ec2-instance-management-role';
  const command = `aws ssm update-service-setting --region ${region} --setting-id ${setting} --setting-value ${role}`;
  return [fault(role, note`Default host management is switched off.`, inAccount(command))];
}
