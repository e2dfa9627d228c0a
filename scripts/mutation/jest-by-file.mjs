// Stryker's runner loads every file of tests for every change. This one loads those of which a test comes by the change, one after
// the other until one notices.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commonTokens, declareFactoryPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import { strykerPlugins as jestPlugins } from '@stryker-mutator/jest-runner';

const [{ factory: jestRunner }] = jestPlugins;

function jestByFile(injector) {
  const runner = injector.injectFunction(jestRunner);
  // The first run is made by one process, and the changes are tried by several.
  const known = join(injector.resolve(commonTokens.options).tempDirName, 'tests.json');
  return {
    init: () => runner.init(),
    capabilities: () => runner.capabilities(),
    async dryRun(options) {
      const result = await runner.dryRun(options);
      writeFileSync(known, JSON.stringify(result.tests ?? []));
      return result;
    },
    async mutantRun(options) {
      let result;
      for (const file of filesOf(JSON.parse(readFileSync(known, 'utf8')), options)) {
        runner.jestConfig.testMatch = [file];
        result = await runner.mutantRun(options);
        if (result.status !== 'survived') break;
      }
      return result;
    },
  };
}
jestByFile.inject = tokens(commonTokens.injector);

/** Without a filter all tests come by the change: it is made when the program is loaded. */
const filesOf = (tests, { testFilter }) =>
  new Set(tests.filter(({ id }) => testFilter?.includes(id) ?? true).map(({ fileName }) => fileName));

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'jest-by-file', jestByFile)];
