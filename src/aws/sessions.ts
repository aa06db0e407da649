import type { Instance as Ec2Instance, Filter } from '@aws-sdk/client-ec2';
import { type AccountId, partitionOf } from '../domain/ids.ts';
import { say } from '../domain/say.ts';
import type { Instance, Place } from '../sessions/instance.ts';
import type { Invocation, SessionsPort } from '../sessions/ports.ts';
import type { Target } from '../sessions/target.ts';
import { makeAssumedRole } from './assume.ts';
import { type ConnectOptions, clientOptionsOf } from './client-options.ts';
import type { Clients } from './clients.ts';
import { makeClients } from './clients.ts';
import { credentialsFrom } from './credentials.ts';
import { makeIdentity } from './identity.ts';
import { listAll } from './pages.ts';
import { isInvocationAbsent, orNull } from './quirks.ts';
import { required } from './required.ts';

/** Every account through the role, but the caller's own. */
export function openSessions(options: ConnectOptions & { readonly role: string }): SessionsPort {
  const clientOptions = clientOptionsOf(options);
  const own = makeClients(clientOptions, credentialsFrom(options.environment, options.profile));
  const identity = makeIdentity(own, options.region);
  const kept = new Map<AccountId, Promise<Clients>>();
  const clientsIn = (account: AccountId): Promise<Clients> => {
    const clients = kept.get(account) ?? makeTheirs(account);
    kept.set(account, clients);
    clients.catch(() => kept.delete(account));
    return clients;
  };
  const makeTheirs = async (account: AccountId): Promise<Clients> => {
    if ((await identity.readCaller()).accountId === account) return own;
    return makeClients(clientOptions, makeAssumedRole(own, options.region, { account, name: options.role }));
  };
  return makeSessions(clientsIn, clientOptions.endpoint);
}

export function makeSessions(
  clientsIn: (account: AccountId) => Promise<Clients>,
  endpoint: string | undefined,
): SessionsPort {
  const ssmIn = async ({ account, region }: Place) => (await clientsIn(account))('ssm', region);
  return {
    listInstances: async (place, target) => listInstances(await clientsIn(place.account), place, target),
    async startSession(place, { Target, DocumentName, Parameters }) {
      const ssm = await ssmIn(place);
      const answer = await ssm.startSession({
        Target,
        ...(DocumentName === undefined ? {} : { DocumentName }),
        ...(Parameters === undefined ? {} : { Parameters: mutable(Parameters) }),
      });
      const { accessKeyId, secretAccessKey, sessionToken } = await ssm.config.credentials();
      return {
        sessionId: required(answer.SessionId, say`id of the session`),
        tokenValue: required(answer.TokenValue, say`token of the session`),
        streamUrl: required(answer.StreamUrl, say`stream of the session`),
        endpoint: endpoint ?? endpointOf(place.region),
        credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
      };
    },
    async terminateSession(place, sessionId) {
      await (await ssmIn(place)).terminateSession({ SessionId: sessionId });
    },
    async sendCommand(place, { documentName, instanceIds, parameters, deliverySeconds }) {
      const ssm = await ssmIn(place);
      const answer = await ssm.sendCommand({
        DocumentName: documentName,
        InstanceIds: [...instanceIds],
        Parameters: mutable(parameters),
        TimeoutSeconds: Math.max(30, deliverySeconds),
      });
      return required(answer.Command?.CommandId, say`id of the command`);
    },
    async readInvocation(place, commandId, instanceId) {
      const ssm = await ssmIn(place);
      const asked = ssm.getCommandInvocation({ CommandId: commandId, InstanceId: instanceId });
      const answer = await orNull(asked, isInvocationAbsent);
      if (answer === null) return null;
      const { Status = 'Pending', StatusDetails, ResponseCode = -1 } = answer;
      return {
        // Only the details tell an instance that was never reached from one that failed.
        status: Status === 'Failed' || Status === 'TimedOut' ? (StatusDetails ?? Status) : Status,
        // -1: it has not ended, or never ran.
        exitCode: ResponseCode < 0 ? null : ResponseCode,
        stdout: answer.StandardOutputContent ?? '',
        stderr: answer.StandardErrorContent ?? '',
      } satisfies Invocation;
    },
    async readPatchState(place, instanceId) {
      const { InstancePatchStates: [state] = [] } = await (await ssmIn(place)).describeInstancePatchStates({
        InstanceIds: [instanceId],
      });
      if (!state) return null;
      const counts = [
        state.InstalledCount,
        state.InstalledPendingRebootCount,
        state.InstalledRejectedCount,
        state.MissingCount,
        state.FailedCount,
      ];
      return {
        operation: state.Operation ?? '',
        endedAt: state.OperationEndTime?.getTime() ?? 0,
        fitting: counts.reduce<number>((sum, count = 0) => sum + count, 0),
      };
    },
  };
}

function mutable(parameters: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(parameters).map(([name, values]) => [name, [...values]]));
}

/** The plugin wants to be told what the SDK finds out for itself. */
function endpointOf(region: string): string {
  return `https://ssm.${region}.${partitionOf(region) === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'}`;
}

async function listInstances(clients: Clients, place: Place, target: Target | null): Promise<readonly Instance[]> {
  const ec2 = await clients('ec2', place.region);
  const found = await listAll(async (token) => {
    const page = await ec2.describeInstances({ Filters: filtersOf(target), NextToken: token });
    return { items: page.Reservations?.flatMap(({ Instances = [] }) => Instances), next: page.NextToken };
  });
  // Systems Manager is asked about those only that are there.
  if (found.length === 0) return [];
  const agents = await readAgents(clients, place);
  return found.map((instance) => toInstance(instance, place, agents));
}

/** EC2 too lets `*` stand for anything, and `?` for any character: what it sends is looked at once more. */
function filtersOf(target: Target | null): Filter[] {
  const running = { Name: 'instance-state-name', Values: ['running'] };
  switch (target?.by) {
    case 'instance':
      return [running, { Name: 'instance-id', Values: [target.id] }];
    case 'tag':
      return [running, { Name: `tag:${target.key}`, Values: [target.value] }];
    case 'name':
      return [running, { Name: 'tag:Name', Values: [target.pattern] }];
    case 'account':
    case undefined:
      return [running];
    default:
      return target satisfies never;
  }
}

async function readAgents(clients: Clients, { region }: Place): Promise<ReadonlyMap<string, Instance['agent']>> {
  const ssm = await clients('ssm', region);
  const known = await listAll(async (token) => {
    const page = await ssm.describeInstanceInformation({ MaxResults: 50, NextToken: token });
    return { items: page.InstanceInformationList, next: page.NextToken };
  });
  return new Map(
    known.map(({ InstanceId = '', PingStatus }) => [InstanceId, PingStatus === 'Online' ? 'ONLINE' : 'LOST'] as const),
  );
}

function toInstance(
  { InstanceId, Tags = [], Platform, PrivateIpAddress = '' }: Ec2Instance,
  place: Place,
  agents: ReadonlyMap<string, Instance['agent']>,
): Instance {
  const id = required(InstanceId, say`id of an instance`);
  const tags = Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
  return {
    ...place,
    id,
    name: tags.Name ?? '',
    tags,
    // EC2 says nothing of any other.
    platform: Platform?.toLowerCase() === 'windows' ? 'Windows' : 'Linux',
    privateAddress: PrivateIpAddress,
    agent: agents.get(id) ?? 'UNMANAGED',
  };
}
