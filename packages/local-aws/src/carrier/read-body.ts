import type { IncomingMessage } from 'node:http';
import { CarrierError, fieldError } from './carrier-error.ts';
import { isInput, type Input } from './input-fields.ts';

const LIMIT_BYTES = 1024 * 1024;

/** @throws CarrierError 413 when the body is larger than 1 MiB. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LIMIT_BYTES) chunks.push(chunk); // the rest is read and dropped, so that the sender hears the answer
  }
  if (size > LIMIT_BYTES)
    throw new CarrierError(413, 'REQUEST.TOO_LARGE', 'The request body is larger than 1 MiB.');
  return Buffer.concat(chunks).toString('utf8');
}

/** @throws CarrierError 400 when the text is not a JSON object. */
export function parseJsonBody(text: string): Input {
  if (text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new CarrierError(400, 'BAD_REQUEST', `The body is not valid JSON: ${(error as Error).message}`);
  }
  if (!isInput(value)) throw new CarrierError(400, 'BAD_REQUEST', 'The body must be a JSON object.');
  return value;
}

/** Reads JSON or, when the content type says so, the fields of a plain HTML form. */
export function parseControlBody(text: string, contentType: string): Input {
  if (!contentType.startsWith('application/x-www-form-urlencoded')) return parseJsonBody(text);
  // `curl -d '{…}'` calls its JSON a form.
  return text.trimStart().startsWith('{')
    ? parseJsonBody(text)
    : Object.fromEntries(new URLSearchParams(text));
}

/** The object under `name`, as in `{shipment: {…}}`. @throws CarrierError 422 when it is not there. */
export function wrapped(input: Input, name: string): Input {
  const inner = input[name];
  if (isInput(inner)) return inner;
  const problem = fieldError(name, `is required: send {"${name}": {…}}`);
  throw new CarrierError(422, 'PARAMETER.REQUIRED', `Missing required parameter: ${name}.`, [problem]);
}
