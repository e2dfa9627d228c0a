import { fieldErrors, type Locale } from '@cartless/domain';
import type middy from '@middy/core';
import jsonBodyParser from '@middy/http-json-body-parser';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import { MalformedJson, UnsupportedMediaType } from './boundary-errors.ts';

type ApiEvent = APIGatewayProxyEventV2;

/**
 * Reads a JSON body, which is always an object. Where the schema can do without one, a request that has none need not name a
 * content type. The parser speaks in HTTP errors, which are translated here, where they cannot be mistaken for those of a client
 * library that the use case calls.
 */
export function jsonBody(
  schema: z.ZodMiniType,
  localeOf: (event: ApiEvent) => Locale,
): middy.MiddlewareObj<ApiEvent, APIGatewayProxyStructuredResultV2> {
  const optional = z.safeParse(schema, undefined).success;
  const parser = jsonBodyParser();
  return {
    before(request) {
      const { event } = request;
      if (optional && !event.body) {
        delete event.body;
        return;
      }
      if (!isPlainUtf8(event)) throw UnsupportedMediaType();
      if (hasLostCharacters(event)) throw MalformedJson();
      try {
        parser.before?.(request);
      } catch (error) {
        const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
        throw status === 415 ? UnsupportedMediaType() : MalformedJson({ cause: error });
      }
      refuseOthers(event.body, localeOf(event));
    },
  };
}

/** API Gateway hands on what is compressed, or in another character set, as it is. */
function isPlainUtf8({ headers }: ApiEvent): boolean {
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  return (
    /^utf-?8$/i.test(charset) && (headers['content-encoding'] ?? 'identity').toLowerCase() === 'identity'
  );
}

/** Bytes that are no UTF-8 were replaced by this sign, by API Gateway in a text and here in base 64. */
const hasLostCharacters = ({ body, isBase64Encoded }: ApiEvent): boolean =>
  Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8')
    .toString('utf8')
    .includes('\uFFFD');

const AnyObject = /* @__PURE__ */ z.looseObject({});

/** `false`, `0`, `"x"`, `null` and `[]` are JSON, and nothing that a call takes. */
function refuseOthers(body: unknown, locale: Locale): void {
  const { error } = z.safeParse(AnyObject, body, { reportInput: true });
  if (error !== undefined) throw MalformedJson({ errors: fieldErrors(error.issues, locale) });
}
