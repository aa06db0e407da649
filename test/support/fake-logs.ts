import { type Call, ServiceError } from './states-language.ts';

export interface FakeLogGroup {
  readonly LogGroupName: string;
  RetentionInDays?: number;
  readonly LogGroupClass?: 'STANDARD' | 'INFREQUENT_ACCESS' | 'DELIVERY';
}

export interface FakeExport {
  readonly LogGroupName: string;
  readonly From: number;
  readonly To: number;
  readonly Destination: string;
  readonly DestinationPrefix: string;
}

/** CloudWatch Logs of one account and region, as far as the state machine asks it: pages, one export at a time, failures. */
export class FakeLogs {
  readonly exports: FakeExport[] = [];
  readonly subscriptions: Record<string, unknown>[] = [];
  /** Log groups whose export ends with FAILED. */
  readonly broken = new Set<string>();
  /** Calls of CreateExportTask that are refused, because somebody else's export runs. */
  busy = 0;
  /** How often an export is looked at until it has ended. */
  looksUntilDone = 2;
  pages = 0;
  private running: { id: string; looks: number; name: string } | null = null;
  private tasks = 0;
  readonly groups: FakeLogGroup[];

  constructor(groups: readonly FakeLogGroup[]) {
    this.groups = groups.map((group) => ({ ...group }));
  }

  readonly call: Call = (resource, parameters) => {
    switch (resource.split(':').at(-1)) {
      case 'describeLogGroups':
        return this.page(Number(parameters['Limit']), parameters['NextToken']);
      case 'putRetentionPolicy':
        return this.retain(String(parameters['LogGroupName']), Number(parameters['RetentionInDays']));
      case 'createExportTask':
        return this.startExport(parameters as unknown as FakeExport);
      case 'describeExportTasks':
        return this.look(String(parameters['TaskId']));
      case 'putSubscriptionFilter':
        this.find(String(parameters['LogGroupName']));
        this.subscriptions.push(parameters);
        return {};
      default:
        throw new Error(`${resource} is not known here`);
    }
  };

  private page(limit: number, token: unknown): unknown {
    if (limit < 1 || limit > 50) throw new ServiceError('CloudWatchLogs.InvalidParameterException');
    this.pages += 1;
    const from = token === undefined ? 0 : Number(token);
    const next = from + limit;
    // A copy: what is read does not change when a log group does.
    const page = this.groups.slice(from, next).map((group) => ({ ...group }));
    return { LogGroups: page, ...(next < this.groups.length ? { NextToken: String(next) } : {}) };
  }

  private find(name: string): FakeLogGroup {
    const group = this.groups.find(({ LogGroupName }) => LogGroupName === name);
    if (!group) throw new ServiceError('CloudWatchLogs.ResourceNotFoundException');
    return group;
  }

  private retain(name: string, days: number): unknown {
    this.find(name).RetentionInDays = days;
    return {};
  }

  private startExport(task: FakeExport): unknown {
    this.find(task.LogGroupName);
    if (this.running || this.busy > 0) {
      this.busy = Math.max(0, this.busy - 1);
      throw new ServiceError('CloudWatchLogs.LimitExceededException', 'Resource limit exceeded.');
    }
    this.tasks += 1;
    this.running = { id: `task-${this.tasks}`, looks: 0, name: task.LogGroupName };
    this.exports.push(task);
    return { TaskId: this.running.id };
  }

  private look(id: string): unknown {
    if (this.running?.id !== id) throw new ServiceError('CloudWatchLogs.ResourceNotFoundException');
    this.running.looks += 1;
    if (this.running.looks < this.looksUntilDone) return status(this.running.looks === 1 ? 'PENDING' : 'RUNNING');
    const { name } = this.running;
    this.running = null;
    return status(this.broken.has(name) ? 'FAILED' : 'COMPLETED');
  }
}

function status(code: string): unknown {
  return { ExportTasks: [{ Status: { Code: code } }] };
}
