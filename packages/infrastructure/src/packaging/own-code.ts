import { readFile, stat } from 'node:fs/promises';
import { type OnLoadResult, type Plugin, transform } from 'esbuild';
import { latePatterns } from './late-patterns.ts';
import { markUnused } from './unused-constants.ts';

/** Our own code that is deployed: every package and service says `sideEffects: false` of it. */
const OURS = /\/(?:packages|services)\/[^/]+\/src\/.*\.ts$/;

/** Packages our own code without what a function does not use of it: constants, and patterns until they are come to. */
export const ownCode: Plugin = {
  name: 'own-code',
  setup(build) {
    build.onLoad({ filter: OURS }, ({ path }) =>
      path.includes('/node_modules/') ? undefined : loaded(path),
    );
  },
};

/** Every function is bundled by itself, and most files are in many. */
const kept = new Map<string, Readonly<{ changed: number; contents: string }>>();

async function loaded(path: string): Promise<OnLoadResult> {
  const { mtimeMs: changed } = await stat(path);
  const known = kept.get(path);
  if (known?.changed === changed) return { contents: known.contents, loader: 'js' };
  const text = await readFile(path, 'utf8');
  const { code } = await transform(text, { loader: 'ts', format: 'esm', charset: 'utf8', sourcefile: path });
  const contents = markUnused(latePatterns(code));
  kept.set(path, { changed, contents });
  return { contents, loader: 'js' };
}
