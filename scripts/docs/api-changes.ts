import { breakingChanges, type Comparison, resolve, type Schema } from './contract-changes.ts';

/** A change of a route that breaks callers of its released form. */
export type ApiBreak = Readonly<{
  /** `POST /orders`. */
  route: string;
  /** What broke, in a sentence. */
  what: string;
  /** The scopes of those who call it; none when anybody may. */
  callers: readonly string[];
}>;

type Route = Readonly<{ name: string; operation: Schema; parameters: readonly Schema[] }>;
type Documents = Readonly<{ released: Schema; current: Schema }>;

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options', 'trace'];

/**
 * What breaks callers of an API when its released OpenAPI document becomes the current one. Routes, optional parameters and members of
 * requests, members and headers of answers, and statuses of errors may be added; see {@link breakingChanges} for the bodies.
 */
export function apiBreaks(released: Schema, current: Schema): ApiBreak[] {
  const routes = new Map(routesOf(current).map((route) => [route.name, route]));
  return routesOf(released).flatMap((was) => {
    const is = routes.get(was.name);
    const sentences = is === undefined ? ['it is gone'] : routeChanges({ released, current }, was, is);
    return sentences.map((what) => ({ route: was.name, what, callers: scopesOf(was.operation) }));
  });
}

function routesOf(document: Schema): Route[] {
  return Object.entries(recordOf(document['paths'])).flatMap(([path, item]) =>
    METHODS.filter((method) => method in item).map((method) => {
      const operation = item[method] as Schema;
      const parameters = [...listOf(item['parameters']), ...listOf(operation['parameters'])].map((part) =>
        resolve(document, part),
      );
      return { name: `${method.toUpperCase()} ${path}`, operation, parameters };
    }),
  );
}

function routeChanges(documents: Documents, was: Route, is: Route): string[] {
  return [
    ...nameChanges(was.operation, is.operation),
    ...accessChanges(was.operation, is.operation),
    ...parameterChanges(documents, was, is),
    ...requestChanges(documents, was.operation, is.operation),
    ...answerChanges(documents, was.operation, is.operation),
  ];
}

/** Generated clients call routes by their ids. */
const nameChanges = ({ operationId: was }: Schema, { operationId: is }: Schema): string[] =>
  was === is ? [] : [`its operationId was ${String(was)} and is ${String(is)}`];

function accessChanges(was: Schema, is: Schema): string[] {
  const [before, after] = [scopesOf(was), scopesOf(is)];
  if (after.length === 0) return [];
  if (before.length === 0) return [`it needs an access token now (${after.join(' or ')})`];
  return before
    .filter((scope) => !after.includes(scope))
    .map((scope) => `callers with ${scope} are refused now`);
}

/** Of several requirements one has to be met. */
const scopesOf = ({ security }: Schema): string[] => [
  ...new Set(listOf(security).flatMap((one) => Object.values(one).flat() as string[])),
];

function parameterChanges({ released, current }: Documents, was: Route, is: Route): string[] {
  const keyOf = ({ in: place, name }: Schema): string =>
    `${String(place)} parameter ${String(name).toLowerCase()}`;
  const [before, after] = [was, is].map(
    ({ parameters }) => new Map(parameters.map((part) => [keyOf(part), part])),
  ) as [Map<string, Schema>, Map<string, Schema>];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [old, now] = [before.get(key), after.get(key)];
    const needed = now?.['required'] === true;
    if (now === undefined) return [`the ${key} is gone`];
    if (old === undefined) return needed ? [`the ${key} is new and required`] : [];
    const need = needed && old['required'] !== true ? [`the ${key} has become required`] : [];
    const how = { side: 'taken', released, current } as const;
    return [...need, ...breakingChanges(schemaOf(old), schemaOf(now), how, key)];
  });
}

function requestChanges({ released, current }: Documents, was: Schema, is: Schema): string[] {
  const [before, after] = [
    resolve(released, recordOf(was)['requestBody'] ?? {}),
    resolve(current, recordOf(is)['requestBody'] ?? {}),
  ];
  const how = { side: 'taken', released, current } as const;
  const needed = after['required'] === true && before['required'] !== true;
  return [
    ...(needed ? ['it needs a body now'] : []),
    ...contentChanges(
      before,
      after,
      (type) => `it no longer takes ${type}`,
      (old, now) => breakingChanges(old, now, how, 'request'),
    ),
  ];
}

function answerChanges({ released, current }: Documents, was: Schema, is: Schema): string[] {
  const [before, after] = [recordOf(was['responses']), recordOf(is['responses'])];
  const how = { side: 'given', released, current } as const;
  return Object.entries(before).flatMap(([status, part]) => {
    const now = after[status];
    if (now === undefined) return [`it no longer answers ${status}`];
    const [old, answer] = [resolve(released, part), resolve(current, now)];
    const headers = Object.keys(recordOf(answer['headers'])).map((name) => name.toLowerCase());
    return [
      ...Object.keys(recordOf(old['headers']))
        .filter((name) => !headers.includes(name.toLowerCase()))
        .map((name) => `the answer ${status} has no header ${name} any more`),
      ...contentChanges(
        old,
        answer,
        (type) => `the answer ${status} is no longer ${type}`,
        (a, b) =>
          Number(status) >= 400
            ? errorChanges(how, [a, b], status)
            : breakingChanges(a, b, how, `answer ${status}`),
      ),
    ];
  });
}

/** Another code may be added at any time: callers look for those that they know. */
function errorChanges(how: Comparison & Documents, [was, is]: [Schema, Schema], status: string): string[] {
  const [before, after] = [errorsOf(how.released, was), errorsOf(how.current, is)];
  return [...before].flatMap(([code, old]) => {
    const now = after.get(code);
    if (now === undefined) return [`the answer ${status} never has the code ${code} any more`];
    return breakingChanges(old, now, how, code);
  });
}

/** The errors of an answer by their codes, each without its code; by `any code` when none are said. */
function errorsOf(document: Schema, part: Schema): Map<string, Schema> {
  const schema = whole(document, part);
  const alternatives = schema['anyOf'] ?? schema['oneOf'];
  if (alternatives !== undefined)
    return new Map(listOf(alternatives).flatMap((one) => [...errorsOf(document, one)]));
  const { code, ...properties } = recordOf(schema['properties']);
  const codes = [code?.['const'] ?? code?.['enum'] ?? 'any code'].flat() as string[];
  return new Map(codes.map((one) => [one, { ...schema, properties }]));
}

/** A schema that is said in parts, as one. */
function whole(document: Schema, part: Schema): Schema {
  const { allOf, ...own } = resolve(document, part);
  if (allOf === undefined) return own;
  const parts = [...listOf(allOf).map((one) => whole(document, one)), own];
  return {
    ...Object.assign({}, ...parts),
    properties: Object.assign({}, ...parts.map(({ properties }) => properties)) as unknown,
    required: parts.flatMap(({ required }) => (required ?? []) as readonly string[]),
  };
}

function contentChanges(
  was: Schema,
  is: Schema,
  gone: (type: string) => string,
  changes: (was: Schema, is: Schema) => string[],
): string[] {
  const after = recordOf(is['content']);
  return Object.entries(recordOf(was['content'])).flatMap(([type, old]) => {
    const now = after[type];
    return now === undefined ? [gone(type)] : changes(schemaOf(old), schemaOf(now));
  });
}

const schemaOf = (part: Schema): Schema => (part['schema'] ?? {}) as Schema;
const listOf = (value: unknown): readonly Schema[] => (value ?? []) as readonly Schema[];
const recordOf = (value: unknown): Readonly<Record<string, Schema>> =>
  (value ?? {}) as Readonly<Record<string, Schema>>;
