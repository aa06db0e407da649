import { accessLog, type Examples } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a log is deleted': accessLog({ operation: 'REST.DELETE.OBJECT' }),
    'nobody asks by name': accessLog({ requester: '-' }),
    'a caller is refused': accessLog({ status: '403' }),
    'with old TLS': accessLog({ tls: 'TLSv1.1' }),
  },
  silent: {
    'CloudTrail writes': accessLog({}),
    'the lifecycle expires an object': accessLog({ operation: 'S3.EXPIRE.OBJECT', requester: 'AmazonS3' }),
  },
};
