import { fieldErrors, type Locale } from '@cartless/domain';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import { NotFound, ValidationFailed } from './boundary-errors.ts';
import { declaredPath } from './declared-path.ts';
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
  const { headers, cookies, body: wanted } = route;
  const schemas = { query: route.query ?? NO_QUERY, headers, cookies, body: wanted };
  const parts = {
    query: parse(schemas.query, event.queryStringParameters ?? {}),
    headers: parse(schemas.headers, event.headers),
    cookies: parse(schemas.cookies, schemas.cookies && cookiesOf(event)),
    body: parse(schemas.body, body),
  };
  const issues = PARTS.flatMap((part) => parts[part]?.error?.issues ?? []);
  if (issues.length > 0) {
    const fields = PARTS.flatMap((part) =>
      (parts[part]?.error?.issues ?? []).map(({ code, path }) =>
        code === 'unrecognized_keys' ? 'unknown' : declaredPath(schemas[part], path),
      ),
    );
    throw ValidationFailed({ errors: fieldErrors(issues, locale), cause: new WrongFields(fields) });
  }
  return {
    params: params.data,
    query: route.query && parts.query?.data,
    headers: parts.headers?.data,
    cookies: parts.cookies?.data,
    body: parts.body?.data,
    rawBody,
  } as RequestOf<R>;
}

const PARTS = ['query', 'headers', 'cookies', 'body'] as const;

/** The cookies of a request by name. Of several the first counts: browsers send the one of the closest path first. */
const cookiesOf = ({ cookies = [] }: APIGatewayProxyEventV2): Record<string, string> =>
  Object.fromEntries(
    cookies.toReversed().map((cookie) => {
      const [name = '', ...value] = cookie.split('=');
      return [name.trim(), value.join('=')];
    }),
  );

/** What of a request was wrong, for the log: names that the schemas give, never what was sent. */
export class WrongFields extends Error {
  readonly fields: readonly string[];

  constructor(fields: readonly string[]) {
    super('fields are not valid');
    this.fields = [...new Set(fields)];
  }
}

/** A parameter that means nothing is a mistake that would go unseen. */
const NO_QUERY = /* @__PURE__ */ z.strictObject({});

const parse = (schema: z.ZodMiniType | undefined, value: unknown) =>
  schema === undefined ? undefined : z.safeParse(schema, value, { reportInput: true });
