import type { AccessAnalyzer } from '@aws-sdk/client-accessanalyzer';
import type { Account } from '@aws-sdk/client-account';
import type { Athena } from '@aws-sdk/client-athena';
import type { CloudFormation } from '@aws-sdk/client-cloudformation';
import type { CloudTrail } from '@aws-sdk/client-cloudtrail';
import type { CloudWatch } from '@aws-sdk/client-cloudwatch';
import type { ConfigService } from '@aws-sdk/client-config-service';
import type { DynamoDB } from '@aws-sdk/client-dynamodb';
import type { EC2 } from '@aws-sdk/client-ec2';
import type { EventBridge } from '@aws-sdk/client-eventbridge';
import type { GuardDuty } from '@aws-sdk/client-guardduty';
import type { IAM } from '@aws-sdk/client-iam';
import type { Identitystore } from '@aws-sdk/client-identitystore';
import type { Imagebuilder } from '@aws-sdk/client-imagebuilder';
import type { KMS } from '@aws-sdk/client-kms';
import type { Organizations } from '@aws-sdk/client-organizations';
import type { S3 } from '@aws-sdk/client-s3';
import type { Scheduler } from '@aws-sdk/client-scheduler';
import type { SFN } from '@aws-sdk/client-sfn';
import type { SNS } from '@aws-sdk/client-sns';
import type { SSM } from '@aws-sdk/client-ssm';
import type { SSOAdmin } from '@aws-sdk/client-sso-admin';
import type { STS } from '@aws-sdk/client-sts';
import { Interruption } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import type { CallObserver } from './calls.ts';
import type { CredentialsProvider } from './credentials.ts';
import type { CallSite } from './errors.ts';
import { isThrottled, translate } from './errors.ts';
import type { Transport } from './transport.ts';

interface ClientOf {
  readonly accessanalyzer: AccessAnalyzer;
  readonly account: Account;
  readonly athena: Athena;
  readonly cloudformation: CloudFormation;
  readonly cloudtrail: CloudTrail;
  readonly cloudwatch: CloudWatch;
  readonly config: ConfigService;
  readonly dynamodb: DynamoDB;
  readonly ec2: EC2;
  readonly eventbridge: EventBridge;
  readonly guardduty: GuardDuty;
  readonly iam: IAM;
  readonly identitystore: Identitystore;
  readonly imagebuilder: Imagebuilder;
  readonly kms: KMS;
  readonly organizations: Organizations;
  readonly s3: S3;
  readonly scheduler: Scheduler;
  readonly sfn: SFN;
  readonly sns: SNS;
  readonly ssm: SSM;
  readonly sso: SSOAdmin;
  readonly sts: STS;
}

export type Service = keyof ClientOf;

/** A client per service × region, made (and its package loaded) when it is first asked for. */
export type Clients = <S extends Service>(service: S, region: string) => Promise<ClientOf[S]>;

export interface ClientOptions {
  readonly endpoint: string | undefined;
  readonly profile: string | undefined;
  readonly transport: Transport;
  readonly maxAttempts: number;
  readonly onCall: (service: string, operation: string) => void;
  readonly observer: CallObserver;
  /** Aborted: nobody waits any longer for AWS to have time. */
  readonly signal?: AbortSignal | undefined;
}

export function makeClients(options: ClientOptions, credentials: CredentialsProvider): Clients {
  const clients = new Map<string, Promise<unknown>>();
  return <S extends Service>(service: S, region: string): Promise<ClientOf[S]> => {
    const key = `${service} ${region}`;
    const client = clients.get(key) ?? makeClient(service, region, options, credentials);
    clients.set(key, client);
    return client as Promise<ClientOf[S]>;
  };
}

type Config = ReturnType<typeof makeConfig>;

const LOAD: { readonly [S in Service]: (config: Config) => Promise<ClientOf[S]> } = {
  accessanalyzer: async (config) => new (await import('@aws-sdk/client-accessanalyzer')).AccessAnalyzer(config),
  account: async (config) => new (await import('@aws-sdk/client-account')).Account(config),
  athena: async (config) => new (await import('@aws-sdk/client-athena')).Athena(config),
  cloudformation: async (config) => new (await import('@aws-sdk/client-cloudformation')).CloudFormation(config),
  cloudtrail: async (config) => new (await import('@aws-sdk/client-cloudtrail')).CloudTrail(config),
  cloudwatch: async (config) => new (await import('@aws-sdk/client-cloudwatch')).CloudWatch(config),
  config: async (config) => new (await import('@aws-sdk/client-config-service')).ConfigService(config),
  dynamodb: async (config) => new (await import('@aws-sdk/client-dynamodb')).DynamoDB(config),
  ec2: async (config) => new (await import('@aws-sdk/client-ec2')).EC2(config),
  eventbridge: async (config) => new (await import('@aws-sdk/client-eventbridge')).EventBridge(config),
  guardduty: async (config) => new (await import('@aws-sdk/client-guardduty')).GuardDuty(config),
  iam: async (config) => new (await import('@aws-sdk/client-iam')).IAM(config),
  identitystore: async (config) => new (await import('@aws-sdk/client-identitystore')).Identitystore(config),
  imagebuilder: async (config) => new (await import('@aws-sdk/client-imagebuilder')).Imagebuilder(config),
  kms: async (config) => new (await import('@aws-sdk/client-kms')).KMS(config),
  organizations: async (config) => new (await import('@aws-sdk/client-organizations')).Organizations(config),
  s3: async (config) =>
    new (await import('@aws-sdk/client-s3')).S3({ ...config, forcePathStyle: config.endpoint !== undefined }),
  scheduler: async (config) => new (await import('@aws-sdk/client-scheduler')).Scheduler(config),
  sfn: async (config) => new (await import('@aws-sdk/client-sfn')).SFN(config),
  sns: async (config) => new (await import('@aws-sdk/client-sns')).SNS(config),
  ssm: async (config) => new (await import('@aws-sdk/client-ssm')).SSM(config),
  sso: async (config) => new (await import('@aws-sdk/client-sso-admin')).SSOAdmin(config),
  sts: async (config) => new (await import('@aws-sdk/client-sts')).STS(config),
};

async function makeClient<S extends Service>(
  service: S,
  region: string,
  options: ClientOptions,
  credentials: CredentialsProvider,
): Promise<ClientOf[S]> {
  const client = await LOAD[service](makeConfig(region, options, credentials));
  watchCalls(client, service, options);
  return client;
}

function makeConfig(region: string, options: ClientOptions, credentials: CredentialsProvider) {
  return {
    region,
    credentials,
    requestHandler: options.transport,
    retryMode: 'adaptive',
    maxAttempts: options.maxAttempts,
    customUserAgent: 'metsuke',
    // an endpoint in a variable or a file that was not checked must not receive our requests
    ignoreConfiguredEndpointUrls: true,
    ...(options.profile === undefined ? {} : { profile: options.profile }),
    ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
  };
}

/**
 * Outermost in every client: one count a call, however often it is retried, and one place that translates errors.
 * Innermost: every try, so that pauses between them can be told.
 */
function watchCalls(client: ClientOf[Service], service: Service, options: ClientOptions): void {
  const stack = client.middlewareStack as unknown as MiddlewareStack;
  const calls = new WeakMap<Context, Tries>();
  const { observer, signal } = options;
  stack.add(
    (next, context) => async (input) => {
      const site = siteOf(service, context, options);
      const tries: Tries = { site, count: 0 };
      const began = Date.now();
      calls.set(context, tries);
      letWaitsEnd(context, signal);
      options.onCall(site.service, site.operation);
      observer.began(site);
      try {
        return await next(input);
      } catch (thrown) {
        if (thrown instanceof Interruption) throw thrown;
        if (thrown instanceof Error && thrown.name === 'AbortError') {
          throw new Interruption(say`Interrupted while ${site.service}:${site.operation} waited for AWS.`);
        }
        throw translate(thrown, { ...site, tries: tries.count, milliseconds: Date.now() - began });
      } finally {
        observer.ended(site);
      }
    },
    { step: 'initialize', priority: 'high', name: 'metsukeCalls' },
  );
  stack.add(
    (next, context) => async (input) => {
      const tries = calls.get(context);
      if (tries === undefined) return next(input);
      tries.count += 1;
      if (tries.count > 1) observer.triedAgain(tries.site);
      try {
        return await next(input);
      } catch (thrown) {
        // What the SDK does not try again ends at once.
        observer.refused(tries.site, isThrottled(thrown) ? 'throttled' : 'unavailable');
        throw thrown;
      }
    },
    { step: 'finalizeRequest', priority: 'low', name: 'metsukeTries' },
  );
}

interface Tries {
  readonly site: CallSite;
  count: number;
}

/** As much of the SDK's middleware stack as is needed here, the same for every client. */
interface MiddlewareStack {
  add(
    middleware: (next: (input: unknown) => Promise<unknown>, context: Context) => (input: unknown) => Promise<unknown>,
    options: { step: 'initialize' | 'finalizeRequest'; priority: 'high' | 'low'; name: string },
  ): void;
}

interface Context {
  readonly commandName?: string;
  readonly __smithy_context?: { abortSignal?: AbortSignal };
}

/**
 * The SDK's pauses between tries end when this signal aborts; a request on its way is not cut off. Calls that begin after
 * it, such as the release of a lease, are made like any other.
 */
function letWaitsEnd({ __smithy_context }: Context, signal: AbortSignal | undefined): void {
  if (__smithy_context && signal && !signal.aborted) __smithy_context.abortSignal ??= signal;
}

function siteOf(service: Service, context: Context, options: ClientOptions): CallSite {
  return { service, operation: (context.commandName ?? 'Call').replace(/Command$/, ''), profile: options.profile };
}
