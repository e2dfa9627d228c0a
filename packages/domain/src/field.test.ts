import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { field } from './field.ts';

describe('a described field', () => {
  const Amount = z.int();
  const Bill = z.object({
    fee: field(Amount, 'Part of the total', 5),
    total: field(Amount, 'All together', 25),
  });

  it('says its own, though its schema serves other fields too', () => {
    expect(z.toJSONSchema(Bill).properties).toMatchObject({
      fee: { description: 'Part of the total', examples: [5] },
      total: { description: 'All together', examples: [25] },
    });
    expect(z.globalRegistry.get(Amount)).toBeUndefined();
  });

  it('checks what its schema checks', () => {
    expect(z.safeParse(Bill, { fee: 1.5, total: 2 }).success).toBe(false);
    expect(z.safeParse(Bill, { fee: 1, total: 2 }).success).toBe(true);
  });
});
