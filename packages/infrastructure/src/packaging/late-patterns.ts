import { type Node, parse } from 'acorn';

type Pattern = Node & Readonly<{ regex?: Readonly<{ pattern: string; flags: string }> }>;

/**
 * Has patterns with properties of Unicode (`\p{L}`) made where they are come to. V8 reads every pattern of a file when it compiles
 * it, also in functions that nobody calls, and each of these properties is a table to be made.
 */
export function latePatterns(code: string): string {
  if (!/\\p\{/i.test(code)) return code;
  let late = '';
  let at = 0;
  for (const { start, end, regex } of patternsIn(
    parse(code, { ecmaVersion: 'latest', sourceType: 'module' }),
  )) {
    if (regex === undefined || !/\\p\{/i.test(regex.pattern)) continue;
    late += `${code.slice(at, start)}new RegExp(${JSON.stringify(regex.pattern)}, ${JSON.stringify(regex.flags)})`;
    at = end;
  }
  return late + code.slice(at);
}

/** The patterns of a tree, in their order. */
function patternsIn(part: unknown): Pattern[] {
  if (Array.isArray(part)) return part.flatMap(patternsIn);
  if (typeof part !== 'object' || part === null) return [];
  return 'regex' in part ? [part as Pattern] : Object.values(part).flatMap(patternsIn);
}
