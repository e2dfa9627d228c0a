import { isDeepStrictEqual } from 'node:util';

/** A JSON Schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

/**
 * Which way data go. Of what is `taken` (a request), all that was good stays good. Of what is `given` (an answer), nothing comes that
 * could not come before, new fields apart. What goes `both` ways is written and read by services of either release, as events are.
 */
export type Side = 'taken' | 'given' | 'both';

/** How two schemas are compared. The documents that they are from are needed where they refer to parts of them. */
export type Comparison = Readonly<{ side: Side; released?: Schema; current?: Schema }>;

/** Words of JSON Schema that say nothing about which data are valid. */
export const ANNOTATIONS: ReadonlySet<string> = new Set([
  '$schema',
  '$id',
  'title',
  'description',
  'example',
  'examples',
  'deprecated',
  'x-personal',
]);
/** Compared part by part, or apart from the rest. */
const PARTS = new Set([
  'properties',
  'required',
  'items',
  'anyOf',
  'oneOf',
  'allOf',
  'prefixItems',
  'enum',
  'type',
]);
/** A higher figure lets less pass, and a lower one. */
const LEAST = new Set(['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties']);
const MOST = new Set(['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties']);

/**
 * What makes a contract break with its released form:
 *
 * - a field may be added when it is optional, or when it is given;
 * - no field is removed or renamed; none that is taken becomes required, none that is given stops being required;
 * - what is taken may become wider in types, values, limits and alternatives, what is given narrower; what goes both ways stays;
 * - pattern, format, constants and defaults stay as they are;
 * - an object that is open stays open, so that an older reader can pass over what a newer writer adds;
 * - descriptions and examples are free.
 *
 * @returns one sentence per break, beginning with the path of the field; none when the contracts are compatible
 */
export function breakingChanges(
  released: Schema,
  current: Schema,
  how: Comparison = { side: 'both' },
  path = 'data',
): string[] {
  return compare({ how, compared: new Set() }, released, current, path);
}

type Run = Readonly<{ how: Comparison; compared: Set<string> }>;

function compare(run: Run, released: Schema, current: Schema, path: string): string[] {
  const [was, is] = [resolve(run.how.released, released), resolve(run.how.current, current)];
  const references = [released['$ref'], current['$ref']];
  if (references.some((reference) => reference !== undefined)) {
    // What refers to itself is compared once.
    const pair = references.join(' ');
    if (run.compared.has(pair)) return [];
    run.compared.add(pair);
  }
  const alternatives = alternativeChanges(run, was, is, path);
  if (alternatives !== undefined) return alternatives;
  return [
    ...fieldChanges(run, was, is, path),
    ...typeChanges(run, was, is, path),
    ...valueChanges(run, was, is, path),
    ...partChanges(run, was, is, path),
    ...constraintChanges(run, was, is, path),
  ];
}

const isTaken = ({ how }: Run): boolean => how.side !== 'given';
const isGiven = ({ how }: Run): boolean => how.side !== 'taken';

function fieldChanges(run: Run, released: Schema, current: Schema, path: string): string[] {
  const [before, after] = [fieldsOf(released), fieldsOf(current)];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => {
    const at = `${path}.${name}`;
    const [was, is] = [before[name], after[name]];
    const needed = isRequired(current, name);
    if (was === undefined) return needed && isTaken(run) ? [`${at} is new and required`] : [];
    if (is === undefined) return [`${at} is gone`];
    const changed = isRequired(released, name) !== needed && (needed ? isTaken(run) : isGiven(run));
    const need = changed ? [`${at} ${needed ? 'has become' : 'is no longer'} required`] : [];
    return [...need, ...compare(run, was, is, at)];
  });
}

function typeChanges(run: Run, released: Schema, current: Schema, path: string): string[] {
  const [before, after] = [typesOf(released), typesOf(current)];
  const lost = before.filter((type) => !covers(after, type));
  const gained = after.filter((type) => !covers(before, type));
  const breaks = (isTaken(run) && lost.length > 0) || (isGiven(run) && gained.length > 0);
  return breaks ? [`${path}: type was ${show(released['type'])} and is ${show(current['type'])}`] : [];
}

const ANY = 'anything';
const typesOf = ({ type }: Schema): readonly string[] =>
  type === undefined ? [ANY] : ([type].flat() as string[]);
const covers = (types: readonly string[], type: string): boolean =>
  types.includes(ANY) || types.includes(type) || (type === 'integer' && types.includes('number'));

function valueChanges(run: Run, released: Schema, current: Schema, path: string): string[] {
  const [before, after] = [released['enum'], current['enum']].map((values) =>
    values === undefined ? undefined : listOf(values),
  );
  if (before === undefined && after === undefined) return [];
  if (before === undefined) return isTaken(run) ? [`${path} can now be one of ${show(after)} alone`] : [];
  if (after === undefined) return isGiven(run) ? [`${path} can now be anything`] : [];
  const gone = isTaken(run) ? before.filter((value) => !after.includes(value)) : [];
  const added = isGiven(run) ? after.filter((value) => !before.includes(value)) : [];
  return [
    ...gone.map((value) => `${path} can no longer be ${JSON.stringify(value)}`),
    ...added.map((value) => `${path} can now be ${JSON.stringify(value)}`),
  ];
}

/** Of schemas of which at least one has alternatives; undefined when there are none. */
function alternativeChanges(run: Run, released: Schema, current: Schema, path: string): string[] | undefined {
  const [before, after] = [alternativesOf(released), alternativesOf(current)];
  if (before === undefined && after === undefined) return undefined;
  const [was, is] = [before ?? [released], after ?? [current]];
  if (was.length === is.length)
    return was.flatMap((part, i) =>
      compare(run, part, is[i] ?? {}, before && after ? `${path}(${i})` : path),
    );
  const fits = (part: Schema, other: Schema): boolean =>
    compare({ ...run, compared: new Set(run.compared) }, part, other, path).length === 0;
  const lost = isTaken(run) && was.some((part) => !is.some((other) => fits(part, other)));
  const gained = isGiven(run) && is.some((other) => !was.some((part) => fits(part, other)));
  return lost || gained ? [`${path} has other alternatives`] : [];
}

const alternativesOf = ({ anyOf, oneOf }: Schema): readonly Schema[] | undefined =>
  (anyOf ?? oneOf) as readonly Schema[] | undefined;

function partChanges(run: Run, released: Schema, current: Schema, path: string): string[] {
  const lists = ['allOf', 'prefixItems'].flatMap((word) => {
    const [before, after] = [listOf(released[word]), listOf(current[word])];
    if (before.length !== after.length) return [`${path} has other parts (${word})`];
    return before.flatMap((part, i) => compare(run, part as Schema, after[i] as Schema, `${path}(${i})`));
  });
  const [before, after] = [released['items'], current['items']];
  if (!isSchema(before) || !isSchema(after)) {
    return isDeepStrictEqual(before, after) ? lists : [...lists, `${path} has other items`];
  }
  return [...lists, ...compare(run, before, after, `${path}[]`)];
}

/** Everything that is no annotation and no part: format, limits, constants, `additionalProperties` … */
function constraintChanges(run: Run, released: Schema, current: Schema, path: string): string[] {
  const words = new Set([...Object.keys(released), ...Object.keys(current)]);
  // The pattern of a known format is the schema library's business and may change with its version.
  if (released['format'] !== undefined && released['format'] === current['format']) words.delete('pattern');
  return [...words]
    .filter((word) => !ANNOTATIONS.has(word) && !PARTS.has(word))
    .flatMap((word) => constraintChange(run, word, [released[word], current[word]], path));
}

function constraintChange(run: Run, word: string, [was, is]: [unknown, unknown], path: string): string[] {
  if (isDeepStrictEqual(was, is)) return [];
  if (isSchema(was) && isSchema(is)) return compare(run, was, is, `${path}{${word}}`);
  const change = [`${path}: ${word} was ${show(was)} and is ${show(is)}`];
  if (run.how.side === 'both') return change;
  if (word === 'additionalProperties') return isTaken(run) && is === false ? change : [];
  if (word === 'default') return isTaken(run) ? change : [];
  const isStricter = LEAST.has(word) ? atLeast(is) > atLeast(was) : atMost(is) < atMost(was);
  if (LEAST.has(word) || MOST.has(word)) return isTaken(run) === isStricter ? change : [];
  // A rule that was not there before, or is there no more.
  if (was === undefined) return isTaken(run) ? change : [];
  if (is === undefined) return isGiven(run) ? change : [];
  return change;
}

const atLeast = (limit: unknown): number => (typeof limit === 'number' ? limit : -Infinity);
const atMost = (limit: unknown): number => (typeof limit === 'number' ? limit : Infinity);

/** Objects of a contract that refuse unknown fields, by path. There must be none: they could never be added to. */
export function closedObjects(schema: Schema, path = 'data'): string[] {
  const parts = [
    ...Object.entries(fieldsOf(schema)).map(([name, part]) => [`${path}.${name}`, part] as const),
    ...['anyOf', 'oneOf', 'allOf'].flatMap((word) =>
      listOf(schema[word]).map((part, i) => [`${path}(${i})`, part as Schema] as const),
    ),
    ...(isSchema(schema['items']) ? [[`${path}[]`, schema['items']] as const] : []),
  ];
  const own = schema['additionalProperties'] === false ? [path] : [];
  return [...own, ...parts.flatMap(([at, part]) => closedObjects(part, at))];
}

/** What stands in the place of a reference, in the document that it is from. @throws Error when nothing stands there */
export function resolve(document: Schema | undefined, part: Schema): Schema {
  const { $ref } = part;
  if (typeof $ref !== 'string') return part;
  const found = $ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>(
      (at, name) => (at as Schema | undefined)?.[name.replaceAll('~1', '/').replaceAll('~0', '~')],
      document,
    );
  if (!isSchema(found)) throw new Error(`nothing stands at ${$ref}`);
  return resolve(document, found);
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const fieldsOf = (schema: Schema) => (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>;
const isRequired = (schema: Schema, name: string): boolean => listOf(schema['required']).includes(name);
const show = (value: unknown): string => (value === undefined ? 'not said' : JSON.stringify(value));
