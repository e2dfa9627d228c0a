import { createRequire } from 'node:module';
import { join } from 'node:path';
import { inScope, type ServiceScope, shareProcess, tellEnd } from './service-scope.ts';

/**
 * The process that runs `serverless offline` for several services: the framework, its plugins and the packages of the handlers are
 * loaded once for all. Arguments: the folder of the services, their names with commas between them, and those of `serverless`.
 */
const [folder = '', names = '', ...offlineArguments] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const running = new Set<string>();
const starting = new Set<string>();
const watched = new Set<string>();
let stopping = false;

const exit = shareProcess();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
// Each service listens for every signal.
process.setMaxListeners(0);
for (const service of names.split(',')) await start(service);
process.chdir(folder);
// The framework would say so once for each service.
process.removeAllListeners('uncaughtException');
process.on('uncaughtException', ({ stack }) => {
  process.stderr.write(
    `Something failed where nobody caught it; on AWS its function would end here:\n${stack}\n`,
  );
  process.exit(1);
});

/** Begins a service, and comes back when its configuration is read: the framework takes the folder of the process for its own. */
async function start(service: string): Promise<void> {
  const cwd = join(folder, service);
  const { promise: configured, resolve: onConfigured } = Promise.withResolvers<void>();
  const scope: ServiceScope = {
    service,
    env: { ...process.env },
    onConfigured,
    onStarted: () => starting.delete(service),
    onExit: (code) => ended(scope, code),
  };
  running.add(service);
  starting.add(service);
  inScope(scope, () => {
    process.chdir(cwd);
    runFramework(cwd);
  });
  await configured;
}

/** Runs the command of the framework as `serverless` does: a script that begins when it is loaded. */
function runFramework(cwd: string): void {
  const resolve = (file: string): string => require.resolve(`serverless/${file}`, { paths: [cwd] });
  const script = resolve('scripts/serverless.js');
  endOnError(resolve('lib/cli/handle-error.js'));
  process.argv.splice(1, Infinity, script, ...offlineArguments);
  delete require.cache[script];
  require(script);
}

/** After an error the framework lets its process end by itself, which this one does not while another service runs. */
function endOnError(file: string): void {
  if (watched.has(file)) return;
  watched.add(file);
  const handle = require(file) as (...given: unknown[]) => unknown;
  const module = require.cache[file];
  if (module === undefined) throw new Error(`${file} is not loaded as the framework loads it`);
  module.exports = (...given: unknown[]) => {
    const answer = handle(...given);
    process.exit(1);
    return answer;
  };
}

/** Services that run end in order by the same signal; one that starts has nothing yet that would be lost. */
function stop(): void {
  stopping = true;
  if (starting.size > 0) exit(0);
}

/** One that ends by itself ends all, and is named; when all are told to end, each takes its time. */
function ended(scope: ServiceScope, code: number): void {
  if (!running.delete(scope.service)) return;
  if (!stopping) tellEnd(scope);
  if (stopping && running.size > 0) return;
  // Written first: what was said is not lost.
  process.stdout.write('', () => exit(code));
}
