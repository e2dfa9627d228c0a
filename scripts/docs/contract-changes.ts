import { isDeepStrictEqual } from 'node:util';

/** A JSON Schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

/** Words of JSON Schema that say nothing about which data are valid. */
const ANNOTATIONS = new Set([
  '$schema',
  '$id',
  'title',
  'description',
  'examples',
  'deprecated',
  'x-personal',
]);
/** Compared part by part, or apart from the rest. */
const PARTS = new Set(['properties', 'required', 'items', 'anyOf', 'oneOf', 'allOf', 'prefixItems', 'enum']);

/**
 * What makes a contract break with its released form. During a deployment a consumer of the older release reads events
 * of the newer one, and the other way round, so the rules hold in both directions:
 *
 * - a field may be added when it is optional; nothing else may be added;
 * - no field is removed or renamed, becomes required, or stops being required;
 * - type, format, pattern, limits and constants of a field stay as they are;
 * - an enumeration keeps exactly its values: a new one surprises the older consumer, a lost one the newer;
 * - an object stays open, so that the older consumer can pass over what the newer producer adds;
 * - alternatives (`anyOf`) stay the same in number and order;
 * - descriptions and examples are free.
 *
 * Anything else is a new event beside the old one, with the next `.vN`.
 *
 * @returns one sentence per break, beginning with the path of the field; none when the contracts are compatible
 */
export function breakingChanges(released: Schema, current: Schema, path = 'data'): string[] {
  return [
    ...fieldChanges(released, current, path),
    ...valueChanges(released, current, path),
    ...partChanges(released, current, path),
    ...constraintChanges(released, current, path),
  ];
}

function fieldChanges(released: Schema, current: Schema, path: string): string[] {
  const [before, after] = [fieldsOf(released), fieldsOf(current)];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => {
    const at = `${path}.${name}`;
    const [was, is] = [before[name], after[name]];
    const needed = isRequired(current, name);
    if (was === undefined) return needed ? [`${at} is new and required`] : [];
    if (is === undefined) return [`${at} is gone`];
    const changed = isRequired(released, name) !== needed;
    const need = changed ? [`${at} ${needed ? 'has become' : 'is no longer'} required`] : [];
    return [...need, ...breakingChanges(was, is, at)];
  });
}

function valueChanges(released: Schema, current: Schema, path: string): string[] {
  const [before, after] = [listOf(released['enum']), listOf(current['enum'])];
  const gone = before.filter((value) => !after.includes(value));
  const added = after.filter((value) => !before.includes(value));
  return [
    ...gone.map((value) => `${path} can no longer be ${JSON.stringify(value)}`),
    ...added.map((value) => `${path} can now be ${JSON.stringify(value)}`),
  ];
}

function partChanges(released: Schema, current: Schema, path: string): string[] {
  const lists = ['anyOf', 'oneOf', 'allOf', 'prefixItems'].flatMap((word) => {
    const [before, after] = [listOf(released[word]), listOf(current[word])];
    if (before.length !== after.length) return [`${path} has other alternatives (${word})`];
    return before.flatMap((part, i) => breakingChanges(part as Schema, after[i] as Schema, `${path}(${i})`));
  });
  const [before, after] = [released['items'], current['items']];
  if (!isSchema(before) || !isSchema(after)) {
    return isDeepStrictEqual(before, after) ? lists : [...lists, `${path} has other items`];
  }
  return [...lists, ...breakingChanges(before, after, `${path}[]`)];
}

/** Everything that is no annotation and no part: type, format, limits, constants, `additionalProperties` … */
function constraintChanges(released: Schema, current: Schema, path: string): string[] {
  const words = new Set([...Object.keys(released), ...Object.keys(current)]);
  // The pattern of a known format is the schema library's business and may change with its version.
  if (released['format'] !== undefined && released['format'] === current['format']) words.delete('pattern');
  return [...words]
    .filter((word) => !ANNOTATIONS.has(word) && !PARTS.has(word))
    .filter((word) => !isDeepStrictEqual(released[word], current[word]))
    .map((word) => `${path}: ${word} was ${show(released[word])} and is ${show(current[word])}`);
}

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

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const fieldsOf = (schema: Schema) => (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>;
const isRequired = (schema: Schema, name: string): boolean => listOf(schema['required']).includes(name);
const show = (value: unknown): string => (value === undefined ? 'not said' : JSON.stringify(value));
