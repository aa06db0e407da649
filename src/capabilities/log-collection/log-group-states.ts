// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Step Functions, not of JavaScript
import type { Config } from '../../config/schema.ts';
import type { JsonObject } from '../../domain/json.ts';

type LogCollection = Config['logCollection'];

/** `createExportTask` → the resource of a Task that calls it. */
export type LogsAction = (action: string) => string;

export const CHILD_START = 'HasNoRetention';

/** What is done with one log group: {name, day, retain, collect} → {name, done}. */
export function makeChildStates({ method, retentionDays }: LogCollection, sdk: LogsAction): JsonObject {
  return {
    HasNoRetention: {
      Type: 'Choice',
      Assign: { group: '{% $states.input %}' },
      Choices: [
        { Condition: '{% $states.input.retain %}', Assign: { group: '{% $states.input %}' }, Next: 'SetRetention' },
      ],
      Default: 'IsCollected',
    },
    SetRetention: {
      Type: 'Task',
      Resource: sdk('putRetentionPolicy'),
      Arguments: { LogGroupName: '{% $group.name %}', RetentionInDays: retentionDays },
      Retry: BUSY,
      Catch: FAILED,
      Next: 'IsCollected',
    },
    IsCollected: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $group.collect %}', Next: method === 'EXPORT' ? 'StartExport' : 'Subscribe' }],
      Default: 'Done',
    },
    ...(method === 'EXPORT' ? makeExportStates(sdk) : makeStreamStates(sdk)),
    Done: { Type: 'Pass', Output: { name: '{% $group.name %}', done: true }, End: true },
    Failed: { Type: 'Pass', Output: { name: '{% $group.name %}', done: false }, End: true },
  };
}

const BUSY = [{ ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 2, MaxAttempts: 4, BackoffRate: 3 }];
const FAILED = [{ ErrorEquals: ['States.ALL'], Next: 'Failed' }];

const makeExportStates = (sdk: LogsAction): JsonObject => ({
  StartExport: {
    Type: 'Task',
    Resource: sdk('createExportTask'),
    Arguments: {
      LogGroupName: '{% $group.name %}',
      From: "{% $toMillis($group.day & 'T00:00:00.000Z') %}",
      To: "{% $toMillis($group.day & 'T23:59:59.999Z') %}",
      Destination: '${LogBucket}',
      DestinationPrefix:
        "{% '${Folder}/' & $replace($group.day, '-', '/') & ($substring($group.name, 0, 1) = '/' ? '' : '/') & $group.name %}",
    },
    Assign: { taskId: '{% $states.result.TaskId %}' },
    Retry: [
      // Somebody else's export runs: an account has one at a time in a region.
      {
        ErrorEquals: ['CloudWatchLogs.LimitExceededException'],
        IntervalSeconds: 60,
        MaxAttempts: 120,
        BackoffRate: 1,
      },
      ...BUSY,
    ],
    Catch: FAILED,
    Next: 'WaitForExport',
  },
  WaitForExport: { Type: 'Wait', Seconds: 20, Next: 'LookAtExport' },
  LookAtExport: {
    Type: 'Task',
    Resource: sdk('describeExportTasks'),
    Arguments: { TaskId: '{% $taskId %}' },
    Assign: { code: '{% $states.result.ExportTasks[0].Status.Code %}' },
    Retry: BUSY,
    Catch: FAILED,
    Next: 'HasExportEnded',
  },
  HasExportEnded: {
    Type: 'Choice',
    Choices: [
      { Condition: "{% $code = 'COMPLETED' %}", Next: 'Done' },
      { Condition: "{% $code in ['PENDING', 'RUNNING'] %}", Next: 'WaitForExport' },
    ],
    Default: 'Failed',
  },
});

const makeStreamStates = (sdk: LogsAction): JsonObject => ({
  // The same filter again changes nothing. A log group has two at most.
  Subscribe: {
    Type: 'Task',
    Resource: sdk('putSubscriptionFilter'),
    Arguments: {
      LogGroupName: '{% $group.name %}',
      FilterName: '${FilterName}',
      FilterPattern: '',
      DestinationArn: '${StreamArn}',
      RoleArn: '${SubscriptionRoleArn}',
    },
    Retry: BUSY,
    Catch: FAILED,
    Next: 'Done',
  },
});
