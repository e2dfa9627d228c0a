import type { Endpoints } from '../control-server.ts';
import type { Cors } from '../http-api/cors.ts';
import { CREDENTIALS, REGION } from '../local-account.ts';
import type { PortName, Ports } from '../ports.ts';
import { localSigningKey } from '../signing-key.ts';
import type { Environment, Serverless } from './serverless-api.ts';

/** Where a running service's environment values come from. */
export interface LocalValues {
  readonly root: string;
  readonly ports: Ports;
  readonly endpoints: Endpoints;
  /** Resolves intrinsic functions against the provisioned resources. */
  readonly resolve: (value: unknown) => unknown;
}

/**
 * Gives the provider's and every function's environment its local values: `custom.localAws.environment` first, then
 * intrinsic functions resolved, and the emulators' addresses under the names that the AWS SDK reads by itself.
 *
 * @throws Error naming every variable that has no local value.
 */
export function localiseEnvironment({ service }: Serverless, values: LocalValues): void {
  const problems: string[] = [];
  const overrides = readOverrides(service.custom?.localAws?.environment ?? {}, values, problems);
  // A template may give the address of a service of AWS too, as the one of SSM; here it is the emulator's.
  const fixed = { ...awsVariables(values.endpoints), ...overrides };
  const localise = (where: string, environment: Environment = {}): Environment =>
    Object.fromEntries(
      Object.entries(environment).map(([name, value]) => {
        if (Object.hasOwn(fixed, name)) return [name, fixed[name]];
        return [name, resolved(`${where}.environment.${name}`, value, values, problems)];
      }),
    );
  const provider = localise('provider', service.provider.environment);
  service.provider.environment = { ...provider, ...fixed };
  const origins = readOrigins(service.custom?.localAws?.allowedOrigins ?? [], values, problems);
  allowOrigins(service.provider.httpApi?.cors, origins);
  for (const [key, definition] of Object.entries(service.functions)) {
    if (definition.environment !== undefined) {
      definition.environment = localise(`functions.${key}`, definition.environment);
    }
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

/** On a laptop the shop has other addresses. */
function allowOrigins(cors: boolean | Cors | undefined, origins: readonly string[]): void {
  if (typeof cors === 'object' && origins.length > 0) Object.assign(cors, { allowedOrigins: origins });
}

/** The developer's own AWS profile must not win over the local credentials. */
export function forgetAwsProfile(env: NodeJS.ProcessEnv = process.env): void {
  for (const name of ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'AWS_SESSION_TOKEN']) delete env[name];
}

function awsVariables({
  dynamodb,
  messaging,
  mailbox,
  parameters,
}: Endpoints): Readonly<Record<string, string>> {
  return {
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
    AWS_ENDPOINT_URL_S3: messaging,
    AWS_ENDPOINT_URL_SNS: messaging,
    AWS_ENDPOINT_URL_SQS: messaging,
    AWS_ENDPOINT_URL_SES: mailbox,
    AWS_ENDPOINT_URL_SSM: parameters,
  };
}

function resolved(where: string, value: unknown, { resolve }: LocalValues, problems: string[]): unknown {
  try {
    return resolve(value);
  } catch (error) {
    problems.push(
      `${where}: ${(error as Error).message}. Give it a value under custom.localAws.environment.`,
    );
    return undefined;
  }
}

function readOverrides(
  settings: Readonly<Record<string, string>>,
  values: LocalValues,
  problems: string[],
): Readonly<Record<string, string>> {
  const report = (name: string) => (problem: string) =>
    problems.push(`custom.localAws.environment.${name}: ${problem}`);
  return Object.fromEntries(
    Object.entries(settings).map(([name, text]) => [name, fillLocally(text, values, report(name))]),
  );
}

const readOrigins = (origins: readonly string[], values: LocalValues, problems: string[]): string[] =>
  origins.map((origin) =>
    fillLocally(origin, values, (problem) => problems.push(`custom.localAws.allowedOrigins: ${problem}`)),
  );

/**
 * Puts ports and the key in their places, and only there: other braces, like those of a link template, are the service's own.
 *
 * @param report is told of a place that nothing belongs in
 */
export const fillLocally = (
  text: unknown,
  values: Pick<LocalValues, 'root' | 'ports'>,
  report: (problem: string) => void,
): string =>
  String(text).replaceAll(
    /(?<=:)\{([a-z\d-]+)\}|^\{signingKey\}$/g,
    (placeholder, word: string | undefined) => {
      if (word === undefined) return JSON.stringify(localSigningKey(values.root));
      const port = values.ports[word as PortName] as number | undefined;
      if (port === undefined) report(`no port is called ${placeholder}`);
      return String(port);
    },
  );
