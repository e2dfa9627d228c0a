import { isDeepStrictEqual } from 'node:util';
import { AppError, type CloudEvent, type EventContract, readCloudEvent } from '@cartless/domain';
import type { Call } from '@cartless/simulation';
import { type ErrorObject, Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { resolve, type Schema } from '../docs/contract-changes.ts';

/*
 * A release and the one before it live side by side: while services are deployed one after the other, after a roll-back, and as long as
 * somebody has an old page open. What each tells, the other has to understand:
 *
 *   told by the release before → read by this one           {@link unreadable}
 *   told by this one → read by the release before           {@link notTaken}
 *   asked as the released document shows → answered by this  {@link shownCalls}
 *   answered by this one → read by the released document     {@link answerFaults}
 *   asked as this document shows → taken by the release before, when what is new is left out   {@link requestFaults}
 *
 * What is not asked for: that somebody who knows this release needs nothing of its answers that the one before did not have. Pages
 * are deployed after the services that they call.
 */

/** Events of the release before that are not read as they were told. One sentence each. */
export function unreadable(told: readonly CloudEvent[], contracts: readonly EventContract[]): string[] {
  return told.flatMap((event) => {
    const contract = contracts.find(({ type }) => type === event.type);
    if (contract === undefined)
      return [`${event.type} is told by the release before, and nobody knows it any more`];
    try {
      const { data } = readCloudEvent(event, [contract]);
      return isDeepStrictEqual(data, event.data)
        ? []
        : [`${event.type} ${event.id} is read as something else than was told`];
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return [`${event.type} ${event.id} of the release before cannot be read: ${error.detail('en')}`];
    }
  });
}

/**
 * Events of this release that the release before of a service does not take, as far as a schema can say it. One sentence each.
 * @param read the schemas of what that release reads, by type
 */
export function notTaken(
  service: string,
  read: Readonly<Record<string, Schema>>,
  tells: readonly CloudEvent[],
): string[] {
  const ajv = validator();
  return Object.entries(read).flatMap(([type, schema]) => {
    const own = tells.filter((event) => event.type === type);
    if (own.length === 0)
      return [`${type} is read by the release before of ${service}, and nobody tells it any more`];
    const validate = ajv.compile(schema);
    return own.flatMap(({ id, data }) =>
      validate(data)
        ? []
        : [`${type} ${id} is not taken by the release before of ${service}: ${said(validate.errors)}`],
    );
  });
}

/** A request that a document shows, and which operation it is of. */
export type ShownCall = Readonly<{ route: string; call: Call }>;

/** The requests that the OpenAPI document of a service shows as examples, one of each operation. */
export function shownCalls(service: string, document: Schema): ShownCall[] {
  return operationsOf(document).map(({ route, method, path, parameters, body }) => {
    const shown = parameters
      .map((one) => resolve(document, one))
      .filter(({ example }) => example !== undefined);
    const of = (place: string) =>
      Object.fromEntries(
        shown
          .filter((one) => one['in'] === place)
          .map(({ name, example }) => [
            place === 'header' ? String(name).toLowerCase() : String(name),
            String(example as string | number | readonly string[]),
          ]),
      );
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(of('path')[name] ?? ''),
    );
    return {
      route,
      call: {
        service,
        method,
        path: filled,
        query: of('query'),
        headers: of('header'),
        ...(body?.example !== undefined && { body: body.example }),
      },
    };
  });
}

/** An answer, of which operation it is. */
export type ShownAnswer = Readonly<{ route: string; status: number; body: unknown; code?: string }>;

/** The answers that a document shows as examples. */
export function shownAnswers(document: Schema): ShownAnswer[] {
  return operationsOf(document).flatMap(({ route, responses }) =>
    Object.entries(responses).flatMap(([status, part]) => {
      const { example } = mediaOf(resolve(document, part));
      return example === undefined ? [] : [{ route, status: Number(status), body: example }];
    }),
  );
}

/**
 * What somebody who knows the released document of a service does not understand of answers. Codes of errors that it does not have are
 * passed over, as callers do.
 */
export function answerFaults(released: Schema, answers: readonly ShownAnswer[]): string[] {
  const ajv = validator();
  ajv.addSchema({ ...released, $id: 'released' });
  const operations = new Map(operationsOf(released).map((one) => [one.route, one]));
  return answers.flatMap(({ route, status, body, code }) => {
    const responses = operations.get(route)?.responses;
    if (responses === undefined) return [];
    const part = responses[String(status)];
    if (part === undefined) return [`${route} answers ${status}, which its released document does not have`];
    const { schema } = mediaOf(resolve(released, part));
    if (schema === undefined || body === undefined) return [];
    if (code && !JSON.stringify(everything(released, schema)).includes(`"const":"${code}"`)) return [];
    const validate = ajv.compile(rooted(schema));
    return validate(body)
      ? []
      : [
          `${route} answers ${status} ${code ?? ''} with what its released document does not say: ${said(validate.errors)}`,
        ];
  });
}

/** What the release before refuses of the requests that this document shows, when the members that it does not know are left out. */
export function requestFaults(released: Schema, current: Schema): string[] {
  const ajv = validator({ removeAdditional: true });
  ajv.addSchema({ ...released, $id: 'released' });
  const before = new Map(operationsOf(released).map((one) => [one.route, one]));
  return operationsOf(current).flatMap(({ route, body }) => {
    const schema = before.get(route)?.body?.schema;
    if (schema === undefined || body?.example === undefined) return [];
    const validate = ajv.compile(rooted(schema));
    return validate(structuredClone(body.example))
      ? []
      : [`${route} is shown with what the release before refuses: ${said(validate.errors)}`];
  });
}

type Media = Readonly<{ schema?: Schema; example?: unknown }>;
type Operation = Readonly<{
  route: string;
  method: string;
  path: string;
  parameters: readonly Schema[];
  body: Media | undefined;
  responses: Readonly<Record<string, Schema>>;
}>;

function operationsOf(document: Schema): Operation[] {
  const paths = document['paths'] as Readonly<Record<string, Readonly<Record<string, Schema>>>>;
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      route: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      parameters: (operation['parameters'] ?? []) as readonly Schema[],
      body: operation['requestBody'] === undefined ? undefined : mediaOf(operation['requestBody'] as Schema),
      responses: operation['responses'] as Readonly<Record<string, Schema>>,
    })),
  );
}

/** What is JSON of a content, or any. */
function mediaOf({ content = {} }: Schema): Media {
  const all = content as Readonly<Record<string, Media>>;
  return all['application/json'] ?? all['application/problem+json'] ?? all['*/*'] ?? {};
}

/** References of a part are to the document that it is from. */
const rooted = (part: Schema): Schema =>
  JSON.parse(JSON.stringify(part).replaceAll('"$ref":"#/', '"$ref":"released#/')) as Schema;

/** A schema, and what it refers to at once. */
const everything = (document: Schema, part: Schema): unknown =>
  JSON.parse(JSON.stringify(part), (_, value: unknown) =>
    typeof value === 'object' && value !== null && '$ref' in value ? resolve(document, value) : value,
  );

const validator = (options: Readonly<{ removeAdditional?: true }> = {}) =>
  addFormats.default(new Ajv2020({ strict: false, allErrors: true, ...options }));

const said = (errors: readonly ErrorObject[] | null | undefined): string =>
  (errors ?? [])
    .map(({ instancePath, message = '' }) => `${instancePath || 'all of it'} ${message}`)
    .join('; ');
