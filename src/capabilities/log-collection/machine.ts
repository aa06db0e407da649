// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Step Functions, not of JavaScript
import type { Config } from '../../config/schema.ts';
import { partitionOf } from '../../domain/ids.ts';
import type { JsonObject } from '../../domain/json.ts';
import { CHILD_START, makeChildStates } from './log-group-states.ts';

type LogCollection = Config['logCollection'];

/** Every log group is streamed: one account policy per region does that, without a subscription filter in each group. */
export function collectsEverything({ method, logGroups }: LogCollection): boolean {
  return method === 'FIREHOSE' && logGroups.includes('*');
}

const DAY = 24 * 60 * 60 * 1000;
/** AWS: log events are ready for export up to twelve hours after they arrived. */
const READY = DAY / 2;

/**
 * The state machine of one account and region, in the Amazon States Language with JSONata. It looks at every log group,
 * page by page, and works on those that have no retention or match the patterns. Each is an execution of its own
 * (DISTRIBUTED), because the history of an execution ends at 25,000 events, and one after another, because an account
 * has one export task at a time. What fails does not stop the others: at the end the execution fails with their names.
 */
export function makeMachine({ logCollection, homeRegion }: Config): JsonObject {
  const sdk = (action: string): string => `arn:${partitionOf(homeRegion)}:states:::aws-sdk:cloudwatchlogs:${action}`;
  return {
    Comment: 'Retention for log groups that have none; log groups that match reach the log archive.',
    QueryLanguage: 'JSONata',
    StartAt: 'ChooseDay',
    States: {
      ChooseDay: {
        Type: 'Pass',
        // {"day": "2026-11-23"} as input collects that day again.
        Assign: {
          day: `{% $exists($states.input.day) ? $states.input.day : ${LAST_READY_DAY} %}`,
          nextToken: '',
          failed: [],
        },
        Next: 'ListLogGroups',
      },
      ListLogGroups: {
        Type: 'Task',
        Resource: sdk('describeLogGroups'),
        Arguments: "{% $merge([{'Limit': 50}, $nextToken = '' ? {} : {'NextToken': $nextToken}]) %}",
        Assign: {
          work: `{% ${makeWork(logCollection)} %}`,
          nextToken: "{% $exists($states.result.NextToken) ? $states.result.NextToken : '' %}",
        },
        Retry: [{ ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 5, MaxAttempts: 5, BackoffRate: 2 }],
        Next: 'IsAnythingToDo',
      },
      IsAnythingToDo: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $count($work) > 0 %}', Next: 'WorkOnLogGroups' }],
        Default: 'AreThereMore',
      },
      WorkOnLogGroups: {
        Type: 'Map',
        Label: 'LogGroup',
        Items: '{% $work %}',
        MaxConcurrency: 1,
        ToleratedFailurePercentage: 100,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: CHILD_START,
          States: makeChildStates(logCollection, sdk),
        },
        // One that gave no answer at all has failed too. The first hundred are enough to read.
        Assign: {
          failed: '{% [$append($failed, $work[$not(name in $states.result[done].name)].name)[[0..99]]] %}',
        },
        Next: 'AreThereMore',
      },
      AreThereMore: {
        Type: 'Choice',
        Choices: [{ Condition: "{% $nextToken != '' %}", Next: 'ListLogGroups' }],
        Default: 'HasAnyFailed',
      },
      HasAnyFailed: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $count($failed) > 0 %}', Next: 'SomeFailed' }],
        Default: 'AllDone',
      },
      SomeFailed: { Type: 'Fail', Error: 'LogGroupsFailed', Cause: "{% $day & ': ' & $join($failed, ', ') %}" },
      AllDone: { Type: 'Succeed' },
    },
  };
}

/** The last day (UTC) that had ended long enough before the execution began. */
const LAST_READY_DAY = `$fromMillis($floor(($toMillis($states.context.Execution.StartTime) - ${READY}) / ${DAY}) * ${DAY} - ${DAY}, '[Y0001]-[M01]-[D01]')`;

/**
 * Log groups of a page with something to do. The retention of the class DELIVERY is fixed, and INFREQUENT_ACCESS can be
 * neither exported nor subscribed to: `!=` would leave out groups that tell no class.
 */
function makeWork(logCollection: LogCollection): string {
  const wanted = collectsEverything(logCollection) ? 'false' : makeMatch(logCollection.logGroups);
  return (
    "[$states.result.LogGroups[$not(LogGroupClass = 'DELIVERY')].{'name': LogGroupName, 'day': $day, " +
    `'retain': $not($exists(RetentionInDays)) and $not(${makeMatch(logCollection.neverExpire)}), ` +
    `'collect': $not(LogGroupClass = 'INFREQUENT_ACCESS') and ${wanted}}[retain or collect]]`
  );
}

/** Whether a name fits one of the patterns. JSONata has no function for `*`, so it becomes a regular expression. */
function makeMatch(patterns: readonly string[]): string {
  if (patterns.length === 0) return 'false';
  const expressions = patterns.map((pattern) =>
    pattern.replace(/[./]/g, (character) => `\\${character}`).replaceAll('*', '.*'),
  );
  return `$contains(LogGroupName, /^(${expressions.join('|')})$/)`;
}
