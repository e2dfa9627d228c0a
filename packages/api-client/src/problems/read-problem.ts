import type { AnyProblem, ClientCode } from './client-problem.ts';
import { clientProblem } from './client-texts.ts';
import { secondsToWait } from './retry-after.ts';

/** Statuses that API Gateway answers by itself, with a message and no problem details. */
const GATEWAY: Readonly<Record<number, ClientCode>> = {
  304: 'NOT_MODIFIED',
  401: 'UNAUTHORISED',
  403: 'FORBIDDEN',
  429: 'TOO_MANY_REQUESTS',
};

/** Who reads it, and when. */
type Reader = Readonly<{ locale: string; now: number }>;

/**
 * The problem that an answer tells of. What is no problem details, from API Gateway or from something before it, becomes a
 * problem with a code of the client's.
 *
 * @param body what was read of the answer: JSON, or a text
 */
export function readProblem(response: Response, body: unknown, { locale, now }: Reader): AnyProblem {
  const { status, statusText: title, headers } = response;
  const traceId = headers.get('apigw-requestid') ?? '';
  const problem: AnyProblem = isProblem(body)
    ? body
    : clientProblem(GATEWAY[status] ?? 'UNEXPECTED_ANSWER', locale, { status, title, traceId });
  const retryAfter = secondsToWait(headers, now);
  return retryAfter === undefined ? problem : { ...problem, retryAfter };
}

const isProblem = (body: unknown): body is AnyProblem =>
  typeof body === 'object' && body !== null && typeof (body as Partial<AnyProblem>).code === 'string';
