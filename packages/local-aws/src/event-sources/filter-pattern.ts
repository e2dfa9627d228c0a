import type { FilterPattern } from './event-source.ts';
import { compileOperator } from './filter-operator.ts';
import { isRecord } from './is-record.ts';

/** Decides about one value of an event; `undefined` stands for a key that is not there. */
type Matcher = (value: unknown) => boolean;

export interface FilterRules {
  /** DynamoDB's numbers are strings, so that AWS has no numeric filters for streams. */
  readonly numeric: boolean;
}

/**
 * Compiles the event filters of an event source; an event passes when any of them matches, or when there are none.
 *
 * @throws Error naming the key and the operator, when a pattern uses something that is not supported here.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
 */
export function compileFilters(patterns: readonly FilterPattern[] | undefined, rules: FilterRules): Matcher {
  if (patterns === undefined || patterns.length === 0) return () => true;
  const matchers = patterns.map((pattern) => compileObject(parsePattern(pattern), 'filter pattern', rules));
  return (event) => matchers.some((matches) => matches(event));
}

function parsePattern(pattern: FilterPattern): unknown {
  if (typeof pattern !== 'string') return pattern;
  try {
    return JSON.parse(pattern) as unknown;
  } catch (error) {
    throw new Error(`The filter pattern ${pattern} is not JSON.`, { cause: error });
  }
}

function compileObject(pattern: unknown, path: string, rules: FilterRules): Matcher {
  if (!isRecord(pattern) || Object.keys(pattern).length === 0) {
    throw new Error(`${path} must be an object with at least one key.`);
  }
  const fields = Object.entries(pattern).map(([key, inner]) =>
    compileField(key, inner, `${path}.${key}`, rules),
  );
  const matchesOne: Matcher = (value) => isRecord(value) && fields.every((matches) => matches(value));
  return (value) => (Array.isArray(value) ? value.some(matchesOne) : matchesOne(value));
}

function compileField(key: string, pattern: unknown, path: string, rules: FilterRules): Matcher {
  if (key === '$or') {
    if (!Array.isArray(pattern) || pattern.length < 2)
      throw new Error(`${path} needs at least two alternatives.`);
    const alternatives = pattern.map((inner) => compileObject(inner, path, rules));
    return (value) => alternatives.some((matches) => matches(value));
  }
  const matches = Array.isArray(pattern)
    ? compileList(pattern, path, rules)
    : compileObject(pattern, path, rules);
  return (value) => matches((value as Record<string, unknown>)[key]);
}

function compileList(list: readonly unknown[], path: string, rules: FilterRules): Matcher {
  if (list.length === 0) throw new Error(`${path} is an empty list, which matches nothing.`);
  const matchers = list.map((wanted) => compileOperator(wanted, path, rules.numeric));
  return (value) => {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return matchers.some((matches) => values.some(matches));
  };
}
