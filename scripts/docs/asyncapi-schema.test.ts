import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import specs from '@asyncapi/specs';
import { Ajv } from 'ajv';
import { describe, expect, it } from '@jest/globals';

const read = (path: string): Record<string, unknown> =>
  JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;

/** The schema that the AsyncAPI Initiative publishes, bindings of SNS and SQS included. */
const schema = specs.schemas['3.0.0'] as Record<string, unknown>;
// It brings its own meta-schema along; keywords of later drafts and formats are no business of it.
const validate = new Ajv({ meta: false, strict: false, validateFormats: false, allErrors: true }).compile(
  schema,
);

describe('the AsyncAPI document', () => {
  const document = read(join(import.meta.dirname, '../../docs/generated/asyncapi.json'));

  it('is valid AsyncAPI 3.0', () => {
    validate(document);
    expect(validate.errors ?? []).toEqual([]);
  });

  it.each([
    ['an operation without a channel', { action: 'send' }],
    [
      'a subscription to nowhere',
      {
        action: 'send',
        channel: { $ref: '#/channels/users' },
        bindings: { sns: { consumers: [{ protocol: 'sqs' }] } },
      },
    ],
  ])('would not be with %s', (_, operation) => {
    expect(validate({ ...document, operations: { broken: operation } })).toBe(false);
  });
});
