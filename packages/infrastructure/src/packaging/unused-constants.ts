import { type Node, parse } from 'acorn';

/** What esbuild itself knows to leave out when nobody uses it. */
const PLAIN = new Set(['ArrowFunctionExpression', 'FunctionExpression', 'ClassExpression', 'Literal']);

type Declared = Node & { declarations?: (Node & { init?: Node | null })[]; declaration?: Declared | null };

/**
 * Says of every constant at the top of a module that whoever does not use it need not make it. esbuild leaves out whole files and
 * functions that nobody uses; a schema or an error that is made by a call stays, because the call could do something. Here it
 * cannot: nothing of ours does anything when it is loaded, other than make what it exports.
 */
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
