import { extname } from 'node:path';
import type { FunctionBundles } from './function-bundles.ts';
import type { PluginLog } from './serverless-api.ts';
import { SourceWatch } from './source-watch.ts';

/** Makes saved source files live. @returns a function that ends it. */
export function startLiveReload(
  bundles: FunctionBundles,
  configFiles: readonly string[],
  log: PluginLog,
): () => Promise<void> {
  let broken = false;
  let building: Promise<void> = Promise.resolve();

  const reload = async (): Promise<void> => {
    const started = performance.now();
    try {
      const changed = await bundles.rebuild();
      watcher.follow([...bundles.inputs(), ...configFiles]);
      broken = false;
      if (changed > 0) log.notice(`reloaded in ${Math.round(performance.now() - started)} ms`);
    } catch (error) {
      broken = true;
      log.error(`Not reloaded, the functions run as before: ${(error as Error).message}`);
    }
  };

  const watcher = new SourceWatch((files) => {
    const config = files.find(
      (file) => ['.yml', '.yaml'].includes(extname(file)) || configFiles.includes(file),
    );
    if (config !== undefined) log.notice(`${config} changed: stop and start again to take it over`);
    const inputs = new Set(bundles.inputs());
    // After a failed build any file may be the cure, e.g. one that was missing.
    if (broken || files.some((file) => inputs.has(file))) building = building.then(reload);
  });
  watcher.follow([...bundles.inputs(), ...configFiles]);

  return async () => {
    watcher.stop();
    await building;
    await bundles.dispose();
  };
}
