import { AsyncLocalStorage } from 'node:async_hooks';
import { syncBuiltinESMExports } from 'node:module';
import { markedEnd, markedLine } from './marked-line.ts';

/** One of several services that share a process, and what it would have of its own in a process of its own. */
export type ServiceScope = Readonly<{
  service: string;
  env: NodeJS.ProcessEnv;
  /** Its configuration is read, so that nothing of it depends on the folder that the process is in any more. */
  onConfigured: () => void;
  /** It takes calls, and ends in order when it is told to. */
  onStarted: () => void;
  /** It has ended by itself, or because it was told to. */
  onExit: (code: number) => void;
}>;

const scopes = new AsyncLocalStorage<ServiceScope>();

/** Runs a service: whatever it begins here, at once or later, belongs to it. */
export const inScope = <T>(scope: ServiceScope, work: () => T): T => scopes.run(scope, work);

const environments = new AsyncLocalStorage<NodeJS.ProcessEnv>();

/** Runs what has an environment of its own, once the process has a shared one ({@link shareEnvironment}). */
export const inEnvironment = <T>(env: NodeJS.ProcessEnv | undefined, work: () => T): T =>
  env === undefined ? work() : environments.run(env, work);

let isShared = false;

/** Makes `process.env` that of whoever asks: of the function, else of the service, else of the process. */
export function shareEnvironment(): void {
  if (isShared) return;
  isShared = true;
  process.env = new Proxy(process.env, environmentOf(process.env));
}

/** Which service the code that runs now belongs to; none in a process that is one service's alone. */
export const currentScope = (): ServiceScope | undefined => scopes.getStore();

/**
 * Gives each service of this process an environment, an exit and lines of output of its own, by which service the code that asks
 * belongs to. What belongs to none has those of the process.
 *
 * @returns ends the process itself
 */
export function shareProcess(): (code: number) => void {
  shareEnvironment();
  const exit = process.exit.bind(process);
  process.exit = ((code?: number) => {
    const scope = scopes.getStore();
    if (scope === undefined) exit(code);
    else scope.onExit(Number(code ?? process.exitCode ?? 0));
  }) as typeof process.exit;
  syncBuiltinESMExports();
  for (const stream of [process.stdout, process.stderr]) markLines(stream);
  return exit;
}

const environmentOf = (own: NodeJS.ProcessEnv): ProxyHandler<NodeJS.ProcessEnv> => {
  const env = (): NodeJS.ProcessEnv => environments.getStore() ?? scopes.getStore()?.env ?? own;
  return {
    get: (_, name) => Reflect.get(env(), name) as unknown,
    set: (_, name, value) => Reflect.set(env(), name, String(value)),
    has: (_, name) => Reflect.has(env(), name),
    deleteProperty: (_, name) => Reflect.deleteProperty(env(), name),
    ownKeys: () => Reflect.ownKeys(env()),
    getOwnPropertyDescriptor: (_, name) => Reflect.getOwnPropertyDescriptor(env(), name),
    defineProperty: (_, name, descriptor) => Reflect.defineProperty(env(), name, descriptor),
  };
};

/** Two services that write at the same moment do not write into each other's lines. */
function markLines(stream: NodeJS.WriteStream): void {
  const write = stream.write.bind(stream);
  const begun = new Map<string, string>();
  stream.write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    const service = scopes.getStore()?.service;
    if (service === undefined) return write(chunk, ...(rest as []));
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    const lines = `${begun.get(service) ?? ''}${text}`.split('\n');
    begun.set(service, lines.pop() ?? '');
    const whole = lines.map((line) => `${markedLine(service, line)}\n`).join('');
    const callback = rest.findLast((argument) => typeof argument === 'function') as () => void;
    return write(whole, callback);
  };
}

/** Says that a service has ended, to whoever reads the lines; it is no line of the service itself. */
export const tellEnd = ({ service }: ServiceScope): void =>
  scopes.exit(() => void process.stdout.write(`${markedEnd(service)}\n`));
