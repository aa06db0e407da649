import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { clientConfig } from './aws.ts';
import { fittingPython } from './python.ts';
import type { TestSandbox } from './sandbox.ts';

const SCRIPT = `
import boto3, json, sys
wish = json.loads(sys.argv[1])
answer = getattr(boto3.client(wish["service"], **wish["client"]), wish["method"])(**wish["parameters"])
print(json.dumps({key: value for key, value in answer.items() if key != "ResponseMetadata"}, default=str))
`;

interface Wish {
  readonly account: string;
  readonly region?: string;
  /** As boto3 calls them: `accessanalyzer`, `list_analyzers`. */
  readonly service: string;
  readonly method: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** One call of AWS's client for Python: for a service whose client this package has no need of. */
export async function askBoto(
  sandbox: TestSandbox,
  { account, region = 'ap-northeast-1', service, method, parameters = {} }: Wish,
): Promise<unknown> {
  const { endpoint, credentials } = clientConfig(sandbox, account, region);
  const client = {
    region_name: region,
    endpoint_url: endpoint,
    aws_access_key_id: credentials.accessKeyId,
    aws_secret_access_key: credentials.secretAccessKey,
  };
  const wish = JSON.stringify({ service, method, parameters, client });
  const { stdout } = await promisify(execFile)(fittingPython(), ['-c', SCRIPT, wish]);
  return JSON.parse(stdout);
}
