import type { DeclaredError, ProblemMember } from '@cartless/domain';
import { InternalError, STATUS_OF_KIND, ValidationFailed } from '../boundary-errors.ts';
import { type Json, ref } from './json.ts';
import type { Schemas } from './schemas.ts';

/** The status that an error is answered with. */
export const statusOfDeclared = (error: DeclaredError): number =>
  error.code === InternalError.code ? 500 : STATUS_OF_KIND[error.kind];

/** The name of the schema of an error: `OutOfStockProblem`. */
export const problemName = ({ code }: DeclaredError): string =>
  `${code
    .toLowerCase()
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')}Problem`;

/** The schema of one error: its code and its own members. */
export function problemSchema(error: DeclaredError, schemas: Schemas): Json {
  const { properties, required } = membersOf(error, schemas);
  const isFields = error.code === ValidationFailed.code;
  return {
    description: `${error.text.en}\n\n${error.text['zh-CN']}`,
    allOf: [
      ref('schemas', 'Problem'),
      {
        type: 'object',
        required: ['code', 'status', ...required, ...(isFields ? ['errors'] : [])],
        properties: {
          code: { type: 'string', const: error.code },
          status: { type: 'integer', const: statusOfDeclared(error) },
          ...properties,
        },
      },
    ],
  };
}

type Members = Readonly<{ properties: Readonly<Record<string, Json>>; required: readonly string[] }>;

/**
 * How long to wait stands in a header: that detail only fills the text.
 *
 * @throws Error when the text is to be filled by what every error has, or by what is not declared
 */
function membersOf({ code, details, text }: DeclaredError, schemas: Schemas): Members {
  const declared = details === undefined ? {} : schemas.writeInline(details(), 'output');
  const { properties = {}, required = [] } = declared as Partial<Members>;
  const isMember = (name: string) => name !== RETRY_AFTER;
  const names = [...new Set([...filledIn(text.en), ...Object.keys(properties)])].filter(isMember);
  const taken = names.find((name) => name in PROBLEM.properties);
  if (taken !== undefined)
    throw new Error(`${code} has a member ${taken}, and every error has one of its own`);
  const unknown = names.filter((name) => !(name in properties));
  if (unknown.length > 0) throw new Error(`${code} does not declare its details ${unknown.join(', ')}`);
  return {
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => isMember(name))),
    required: required.filter(isMember),
  };
}

/** What fills the text is a member as well. */
const filledIn = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

const RETRY_AFTER = 'retryAfter';

/** Whether an answer with this status, or one of these errors, can say how long to wait. */
export const saysWhenAgain = (status: number, errors: readonly DeclaredError[], schemas: Schemas): boolean =>
  status === 429 ||
  status === 503 ||
  errors.some(
    ({ details }) =>
      details !== undefined &&
      Object.hasOwn(schemas.writeInline(details(), 'output')['properties'] ?? {}, RETRY_AFTER),
  );

/** What every error of the services has. */
export const PROBLEM = {
  type: 'object',
  description:
    'RFC 9457 problem details. Programs decide by `code`, which never changes; people read `detail`, which is in the language of ' +
    '`Accept-Language`.',
  required: ['type', 'title', 'status', 'code', 'detail', 'traceId'],
  properties: {
    type: { type: 'string', format: 'uri', description: '`urn:cartless:problem:` and the code' },
    title: { type: 'string', description: 'The name of the status' },
    status: { type: 'integer', description: 'The status of the answer' },
    code: { type: 'string', description: 'Stable; programs decide by this' },
    detail: { type: 'string', description: 'For people, in the language of Accept-Language' },
    traceId: { type: 'string', description: 'Name it when asking for help' },
    errors: {
      type: 'array',
      description: 'What is wrong with which field',
      items: {
        type: 'object',
        required: ['field', 'message'],
        properties: {
          field: { type: 'string', description: 'The way to it: `items.0.quantity`' },
          message: { type: 'string', description: 'In the language of Accept-Language' },
        },
      },
    },
  } satisfies Record<ProblemMember, Json>,
} as const satisfies Json;

/** What API Gateway itself answers with: it knows no codes. */
export const GATEWAY_MESSAGE = {
  type: 'object',
  description: 'What API Gateway answers by itself, before any service is asked. It has no code.',
  required: ['message'],
  properties: { message: { type: 'string' } },
} as const satisfies Json;
