type Parameter = Readonly<{
  in: string;
  name: string;
  required?: boolean;
  explode?: boolean;
  schema?: Readonly<{ type?: unknown }>;
}>;
type Reference = Readonly<{ $ref: string }>;
type Operation = Readonly<{
  parameters?: readonly (Parameter | Reference)[];
  requestBody?: Readonly<{ content: Readonly<Record<string, unknown>> }>;
  security?: readonly Readonly<Record<string, readonly string[]>>[];
}>;

/** As much of an OpenAPI document as is read here. */
export type Document = Readonly<{
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  components?: Readonly<{ parameters?: Readonly<Record<string, Parameter>> }>;
}>;

/** An operation whose parameters stand in it. */
export type ClientOperation = Omit<Operation, 'parameters'> & Readonly<{ parameters: readonly Parameter[] }>;
export type ClientDocument = Readonly<{
  paths: Readonly<Record<string, Readonly<Record<string, ClientOperation>>>>;
}>;

/** The headers that the client, or whatever it runs on, writes itself; cookies are a browser's own too. */
const OWN_HEADERS = ['accept-language', 'authorization', 'user-agent', 'x-requested-with'];

/**
 * Takes out what no caller of the client writes: webhooks of partners, and headers that the client sets by itself.
 *
 * @throws Error when a list in a query is not written with commas, as the client writes all of them
 */
export function clientDocument(merged: Document): ClientDocument {
  const paths = Object.entries(merged.paths).map(([path, item]) => {
    const operations = Object.entries(item).filter(([, operation]) => !isWebhook(operation));
    const own = operations.map(([method, one]) => [method, clientOperation(merged, one)] as const);
    return [path, Object.fromEntries(own)] as const;
  });
  return {
    ...merged,
    paths: Object.fromEntries(paths.filter(([, item]) => Object.keys(item).length > 0)),
  };
}

/** Whether a header names the request, so that it can be repeated. */
export const isKey = ({ in: place, name }: Parameter): boolean =>
  place === 'header' && name.toLowerCase() === 'idempotency-key';

/** Webhooks are signed over their bytes, so they take any type of content. */
const isWebhook = ({ requestBody }: Operation): boolean => requestBody?.content['*/*'] !== undefined;

function clientOperation(document: Document, operation: Operation): ClientOperation {
  const parameters = (operation.parameters ?? []).map((one) => resolve(document, one));
  for (const { in: place, name, explode, schema } of parameters)
    if (place === 'query' && schema?.type === 'array' && explode !== false)
      throw new Error(`the client writes ${name} with commas; say explode: false`);
  return {
    ...operation,
    parameters: parameters
      .filter(
        ({ in: place, name }) =>
          place !== 'cookie' && !(place === 'header' && OWN_HEADERS.includes(name.toLowerCase())),
      )
      // The client makes one where the caller brings none.
      .map((parameter) => (isKey(parameter) ? { ...parameter, required: false } : parameter)),
  };
}

/** @throws Error when it refers to nothing */
function resolve({ components }: Document, parameter: Parameter | Reference): Parameter {
  if (!('$ref' in parameter)) return parameter;
  const found = components?.parameters?.[parameter.$ref.replace('#/components/parameters/', '')];
  if (found === undefined) throw new Error(`${parameter.$ref} is not there`);
  return found;
}
