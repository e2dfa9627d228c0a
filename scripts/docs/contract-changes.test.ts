import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { breakingChanges, closedObjects, type Schema } from './contract-changes.ts';

const jsonSchema = (schema: z.ZodMiniType) => z.toJSONSchema(schema, { io: 'input' }) as Schema;
const line = z.object({ productId: z.string(), quantity: z.int().check(z.gte(1)) });
const total = z.object({ amount: z.int(), currency: z.string() });
const shape = {
  orderId: z.string().check(z.regex(/^ord_/)),
  status: z.enum(['placed', 'paid']),
  note: z.optional(z.string()),
  number: z.nullable(z.string()),
  total,
  items: z.array(line),
  at: z.iso.datetime(),
};
const released = jsonSchema(z.object(shape));
const changed = (change: Record<string, z.ZodMiniType>) => jsonSchema(z.object({ ...shape, ...change }));
const without = (name: keyof typeof shape) => {
  const { [name]: _, ...rest } = shape;
  return jsonSchema(z.object(rest));
};

describe('a contract goes on', () => {
  it.each([
    ['unchanged', changed({})],
    ['with a new optional field', changed({ gift: z.optional(z.boolean()) })],
    [
      'with a new optional field deep inside',
      changed({ items: z.array(z.extend(line, { gift: z.optional(z.boolean()) })) }),
    ],
    ['with its values in another order', changed({ status: z.enum(['paid', 'placed']) })],
    ['with another description', { ...released, description: 'Better said' }],
    [
      'with another pattern of the same format',
      {
        ...released,
        properties: {
          ...(released['properties'] as object),
          at: { type: 'string', format: 'date-time', pattern: 'x' },
        },
      },
    ],
  ])('%s', (_, current) => {
    expect(breakingChanges(released, current)).toEqual([]);
  });
});

describe('a contract breaks', () => {
  it.each([
    ['when a field is gone', without('note'), 'data.note is gone'],
    ['when a field is new and required', changed({ gift: z.boolean() }), 'data.gift is new and required'],
    ['when a field becomes required', changed({ note: z.string() }), 'data.note has become required'],
    [
      'when a field is no longer required',
      changed({ orderId: z.optional(shape.orderId) }),
      'data.orderId is no longer required',
    ],
    [
      'when a type changes',
      changed({ note: z.optional(z.boolean()) }),
      'data.note: type was "string" and is "boolean"',
    ],
    [
      'when a value is new',
      changed({ status: z.enum(['placed', 'paid', 'lost']) }),
      'data.status can now be "lost"',
    ],
    ['when a value is gone', changed({ status: z.enum(['placed']) }), 'data.status can no longer be "paid"'],
    [
      'when a pattern changes',
      changed({ orderId: z.string().check(z.regex(/^order_/)) }),
      'data.orderId: pattern was "^ord_" and is "^order_"',
    ],
    [
      'when a limit changes deep inside',
      changed({ items: z.array(z.object({ productId: z.string(), quantity: z.int().check(z.gte(0)) })) }),
      'data.items[].quantity: minimum was 1 and is 0',
    ],
    [
      'when null is no longer possible',
      changed({ number: z.string() }),
      'data.number: type was ["string","null"] and is "string"',
    ],
    [
      'when an object closes',
      changed({ total: z.strictObject(total.shape) }),
      'data.total: additionalProperties was not said and is false',
    ],
    ['when a list becomes one', changed({ items: line }), 'data.items has other items'],
  ])('%s', (_, current, sentence) => {
    expect(breakingChanges(released, current)).toContain(sentence);
  });

  it('when a field is renamed, told as gone and new', () => {
    const { orderId, ...rest } = shape;
    expect(breakingChanges(released, jsonSchema(z.object({ ...rest, id: orderId })))).toEqual([
      'data.orderId is gone',
      'data.id is new and required',
    ]);
  });
});

describe('an object that refuses unknown fields', () => {
  it('is found wherever it is', () => {
    const closed = z.strictObject({ a: z.string() });
    const schema = z.object({
      one: closed,
      list: z.array(closed),
      maybe: z.nullable(closed),
      open: z.object({}),
    });
    expect(closedObjects(jsonSchema(schema))).toEqual(['data.one', 'data.list[]', 'data.maybe(0)']);
    expect(closedObjects(released)).toEqual([]);
  });
});
