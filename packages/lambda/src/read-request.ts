import type { Locale } from '@cartless/domain';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import { NotFound, ValidationFailed } from './boundary-errors.ts';
import { fieldErrors } from './field-messages.ts';
import type { RequestOf, Route } from './route.ts';

/**
 * Checks every part of a request against the route's schemas; all that is wrong with it is reported together.
 *
 * @throws AppError NOT_FOUND when a path parameter cannot name anything, VALIDATION_FAILED for the rest
 */
export function readRequest<R extends Route>(
  route: R,
  event: APIGatewayProxyEventV2,
  body: unknown,
  rawBody: string,
  locale: Locale,
): RequestOf<R> {
  const params = z.safeParse(route.params ?? z.undefined(), route.params && (event.pathParameters ?? {}));
  if (!params.success) throw NotFound();
  const parts = {
    query: parse(route.query ?? NO_QUERY, event.queryStringParameters ?? {}),
    headers: parse(route.headers, event.headers),
    body: parse(route.body, body),
  };
  const issues = Object.values(parts).flatMap((part) => part?.error?.issues ?? []);
  if (issues.length > 0) throw ValidationFailed({ errors: fieldErrors(issues, locale) });
  return {
    params: params.data,
    query: route.query && parts.query?.data,
    headers: parts.headers?.data,
    body: parts.body?.data,
    rawBody,
  } as RequestOf<R>;
}

/** A parameter that means nothing is a mistake that would go unseen. */
const NO_QUERY = /* @__PURE__ */ z.strictObject({});

const parse = (schema: z.ZodMiniType | undefined, value: unknown) =>
  schema === undefined ? undefined : z.safeParse(schema, value, { reportInput: true });
