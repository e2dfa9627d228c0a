import { readFile, stat } from 'node:fs/promises';
import { type Node, parse } from 'acorn';
import { type OnLoadResult, type Plugin, transform } from 'esbuild';

/** Our own code that is deployed: every package and service says `sideEffects: false` of it. */
const OURS = /\/(?:packages|services)\/[^/]+\/src\/.*\.ts$/;
/** What esbuild itself knows to leave out when nobody uses it. */
const PLAIN = new Set(['ArrowFunctionExpression', 'FunctionExpression', 'ClassExpression', 'Literal']);

type Declared = Node & { declarations?: (Node & { init?: Node | null })[]; declaration?: Declared | null };

/**
 * Leaves out of a bundle what a file makes and the function does not use. esbuild does so with whole files and with functions; a
 * schema or an error that is made by a call stays, because the call could do something. Here it cannot: nothing of ours does
 * anything when it is loaded, other than make what it exports.
 */
export const withoutUnusedConstants: Plugin = {
  name: 'without-unused-constants',
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
  const contents = markUnused(code);
  kept.set(path, { changed, contents });
  return { contents, loader: 'js' };
}

/** Says of every constant at the top of a module that whoever does not use it need not make it. */
export function markUnused(code: string): string {
  const { body } = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  let marked = '';
  let at = 0;
  for (const { declarations, declaration } of body as Declared[]) {
    for (const { init } of declarations ?? declaration?.declarations ?? []) {
      if (!init || PLAIN.has(init.type)) continue;
      marked += `${code.slice(at, init.start)}/* @__PURE__ */ (() => (${code.slice(init.start, init.end)}))()`;
      at = init.end;
    }
  }
  return marked + code.slice(at);
}
