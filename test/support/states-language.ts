import jsonata from 'jsonata';

/**
 * Runs a state machine of the Amazon States Language with JSONata, as far as ours go: Pass, Task, Choice, Map, Wait,
 * Succeed and Fail with Assign, Output, Retry and Catch. JSONata is evaluated by its reference implementation.
 */
export interface Run {
  readonly status: 'SUCCEEDED' | 'FAILED';
  readonly output?: unknown;
  readonly error?: string;
  readonly cause?: string;
  /** State transitions, those of the executions in a Map too: what Step Functions charges for. */
  readonly transitions: number;
  /** Seconds that it would have waited. */
  readonly waited: number;
  /** The longest history of one execution, in events, as an upper bound; the limit is 25,000. */
  readonly events: number;
}

/** An error of a service: `CloudWatchLogs.LimitExceededException`. */
export class ServiceError extends Error {
  override readonly name: string;
  constructor(name: string, message = name) {
    super(message);
    this.name = name;
  }
}

export type Call = (resource: string, parameters: Record<string, unknown>) => unknown;

interface State {
  readonly Type: string;
  readonly [field: string]: unknown;
}

interface Machine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

interface Execution {
  readonly machine: Machine;
  readonly call: Call;
  readonly totals: { transitions: number; waited: number; events: number };
  readonly startTime: string;
  variables: Record<string, unknown>;
  history: number;
}

/** Events of a state's history at most: entered, scheduled, started, ended, exited. */
const EVENTS_OF_A_STATE = 5;

export async function runMachine(definition: unknown, call: Call, input: unknown, startTime: string): Promise<Run> {
  const totals = { transitions: 0, waited: 0, events: 0 };
  try {
    const output = await execute(definition as Machine, { call, totals, startTime }, input);
    return { status: 'SUCCEEDED', output, ...totals };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { status: 'FAILED', error: error.name, cause: error.message, ...totals };
  }
}

type Surroundings = Pick<Execution, 'call' | 'totals' | 'startTime'>;

async function execute(machine: Machine, surroundings: Surroundings, input: unknown): Promise<unknown> {
  const execution: Execution = { machine, ...surroundings, variables: {}, history: 0 };
  let name: string | null = machine.StartAt;
  let data = input;
  while (name !== null) {
    const state: State | undefined = machine.States[name];
    if (!state) throw new Error(`there is no state ${name}`);
    execution.totals.transitions += 1;
    execution.history += EVENTS_OF_A_STATE;
    ({ next: name, data } = await step(execution, state, data));
  }
  execution.totals.events = Math.max(execution.totals.events, execution.history);
  return data;
}

interface Outcome {
  readonly next: string | null;
  readonly data: unknown;
}

async function step(execution: Execution, state: State, data: unknown): Promise<Outcome> {
  const scope = (result?: unknown) => ({
    input: data,
    result,
    context: { Execution: { StartTime: execution.startTime } },
  });
  switch (state.Type) {
    case 'Pass':
    case 'Succeed':
      return finish(execution, state, data, scope());
    case 'Wait':
      execution.totals.waited += Number(state['Seconds']);
      return finish(execution, state, data, scope());
    case 'Fail':
      throw new ServiceError(
        String(await evaluate(execution, state['Error'], scope())),
        String(await evaluate(execution, state['Cause'], scope())),
      );
    case 'Choice':
      return choose(execution, state, data, scope());
    case 'Task':
      return attempt(execution, state, scope(), async () => {
        const parameters = await evaluate(execution, state['Arguments'], scope());
        const result = execution.call(String(state['Resource']), parameters as Record<string, unknown>);
        return finish(execution, state, result, scope(result));
      });
    case 'Map':
      return attempt(execution, state, scope(), async () => {
        const result = await mapItems(execution, state, scope());
        return finish(execution, state, result, scope(result));
      });
    default:
      throw new Error(`the type ${state.Type} is not known here`);
  }
}

/** An item whose execution fails is missing in the result: a Map tolerates what it is told to. */
async function mapItems(execution: Execution, state: State, scope: unknown): Promise<readonly unknown[]> {
  const items = (await evaluate(execution, state['Items'], scope)) as readonly unknown[];
  const results: unknown[] = [];
  // One after another: MaxConcurrency is 1. In DISTRIBUTED mode no variable of the parent reaches the child.
  for (const item of items) {
    try {
      results.push(await execute(state['ItemProcessor'] as Machine, execution, item));
    } catch (error) {
      if (!(error instanceof ServiceError) || state['ToleratedFailurePercentage'] !== 100) throw error;
    }
  }
  return results;
}

async function choose(execution: Execution, state: State, data: unknown, scope: unknown): Promise<Outcome> {
  for (const choice of state['Choices'] as readonly State[]) {
    const holds = await evaluate(execution, choice['Condition'], scope);
    if (typeof holds !== 'boolean') throw new Error(`${String(choice['Condition'])} is neither true nor false`);
    if (holds) return finish(execution, choice, data, scope);
  }
  return finish(execution, { ...state, Next: state['Default'] }, data, scope);
}

async function finish(execution: Execution, state: State, data: unknown, scope: unknown): Promise<Outcome> {
  const assigned = (await evaluate(execution, state['Assign'] ?? {}, scope)) as Record<string, unknown>;
  const output = 'Output' in state ? await evaluate(execution, state['Output'], scope) : data;
  execution.variables = { ...execution.variables, ...assigned };
  return { next: typeof state['Next'] === 'string' ? state['Next'] : null, data: output };
}

interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly MaxAttempts: number;
  readonly BackoffRate: number;
}

async function attempt(
  execution: Execution,
  state: State,
  scope: { readonly input: unknown },
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  const attempts = new Map<Retrier, number>();
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      if (waitsForAnother(execution, state, error, attempts)) continue;
      return afterFailure(execution, state, error, scope);
    }
  }
}

/** Whether a Retry covers the error, and has attempts left. */
function waitsForAnother(
  execution: Execution,
  state: State,
  error: ServiceError,
  attempts: Map<Retrier, number>,
): boolean {
  const retrier = ((state['Retry'] ?? []) as readonly Retrier[]).find((one) => covers(one.ErrorEquals, error));
  const made = retrier ? (attempts.get(retrier) ?? 0) : 0;
  if (!retrier || made >= retrier.MaxAttempts) return false;
  attempts.set(retrier, made + 1);
  execution.totals.waited += retrier.IntervalSeconds * retrier.BackoffRate ** made;
  execution.totals.transitions += 1;
  execution.history += EVENTS_OF_A_STATE;
  return true;
}

function afterFailure(
  execution: Execution,
  state: State,
  error: ServiceError,
  scope: { readonly input: unknown },
): Promise<Outcome> {
  const catchers = (state['Catch'] ?? []) as readonly (State & Retrier)[];
  const catcher = catchers.find((one) => covers(one.ErrorEquals, error));
  if (!catcher) throw error;
  return finish(execution, catcher, scope.input, scope);
}

function covers(names: readonly string[], error: ServiceError): boolean {
  return names.some((name) => name === 'States.ALL' || name === 'States.TaskFailed' || name === error.name);
}

/** `{% … %}` is JSONata; every other text is itself. An expression without a value is an error, as in Step Functions. */
async function evaluate(execution: Execution, value: unknown, states: unknown): Promise<unknown> {
  if (typeof value === 'string') {
    const expression = /^\{%(.*)%\}$/s.exec(value)?.[1];
    if (expression === undefined) return value;
    const result: unknown = await jsonata(expression).evaluate({}, { states, ...execution.variables });
    if (result === undefined) throw new Error(`no value: ${expression}`);
    // JSONata marks its arrays; plain ones compare equal.
    return JSON.parse(JSON.stringify(result));
  }
  if (Array.isArray(value)) return Promise.all(value.map((item) => evaluate(execution, item, states)));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(
    async ([key, item]) => [key, await evaluate(execution, item, states)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}
