import type { Instance, Place } from './instance.ts';
import type { Target } from './target.ts';

/** What sessions ask of AWS, each call in the account and region of its place. `src/aws` implements it. */
export interface SessionsPort {
  /** Running instances; the target narrows what AWS sends, not what may be sent. */
  listInstances(place: Place, target: Target | null): Promise<readonly Instance[]>;
  startSession(place: Place, request: SessionRequest): Promise<StartedSession>;
  terminateSession(place: Place, sessionId: string): Promise<void>;
  /** Returns the command's id. */
  sendCommand(place: Place, request: CommandRequest): Promise<string>;
  /** Null: Systems Manager does not know of it yet. */
  readInvocation(place: Place, commandId: string, instanceId: string): Promise<Invocation | null>;
  /** Null: Patch Manager knows nothing of the instance. */
  readPatchState(place: Place, instanceId: string): Promise<PatchState | null>;
}

/** What the last run of Patch Manager on an instance found of the patches that it was to install. */
export interface PatchState {
  readonly operation: string;
  /** Milliseconds since 1970, by the clock of the instance. */
  readonly endedAt: number;
  /** Of them, those that are there now, are missing, or failed. 0: none is for this instance. */
  readonly fitting: number;
}

/** As StartSession takes it, and as the plugin gets it. */
export interface SessionRequest {
  readonly Target: string;
  readonly DocumentName?: string;
  readonly Parameters?: Readonly<Record<string, readonly string[]>>;
}

export interface StartedSession {
  readonly sessionId: string;
  /** It opens the session for whoever has it. */
  readonly tokenValue: string;
  readonly streamUrl: string;
  readonly endpoint: string;
  /** The plugin resumes a session with them when the network was away. */
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

export interface CommandRequest {
  readonly documentName: 'AWS-RunShellScript' | 'AWS-RunPowerShellScript' | 'AWS-RunPatchBaseline';
  readonly instanceIds: readonly string[];
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  /** To reach the instance, not to run. */
  readonly deliverySeconds: number;
}

export interface Invocation {
  /** In the words of Systems Manager: `Pending`, `InProgress`, `Success`, `Failed`, `Undeliverable`, `DeliveryTimedOut`, … */
  readonly status: string;
  /** Null while it runs, and when it never ran. */
  readonly exitCode: number | null;
  /** The first 24,000 characters. */
  readonly stdout: string;
  readonly stderr: string;
}
