import { isRecord } from './is-record.ts';

type Matcher = (value: unknown) => boolean;

const isLeaf = (value: unknown): boolean =>
  value !== undefined && (typeof value !== 'object' || value === null);

/**
 * Compiles one alternative of a filter: a plain value, or `prefix`, `suffix`, `equals-ignore-case`, `exists`,
 * `anything-but`, `numeric`.
 *
 * @throws Error naming the path, for anything else.
 */
export function compileOperator(wanted: unknown, path: string, numeric: boolean): Matcher {
  if (isLeaf(wanted)) return (value) => value === wanted;
  const [entry, ...others] = isRecord(wanted) ? Object.entries(wanted) : [];
  if (entry === undefined || others.length > 0) throw unsupported(path, wanted);
  const [operator, operand] = entry;
  switch (operator) {
    case 'prefix':
      return textMatcher(operand, path, wanted, (value, text) => value.startsWith(text));
    case 'suffix':
      return textMatcher(operand, path, wanted, (value, text) => value.endsWith(text));
    case 'equals-ignore-case':
      return textMatcher(operand, path, wanted, (value, text) => value.toLowerCase() === text.toLowerCase());
    case 'exists':
      if (typeof operand !== 'boolean') throw unsupported(path, wanted);
      return operand ? isLeaf : (value) => value === undefined;
    case 'anything-but':
      return anythingBut(operand, path, wanted);
    case 'numeric':
      if (!numeric)
        throw new Error(
          `${path}: AWS has no numeric filters for DynamoDB streams, whose numbers are strings.`,
        );
      return compileRange(operand, path, wanted);
    default:
      throw unsupported(path, wanted);
  }
}

function textMatcher(
  operand: unknown,
  path: string,
  wanted: unknown,
  test: (value: string, text: string) => boolean,
): Matcher {
  if (typeof operand !== 'string') throw unsupported(path, wanted);
  return (value) => typeof value === 'string' && test(value, operand);
}

function anythingBut(operand: unknown, path: string, wanted: unknown): Matcher {
  const refused: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  if (refused.length === 0 || !refused.every(isLeaf)) throw unsupported(path, wanted);
  return (value) => isLeaf(value) && !refused.includes(value);
}

const COMPARISONS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

function compileRange(operand: unknown, path: string, wanted: unknown): Matcher {
  if (!Array.isArray(operand) || (operand.length !== 2 && operand.length !== 4))
    throw unsupported(path, wanted);
  const tests: ((value: number) => boolean)[] = [];
  for (let at = 0; at < operand.length; at += 2) {
    const compare = COMPARISONS[String(operand[at])];
    const bound: unknown = operand[at + 1];
    if (compare === undefined || typeof bound !== 'number') throw unsupported(path, wanted);
    tests.push((value) => compare(value, bound));
  }
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

const unsupported = (path: string, wanted: unknown): Error =>
  new Error(
    `${path}: ${JSON.stringify(wanted)} is not supported by the local event sources. ` +
      'Use a plain value, prefix, suffix, equals-ignore-case, exists, anything-but or numeric.',
  );
