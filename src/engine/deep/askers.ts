import { partitionOf } from '../../domain/ids.ts';
import { note } from '../../domain/say.ts';
import type { Verdict } from '../observe/deep.ts';
import { fault, faultForPerson, well } from './answer.ts';
import { askRules } from './ask-rules.ts';
import { type Asked, eachByName, gone } from './asked.ts';
import { inAccount, makeAgain } from './remedy.ts';

type Asker = (asked: Asked) => Promise<readonly Verdict[]>;

/**
 * What can stop while its stack stays as it is, and how it is asked. Whatever else the templates make can only be changed
 * or deleted, which drift detection tells.
 */
export const ASKERS: Readonly<Record<string, Asker>> = {
  'AWS::CloudTrail::Trail': askTrails,
  'AWS::CloudWatch::Alarm': askAlarms,
  'AWS::Config::ConfigRule': askConfigRules,
  'AWS::Config::ConfigurationRecorder': askRecorders,
  'AWS::Config::DeliveryChannel': askChannels,
  'AWS::Events::Rule': askRules,
  'AWS::IAM::Role': askRoles,
  'AWS::Scheduler::Schedule': askSchedules,
  'AWS::SSM::MaintenanceWindow': askWindows,
  'AWS::StepFunctions::StateMachine': askStateMachines,
};

async function askTrails({ ports, ...asked }: Asked): Promise<readonly Verdict[]> {
  return eachByName(asked, 'TrailName', async (name, resource) => {
    const found = await ports.condition.readTrail(name, asked.region);
    if (found === null) return gone(name, resource, asked);
    if (!found.isOn) {
      const start = inAccount(`aws cloudtrail start-logging --region ${asked.region} --name ${name}`);
      return fault(name, note`${name} does not record.`, start);
    }
    return found.error === null ? well(name) : undelivered(name, found.error);
  });
}

async function askRecorders({ ports, ...asked }: Asked): Promise<readonly Verdict[]> {
  return eachByName(asked, 'Name', async (name, resource) => {
    const found = await ports.condition.readRecorder(name, asked.region);
    if (found === null) return gone(name, resource, asked);
    if (!found.isOn) {
      const command = `aws configservice start-configuration-recorder --region ${asked.region} --configuration-recorder-name ${name}`;
      return fault(name, note`${name} does not record.`, inAccount(command));
    }
    return found.error === null ? well(name) : undelivered(name, found.error);
  });
}

async function askChannels({ ports, ...asked }: Asked): Promise<readonly Verdict[]> {
  return eachByName(asked, 'Name', async (name, resource) => {
    const found = await ports.condition.readChannel(name, asked.region);
    if (found === null) return gone(name, resource, asked);
    return found.error === null ? well(name) : undelivered(name, found.error);
  });
}

async function askConfigRules({ ports, ...asked }: Asked): Promise<readonly Verdict[]> {
  const names = new Set(await ports.condition.listConfigRules(asked.region));
  return eachByName(asked, 'ConfigRuleName', (name, resource) =>
    names.has(name) ? well(name) : gone(name, resource, asked),
  );
}

async function askAlarms({ ports, ...asked }: Asked): Promise<readonly Verdict[]> {
  const alarms = await ports.condition.listAlarms(`${asked.prefix}-`, asked.region);
  return eachByName(asked, 'AlarmName', (name, resource) => {
    const found = alarms.find((one) => one.name === name);
    if (found === undefined) return gone(name, resource, asked);
    const command = `aws cloudwatch enable-alarm-actions --region ${asked.region} --alarm-names ${name}`;
    if (!found.isOn) return fault(name, note`The alarm ${name} tells nobody.`, inAccount(command));
    // Those of the trail, in the management account, tell of what people do; all others of how our own parts fare.
    if (!found.isInAlarm || resource.stackSet === null) return well(name);
    const hint = note`Its description says where to look; the table of the mails in docs/notifications.md says what to do.`;
    return faultForPerson(name, note`The alarm ${name} went off.`, { hint });
  });
}

/** One list of an account has them all; their home is whichever region asks. */
async function askRoles({ ports, ...asked }: Asked): Promise<readonly Verdict[]> {
  const names = new Set((await ports.roles.list()).map(({ name }) => name));
  return eachByName(asked, 'RoleName', (name, resource) =>
    names.has(name) ? well(name) : gone(name, resource, asked),
  );
}

async function askSchedules({ ports, ...asked }: Asked): Promise<readonly Verdict[]> {
  return eachByName(asked, 'Name', async (name, resource) => {
    const found = await ports.condition.readSchedule(name, asked.region);
    if (found === null) return gone(name, resource, asked);
    return found.isOn ? well(name) : fault(name, note`${name} is switched off.`, makeAgain(resource.stackSet, asked));
  });
}

/** CloudFormation has no property for it, so that nothing but a look tells of it. */
async function askWindows({ ports, ...asked }: Asked): Promise<readonly Verdict[]> {
  const windows = await ports.condition.listWindows(`${asked.prefix}-`, asked.region);
  return eachByName(asked, 'Name', (name, resource) => {
    const found = windows.find((one) => one.name === name);
    if (found === undefined) return gone(name, resource, asked);
    const command = `aws ssm update-maintenance-window --region ${asked.region} --window-id ${found.id} --enabled`;
    return found.isOn ? well(name) : faultForPerson(name, note`${name} is switched off.`, inAccount(command));
  });
}

async function askStateMachines({ ports, ...asked }: Asked): Promise<readonly Verdict[]> {
  const { account, region } = asked;
  return eachByName(asked, 'StateMachineName', async (name, resource) => {
    const arn = `arn:${partitionOf(region)}:states:${region}:${account}:stateMachine:${name}`;
    const found = await ports.condition.readStateMachine(arn, region);
    return found?.isOn ? well(name) : gone(name, resource, asked);
  });
}

function undelivered(name: string, error: string): Verdict {
  return faultForPerson(name, note`${name} cannot deliver: ${error}`, {
    hint: note`Look at the bucket and its policy: metsuke plan --deep shows what was changed there.`,
  });
}
