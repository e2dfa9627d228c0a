import { inEnvironment, shareEnvironment } from '../shared-process/service-scope.ts';
import type { Serverless } from './serverless-api.ts';

type Handler = (event: unknown, context: Readonly<{ functionName: string }>, ...more: unknown[]) => unknown;
type Module = Readonly<Record<string, unknown>>;

/** Under this name bundles find what wraps their handlers. */
const WRAPPER = 'cartless.inOwnEnvironment';
/** What ends each bundle. */
export const ENVIRONMENT_FOOTER = `module.exports = globalThis[Symbol.for('${WRAPPER}')](module.exports);`;

/** By the names of functions, of all services of this process. */
const environments = new Map<string, NodeJS.ProcessEnv>();

/**
 * Gives each function of a service an environment of its own, as it has on AWS. serverless-offline writes the variables of the one that it
 * calls into those of the process, where another reads them that waits for something meanwhile.
 */
export function giveOwnEnvironments({ service }: Serverless): void {
  shareEnvironment();
  const common = { ...process.env, ...textsOf(service.provider.environment) };
  for (const { name, environment } of Object.values(service.functions)) {
    environments.set(name, { ...common, ...textsOf(environment), AWS_LAMBDA_FUNCTION_NAME: name });
  }
  Object.assign(globalThis, { [Symbol.for(WRAPPER)]: wrapped });
}

const wrapped = (module: Module): Module =>
  Object.fromEntries(
    Object.entries(module).map(([name, value]) => [
      name,
      typeof value === 'function' ? inOwnEnvironment(value as Handler) : value,
    ]),
  );

const inOwnEnvironment =
  (handler: Handler): Handler =>
  (event, context, ...more) =>
    inEnvironment(environments.get(context.functionName), () => handler(event, context, ...more));

const textsOf = (environment: Readonly<Record<string, unknown>> = {}): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value === undefined || value === null ? [] : [[name, `${value as string | number}`]],
    ),
  );
