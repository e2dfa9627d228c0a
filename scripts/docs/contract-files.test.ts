import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { defineEvent, type EventContract, field } from '@cartless/domain';
import * as z from 'zod/mini';
import { contractFiles } from './contract-files.ts';

const example = { orderId: 'ord_1', note: 'x' };
const event = (data: Record<string, z.ZodMiniType>, version = 1) =>
  defineEvent({
    producer: 'orders',
    name: 'order-praised',
    version,
    description: 'Praise.',
    data: z.object(data),
    example,
  });
const orderId = z.string();
const note = z.string();
const SCHEMA = 'packages/domain/contracts/orders.order-praised.v1.json';
const EXAMPLE = 'packages/domain/examples/orders.order-praised.v1.json';

/** A project in which the given event is released. */
function released(contract: EventContract): string {
  const root = mkdtempSync(join(tmpdir(), 'contracts-'));
  for (const [path, text] of contractFiles(root, [contract]).files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}
const first = event({ orderId, note }) as EventContract;

describe('the files of an event', () => {
  it('are written when it is new', () => {
    const { files, problems } = contractFiles(mkdtempSync(join(tmpdir(), 'contracts-')), [first]);
    expect([...files.keys()]).toEqual([SCHEMA, EXAMPLE]);
    expect(problems).toEqual([]);
    expect(JSON.parse(files.get(EXAMPLE) ?? '')).toMatchObject({ subject: 'ord_1', data: example });
  });

  it('follow when an optional field is added or a description changes', () => {
    const more = event({ orderId: field(orderId, 'The order', 'ord_1'), note, stars: z.optional(z.int()) });
    const { files, problems } = contractFiles(released(first), [more]);
    expect(problems).toEqual([]);
    expect(files.get(SCHEMA)).toContain('stars');
  });

  it('stay when the change would break a reader, and the refusal says what to do', () => {
    const { files, problems } = contractFiles(released(first), [event({ orderId, note: z.optional(note) })]);
    expect(files.has(SCHEMA)).toBe(false);
    expect(problems).toEqual([
      expect.stringMatching(/^orders\.order-praised\.v1 .*data\.note is no longer required.*next version/),
    ]);
  });

  it('stay beside those of the next version', () => {
    const second = event({ orderId }, 2) as EventContract;
    const { files, problems } = contractFiles(released(first), [first, second]);
    expect(problems).toEqual([]);
    expect([...files.keys()]).toContain(SCHEMA.replace('v1', 'v2'));
  });

  it('are missed when nobody declares the event any more', () => {
    expect(contractFiles(released(first), []).problems).toEqual([
      expect.stringContaining(`${SCHEMA}: this event is released`),
    ]);
  });

  it('are not accepted when an object of it is closed', () => {
    const closed = event({ orderId, note, extra: z.optional(z.strictObject({})) }) as EventContract;
    const { files, problems } = contractFiles(mkdtempSync(join(tmpdir(), 'contracts-')), [closed]);
    expect(files.has(SCHEMA)).toBe(false);
    expect(problems).toEqual(['orders.order-praised.v1: data.extra refuses unknown fields; use z.object']);
  });
});
