import { createRequire } from 'node:module';
import { importForFile } from './loader.ts';

type JestRuntime = typeof import('jest-runtime', { with: { 'resolution-mode': 'require' } });

const require = createRequire(import.meta.url);
const { default: Runtime } = require('jest-runtime') as JestRuntime;
/** Where jest-circus keeps what listens to it. */
const LISTENERS = Symbol.for('EVENT_HANDLERS');

/** Has Node load the files of tests that run with its own globals (`environment.mts`), and Jest all others. */
export default class NativeRuntime extends Runtime {
  readonly #isNative: boolean;

  constructor(...given: ConstructorParameters<typeof Runtime>) {
    const [, environment] = given;
    const before = Object.getOwnPropertyDescriptor(process, 'getBuiltinModule') ?? {};
    super(...given);
    this.#isNative = environment.getVmContext() === null;
    // Jest gives the globals of a file its own way to the modules of Node. These are everybody's.
    if (this.#isNative) Object.defineProperty(process, 'getBuiltinModule', before);
  }

  override requireInternalModule<T = unknown>(from: string, to?: string): T {
    if (!this.#isNative) return super.requireInternalModule<T>(from, to);
    // Each file of tests has a list of tests of its own.
    delete require.cache[from];
    Reflect.deleteProperty(globalThis, LISTENERS);
    return require(from) as T;
  }

  override async unstable_importModule(from: string, moduleName?: string): Promise<unknown> {
    if (!this.#isNative) return super.unstable_importModule(from, moduleName);
    return importForFile(from, this.requireModuleOrMock<Record<string, unknown>>(from, '@jest/globals'));
  }
}
