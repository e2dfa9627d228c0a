import type { Condition, Range, When, Write } from '../items.ts';

/** Names and values of one request; expressions refer to them by placeholder. */
export class Placeholders {
  readonly #names = new Map<string, string>();
  readonly #values: [string, unknown][] = [];

  name(attribute: string): string {
    const known = this.#names.get(attribute) ?? `#${this.#names.size}`;
    this.#names.set(attribute, known);
    return known;
  }
  value(value: unknown): string {
    const placeholder = `:${this.#values.length}`;
    this.#values.push([placeholder, value]);
    return placeholder;
  }
  /** The members of a request that explain the placeholders; DynamoDB refuses empty ones. */
  get all() {
    return {
      ...(this.#names.size > 0 && {
        ExpressionAttributeNames: Object.fromEntries([...this.#names].map(([name, short]) => [short, name])),
      }),
      ...(this.#values.length > 0 && { ExpressionAttributeValues: Object.fromEntries(this.#values) }),
    };
  }
}

const SIGNS = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/** A condition as DynamoDB reads it, which refuses parentheses that are not needed. */
export function conditionOf(when: When, holders: Placeholders): string {
  const alternatives = ([when].flat() as Condition[]).map((one) => testsOf(one, holders));
  return alternatives
    .map((tests) => {
      if (tests.length === 1) return tests.join();
      const all = tests.map((test) => (test.includes(' OR ') ? `(${test})` : test)).join(' AND ');
      return alternatives.length > 1 ? `(${all})` : all;
    })
    .join(' OR ');
}

const testsOf = (condition: Condition, holders: Placeholders): string[] =>
  Object.entries(condition).flatMap(([attribute, test]) => {
    const name = holders.name(attribute);
    if (typeof test !== 'object' || test === null) return [`${name} = ${holders.value(test)}`];
    return Object.entries(test).flatMap(([how, value]) =>
      [value].flat().map((one) => comparison(name, how, one, holders)),
    );
  });

function comparison(name: string, how: string, value: unknown, holders: Placeholders): string {
  if (how === 'exists') return `attribute_${value === true ? '' : 'not_'}exists(${name})`;
  if (how === 'has') return `contains(${name}, ${holders.value(value)})`;
  if (how === 'beginsWith') return `begins_with(${name}, ${holders.value(value)})`;
  if (how === 'lacks') return `NOT contains(${name}, ${holders.value(value)})`;
  if (how === 'not') return `attribute_not_exists(${name}) OR ${name} <> ${holders.value(value)}`;
  return `${name} ${SIGNS[how as keyof typeof SIGNS]} ${holders.value(value)}`;
}

/** What an update does to its item. */
export function updateOf(
  { set = {}, once = {}, add = {}, take = {}, remove = [] }: Extract<Write, { update: unknown }>,
  holders: Placeholders,
): string {
  const assignments = Object.entries(set)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${holders.name(name)} = ${holders.value(value)}`);
  for (const [attribute, value] of Object.entries(once)) {
    const name = holders.name(attribute);
    assignments.push(`${name} = if_not_exists(${name}, ${holders.value(value)})`);
  }
  const each = (values: Readonly<Record<string, unknown>>) =>
    Object.entries(values).map(([name, value]) => `${holders.name(name)} ${holders.value(value)}`);
  const additions = each(add);
  const takings = each(take);
  const removals = remove.map((name) => holders.name(name));
  return [
    ...(assignments.length > 0 ? [`SET ${assignments.join(', ')}`] : []),
    ...(additions.length > 0 ? [`ADD ${additions.join(', ')}`] : []),
    ...(takings.length > 0 ? [`DELETE ${takings.join(', ')}`] : []),
    ...(removals.length > 0 ? [`REMOVE ${removals.join(', ')}`] : []),
  ].join(' ');
}

/** Which items of a partition a query reads. */
export function keyConditionOf(
  [hash, sort]: readonly string[],
  value: string | number,
  range: Range | undefined,
  holders: Placeholders,
): string {
  const own = `${holders.name(hash ?? '')} = ${holders.value(value)}`;
  if (range === undefined || sort === undefined) return own;
  const name = holders.name(sort);
  if ('beginsWith' in range) return `${own} AND begins_with(${name}, ${holders.value(range.beginsWith)})`;
  const { from, to } = range;
  if (from !== undefined && to !== undefined)
    return `${own} AND ${name} BETWEEN ${holders.value(from)} AND ${holders.value(to)}`;
  if (from !== undefined) return `${own} AND ${name} >= ${holders.value(from)}`;
  return to === undefined ? own : `${own} AND ${name} <= ${holders.value(to)}`;
}
