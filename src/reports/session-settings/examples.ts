import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'what a session records': events(
      call('ssm', 'UpdateDocument', { requestParameters: { name: 'SSM-SessionManagerRunShell' } }),
    ),
    'a document for another account': events(
      call('ssm', 'ModifyDocumentPermission', { requestParameters: { name: 'd', accountIdsToAdd: ['all'] } }),
    ),
  },
  silent: {
    'a session': events(call('ssm', 'StartSession', { requestParameters: { target: 'i-1' } })),
    'the same name at another service': events(call('example', 'UpdateDocument')),
  },
};
