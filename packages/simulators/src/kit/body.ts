import type { IncomingMessage } from 'node:http';
import { type Input, isInput } from './fields.ts';
import { Refusal } from './refusal.ts';

const LIMIT_BYTES = 1024 * 1024;
const DISCARD_LIMIT_BYTES = 32 * LIMIT_BYTES;

/**
 * Reads the body as text. What exceeds the limit is read and dropped, so that the sender still hears the answer.
 *
 * @throws Refusal 413 over 1 MiB.
 */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LIMIT_BYTES) chunks.push(chunk);
    if (size > DISCARD_LIMIT_BYTES) break;
  }
  if (size > LIMIT_BYTES)
    throw new Refusal(413, 'REQUEST.TOO_LARGE', 'The request body is larger than 1 MiB.');
  return Buffer.concat(chunks).toString('utf8');
}

/** Reads a JSON object; no text at all is an empty one. @throws Refusal 400 when the text is anything else. */
export function parseJson(text: string): Input {
  if (text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Refusal(400, 'BAD_REQUEST', `The body is not valid JSON: ${(error as Error).message}`);
  }
  if (!isInput(value)) throw new Refusal(400, 'BAD_REQUEST', 'The body must be a JSON object.');
  return value;
}

/** Whether the body is the fields of an HTML form. `curl -d '{…}'` calls its JSON a form. */
export const isForm = (text: string, contentType = ''): boolean =>
  contentType.startsWith('application/x-www-form-urlencoded') && !text.trimStart().startsWith('{');
