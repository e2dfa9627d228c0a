import type { EnvironmentContext, JestEnvironment, JestEnvironmentConfig } from '@jest/environment';
import { ModernFakeTimers } from '@jest/fake-timers';
import { TestEnvironment } from 'jest-environment-node';
import { ModuleMocker } from 'jest-mock';
import { readable } from './stack.ts';

type Handler = NonNullable<JestEnvironment<number>['handleTestEvent']>;

/** Listeners that have to stay: who started something ends it with the process. */
const LASTING = new Set(['exit', 'beforeExit']);

const listeners = () =>
  process
    .eventNames()
    .filter((event) => !LASTING.has(String(event)))
    .flatMap((event) =>
      process.rawListeners(String(event)).map((listener) => ({ event: String(event), listener })),
    );

/**
 * Where a file of tests runs: with the globals of Node itself. The globals of another context, which Jest gives a file otherwise, are slow to
 * get at, and every library has to be loaded into each of them. What a file changes of the globals, of the environment variables and of who
 * listens to the process is as before when the next one begins.
 */
class NativeEnvironment implements JestEnvironment<number> {
  readonly global = globalThis as unknown as JestEnvironment['global'];
  readonly fakeTimers = null;
  readonly fakeTimersModern: ModernFakeTimers;
  readonly moduleMocker = new ModuleMocker(globalThis);
  readonly #globals: PropertyDescriptorMap = Object.getOwnPropertyDescriptors(globalThis);
  readonly #variables = { ...process.env };
  readonly #listeners = new Set(listeners().map(({ listener }) => listener));
  readonly #exit = Object.getOwnPropertyDescriptor(process, 'exit') ?? {};
  readonly #exitCode = process.exitCode;

  constructor({ projectConfig }: JestEnvironmentConfig) {
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  async setup(): Promise<void> {}

  async teardown(): Promise<void> {
    this.fakeTimersModern.dispose();
    Object.defineProperty(process, 'exit', this.#exit);
    process.exitCode = this.#exitCode;
    for (const name of Object.keys(process.env)) if (!(name in this.#variables)) delete process.env[name];
    Object.assign(process.env, this.#variables);
    for (const { event, listener } of listeners())
      if (!this.#listeners.has(listener)) process.removeListener(event, listener as () => void);
    this.#restoreGlobals();
  }

  #restoreGlobals(): void {
    const now: PropertyDescriptorMap = Object.getOwnPropertyDescriptors(globalThis);
    for (const key of Reflect.ownKeys(now)) {
      const [was, is] = [this.#globals[key], now[key]];
      if (was !== undefined) {
        if (was.value !== is?.value && is?.configurable === true) Object.defineProperty(globalThis, key, was);
        // A symbol that everybody can look up is a library's, which stays loaded.
      } else if (typeof key === 'string' || Symbol.keyFor(key) === undefined) {
        Reflect.deleteProperty(globalThis, key);
      }
    }
  }

  handleTestEvent: Handler = (event) => {
    if ('error' in event) readable(event.error);
  };

  getVmContext(): null {
    return null;
  }

  exportConditions(): string[] {
    return ['node', 'node-addons'];
  }
}

/** The pages' tests are compiled, with what they import: JSX and style sheets are nothing that Node knows. */
const COMPILED = '/packages/storefront/';

/** The environment of a file of tests, unless the file names another one. Jest calls it with `new`. */
export default function environmentOf(
  config: JestEnvironmentConfig,
  context: EnvironmentContext,
): JestEnvironment {
  return context.testPath.includes(COMPILED)
    ? new TestEnvironment(config, context)
    : new NativeEnvironment(config);
}
