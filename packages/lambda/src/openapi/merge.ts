import { isDeepStrictEqual } from 'node:util';
import { type Json, renamed } from './json.ts';

type Document = Readonly<{
  tags: readonly Readonly<{ name: string }>[];
  paths: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  components: Readonly<Record<string, Readonly<Record<string, Json>>>>;
}>;

/**
 * One document of several services under one address. Where two services call different things by one name, an operation or
 * a schema, each has its service's name in front.
 *
 * @param documents by the name of the service
 * @throws Error when two services answer one path
 */
export function mergeDocuments(head: Json, documents: Readonly<Record<string, Json>>): Json {
  const all = Object.entries(documents).map(([service, document]) => ({
    service,
    document: document as unknown as Document,
  }));
  const ids = all.flatMap(({ document }) =>
    operationsOf(document).map(({ operationId }) => String(operationId)),
  );
  const isShared = (id: string) => ids.filter((one) => one === id).length > 1;
  const differing = namesThatDiffer(all.map(({ document }) => document.components['schemas'] ?? {}));
  const parts = all.map(({ service, document }) => {
    const prefix = service.charAt(0).toUpperCase() + service.slice(1);
    const rename = (name: string) => (differing.has(name) ? prefix + name : name);
    const own = renamed(document, rename) as Document;
    const schemas = Object.fromEntries(
      Object.entries(own.components['schemas'] ?? {}).map(([name, schema]) => [rename(name), schema]),
    );
    const components: Document['components'] = { ...own.components, schemas };
    return { service, ...own, components, paths: renamedOperations(own, service, isShared) };
  });
  return {
    ...head,
    tags: [...new Map(parts.flatMap(({ tags }) => tags.map((tag) => [tag.name, tag]))).values()],
    'x-tagGroups': parts.map(({ service, tags }) => ({ name: service, tags: tags.map(({ name }) => name) })),
    paths: sorted(
      joined(
        parts.map(({ paths }) => paths),
        'path',
      ),
    ),
    components: Object.fromEntries(
      [...new Set(parts.flatMap(({ components }) => Object.keys(components)))].map((kind) => [
        kind,
        sorted(Object.assign({}, ...parts.map(({ components }) => components[kind] ?? {})) as Json),
      ]),
    ),
  };
}

const operationsOf = ({ paths }: Document): readonly Json[] =>
  Object.values(paths).flatMap((methods) => Object.values(methods));

function renamedOperations(document: Document, service: string, isShared: (id: string) => boolean): Json {
  return Object.fromEntries(
    Object.entries(document.paths).map(([path, methods]) => [
      path,
      Object.fromEntries(
        Object.entries(methods).map(([method, operation]) => {
          const id = String(operation['operationId']);
          const name = isShared(id) ? service + id.charAt(0).toUpperCase() + id.slice(1) : id;
          return [method, { ...operation, operationId: name, 'x-service': service }];
        }),
      ),
    ]),
  );
}

/** Names that not all mean the same by, and whatever refers to one of them. */
function namesThatDiffer(components: readonly Readonly<Record<string, Json>>[]): ReadonlySet<string> {
  const differing = new Set<string>();
  for (const name of new Set(components.flatMap(Object.keys))) {
    const [first, ...rest] = components.flatMap((schemas) => schemas[name] ?? []) as Json[];
    if (rest.some((one) => !isDeepStrictEqual(wordless(one), wordless(first)))) differing.add(name);
  }
  for (let size = -1; size !== differing.size;) {
    size = differing.size;
    for (const [name, schema] of components.flatMap(Object.entries)) {
      const refs = JSON.stringify(schema).matchAll(/"#\/components\/schemas\/([^"]+)"/g);
      if ([...refs].some(([, one = '']) => differing.has(one))) differing.add(name);
    }
  }
  return differing;
}

function joined(parts: readonly Json[], what: string): Json {
  const all = parts.flatMap(Object.entries) as [string, unknown][];
  const twice = all.find(([name], at) => all.findIndex(([one]) => one === name) !== at);
  if (twice) throw new Error(`two services have the ${what} ${twice[0]}`);
  return Object.fromEntries(all);
}

/** The same error can be told in other words elsewhere; it is the same to programs. */
const wordless = ({ description: _words, ...schema }: Json = {}): Json => schema;

const sorted = (record: Json): Json =>
  Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => a.localeCompare(b)));
