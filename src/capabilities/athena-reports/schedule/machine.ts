// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Step Functions, not of JavaScript
import { partitionOf } from '../../../domain/ids.ts';
import type { JsonObject } from '../../../domain/json.ts';

/**
 * Runs every saved query of the work group, page by page, a few at a time, and waits for each. What fails does not stop
 * the others: at the end the execution fails with their names. In the Amazon States Language with JSONata.
 */
export function makeMachine(homeRegion: string): JsonObject {
  const sdk = (action: string): string => `arn:${partitionOf(homeRegion)}:states:::aws-sdk:athena:${action}`;
  const retry = [
    {
      ErrorEquals: ['Athena.TooManyRequestsException', 'States.TaskFailed'],
      IntervalSeconds: 10,
      MaxAttempts: 3,
      BackoffRate: 2,
    },
  ];
  return {
    Comment: 'Runs the reports that are saved as queries of the work group.',
    QueryLanguage: 'JSONata',
    StartAt: 'Begin',
    States: {
      Begin: { Type: 'Pass', Assign: { nextToken: '', failed: [] }, Next: 'ListQueries' },
      ListQueries: {
        Type: 'Task',
        Resource: sdk('listNamedQueries'),
        Arguments:
          "{% $merge([{'WorkGroup': '${WorkGroup}', 'MaxResults': 25}, $nextToken = '' ? {} : {'NextToken': $nextToken}]) %}",
        Assign: {
          ids: '{% [$states.result.NamedQueryIds] %}',
          nextToken: "{% $exists($states.result.NextToken) ? $states.result.NextToken : '' %}",
        },
        Retry: retry,
        Next: 'RunQueries',
      },
      RunQueries: {
        Type: 'Map',
        Items: '{% $ids %}',
        MaxConcurrency: 3,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'INLINE' },
          StartAt: 'ReadQuery',
          States: {
            ReadQuery: {
              Type: 'Task',
              Resource: sdk('getNamedQuery'),
              Arguments: { NamedQueryId: '{% $states.input %}' },
              Assign: { name: '{% $states.result.NamedQuery.Name %}' },
              Retry: retry,
              Next: 'RunQuery',
            },
            RunQuery: {
              Type: 'Task',
              Resource: `arn:${partitionOf(homeRegion)}:states:::athena:startQueryExecution.sync`,
              Arguments: {
                QueryString: '{% $states.input.NamedQuery.QueryString %}',
                QueryExecutionContext: { Database: '{% $states.input.NamedQuery.Database %}' },
                WorkGroup: '${WorkGroup}',
              },
              Output: { name: '{% $name %}', done: true },
              Catch: [{ ErrorEquals: ['States.ALL'], Output: { name: '{% $name %}', done: false }, Next: 'Failed' }],
              End: true,
            },
            Failed: { Type: 'Succeed' },
          },
        },
        Assign: { failed: '{% [$append($failed, $states.result[$not(done)].name)] %}' },
        Next: 'AreThereMore',
      },
      AreThereMore: {
        Type: 'Choice',
        Choices: [{ Condition: "{% $nextToken != '' %}", Next: 'ListQueries' }],
        Default: 'HasAnyFailed',
      },
      HasAnyFailed: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $count($failed) > 0 %}', Next: 'SomeFailed' }],
        Default: 'AllDone',
      },
      SomeFailed: { Type: 'Fail', Error: 'QueriesFailed', Cause: "{% $join($failed, ', ') %}" },
      AllDone: { Type: 'Succeed' },
    },
  };
}
