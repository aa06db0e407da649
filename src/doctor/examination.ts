import { say } from '../domain/say.ts';

/** One thing that was looked at. `unknown`: it could not be looked at. */
export interface Examined {
  /** Stable, for scripts. */
  readonly id: string;
  readonly state: 'fine' | 'wrong' | 'unknown';
  /** Holds no name, id or secret of anybody: it is in the bundle, too. */
  readonly what: string;
  /** What to do. */
  readonly next?: string;
}

/** What a computer says of itself and its surroundings. */
export interface Surroundings {
  readonly node: string;
  /** The oldest version of Node.js that the package runs on: `20.19`. */
  readonly oldestNode: string;
  readonly platform: string;
  readonly metsuke: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly profile: string | undefined;
  /** Files of the AWS CLI are there. */
  readonly hasSharedFiles: boolean;
  /** Null when there is none that can run the sandbox. */
  readonly python: string | null;
  /** `refused`: on another machine, or no URL. */
  readonly endpoint: 'aws' | 'named' | 'refused';
  /** How far this clock is ahead, in milliseconds; null when nobody answered. */
  readonly ahead: number | null;
  readonly configuration: Configuration;
}

export type Configuration =
  | { readonly kind: 'absent'; readonly code: string }
  | { readonly kind: 'read'; readonly errors: readonly string[]; readonly region: string | null };

export function examine(surroundings: Surroundings): readonly Examined[] {
  return [
    examineNode(surroundings),
    fine('platform', surroundings.platform),
    fine('metsuke', surroundings.metsuke),
    examinePython(surroundings),
    examineCredentials(surroundings),
    examineConfiguration(surroundings.configuration),
    examineEndpoint(surroundings),
    examineClock(surroundings),
    examineProxies(surroundings),
  ];
}

const fine = (id: string, what: string): Examined => ({ id, state: 'fine', what });

function examineNode({ node, oldestNode }: Surroundings): Examined {
  const [major = 0, minor = 0] = node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode.split('.').map(Number);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return fine('node', node);
  return { id: 'node', state: 'wrong', what: node, next: say`Install Node.js ${oldestNode} or newer.` };
}

function examinePython({ python }: Surroundings): Examined {
  if (python !== null) return fine('python', python);
  return {
    id: 'python',
    state: 'unknown',
    what: say`none that can run the sandbox`,
    next: say`Only the sandbox needs it. metsuke sandbox up says what is missing.`,
  };
}

/** By kind alone, in the order in which the AWS SDK looks for them. */
export function kindOfCredentials({
  environment,
  profile,
  hasSharedFiles,
}: Pick<Surroundings, 'environment' | 'profile' | 'hasSharedFiles'>): string | null {
  if (profile !== undefined) return say`a profile`;
  if (environment['AWS_ACCESS_KEY_ID'] && environment['AWS_SECRET_ACCESS_KEY']) {
    return environment['AWS_SESSION_TOKEN'] ? say`temporary, in variables` : say`long-lived, in variables`;
  }
  if (environment['AWS_PROFILE']) return say`a profile`;
  if (environment['AWS_WEB_IDENTITY_TOKEN_FILE']) return say`a web identity`;
  if (environment['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'] ?? environment['AWS_CONTAINER_CREDENTIALS_FULL_URI']) {
    return say`a container`;
  }
  return hasSharedFiles ? say`files of the AWS CLI` : null;
}

function examineCredentials(surroundings: Surroundings): Examined {
  const kind = kindOfCredentials(surroundings);
  if (kind !== null) return fine('credentials', kind);
  return {
    id: 'credentials',
    state: 'unknown',
    what: say`none in variables and files; an instance may have a role`,
    next: say`Sign in to the management account, or name a profile with --profile.`,
  };
}

function examineConfiguration(configuration: Configuration): Examined {
  if (configuration.kind === 'absent') {
    return {
      id: 'configuration',
      state: 'unknown',
      what: configuration.code,
      next: say`Write one with: metsuke init`,
    };
  }
  const { errors, region } = configuration;
  if (errors.length === 0) return fine('configuration', say`valid, home region ${region ?? '-'}`);
  return {
    id: 'configuration',
    state: 'wrong',
    what: errors.join(', '),
    next: say`metsuke plan tells each with its line and column.`,
  };
}

function examineEndpoint({ endpoint }: Surroundings): Examined {
  switch (endpoint) {
    case 'aws':
      return fine('endpoint', say`that of AWS`);
    case 'named':
      return fine('endpoint', say`another one, by --endpoint-url or AWS_ENDPOINT_URL`);
    case 'refused':
      return {
        id: 'endpoint',
        state: 'wrong',
        what: say`not on this machine, or no URL`,
        next: say`Unset AWS_ENDPOINT_URL to work with AWS, or pass --allow-endpoint when you trust that host with your organization.`,
      };
    default:
      return endpoint satisfies never;
  }
}

/** AWS refuses signatures that are five minutes off, and some services less. */
const MOST_SKEW = 240_000;

function examineClock({ ahead }: Surroundings): Examined {
  if (ahead === null) {
    return {
      id: 'clock',
      state: 'unknown',
      what: say`the endpoint did not answer`,
      next: say`See whether this machine reaches it, through a proxy if there is one.`,
    };
  }
  const seconds = Math.round(ahead / 1_000);
  if (Math.abs(ahead) <= MOST_SKEW) return fine('clock', say`${seconds} s ahead of AWS`);
  return {
    id: 'clock',
    state: 'wrong',
    what: say`${seconds} s ahead of AWS`,
    next: say`Set the clock of this machine: AWS refuses signatures that are five minutes off.`,
  };
}

/** Names alone: their values may hold passwords. */
const PROXIES = [
  'HTTPS_PROXY',
  'https_proxy',
  'HTTP_PROXY',
  'http_proxy',
  'NO_PROXY',
  'no_proxy',
  'AWS_CA_BUNDLE',
  'NODE_EXTRA_CA_CERTS',
];

function examineProxies({ environment }: Surroundings): Examined {
  const names = PROXIES.filter((name) => environment[name]);
  return fine('proxy', names.length === 0 ? say`no variables` : names.join(', '));
}
