import type { ServiceName } from '@cartless/domain';
import { pascalCase } from '@cartless/infrastructure';

type Named = Readonly<{ producer: ServiceName; name: string; version: number }>;

/** What the code calls an event: `OrderPaused`, or `OrderPlacedV2`. */
export const valueOf = ({ name, version }: Pick<Named, 'name' | 'version'>): string =>
  `${pascalCase(name)}${version === 1 ? '' : `V${version}`}`;

/** What the events of a producer are about when nothing else is said: the field, its schema and an example. */
const ABOUT = {
  users: { field: 'userId', schema: 'UserId', example: 'usr_0demo' },
  orders: { field: 'orderId', schema: 'OrderId', example: 'ord_0demo' },
  logistics: { field: 'shipmentId', schema: 'ShipmentId', example: 'shp_0demo' },
  analytics: { field: 'productId', schema: 'ProductId', example: 'prd_0demo' },
} as const satisfies Record<ServiceName, unknown>;

/** The contract of a new event. */
export function eventFile(event: Named): string {
  const about = ABOUT[event.producer];
  return `
  import * as z from 'zod/mini';
  import { ${about.schema} } from '../../ids.ts';
  import { defineEvent, field, type EventOf } from '../event-contract.ts';

  export const ${valueOf(event)} = defineEvent({
    producer: '${event.producer}',
    name: '${event.name}',
    version: ${event.version},
    description: 'What happened, in one sentence.',
    data: z.object({ ${about.field}: field(${about.schema}, 'What it happened to', '${about.example}') }),
    example: { ${about.field}: '${about.example}' },
  });
  export type ${valueOf(event)} = EventOf<typeof ${valueOf(event)}>;
`;
}

/** The contract of a later version, as the one before it was. */
export const nextVersion = (before: string, event: Named): string =>
  before
    .replaceAll(new RegExp(`\\b${valueOf({ ...event, version: event.version - 1 })}\\b`, 'g'), valueOf(event))
    .replace(/\bversion: \d+/, `version: ${event.version}`);

/** A test that fails until somebody says what an event tells. */
export const eventTest = (event: Named, file: string): string => `
  import { describe, expect, it } from '@jest/globals';
  import { ${valueOf(event)} } from './${file}.ts';

  describe('${event.producer}.${event.name}.v${event.version}', () => {
    it('tells what its readers need', () => {
      const { example: data } = ${valueOf(event)};
      const event = ${valueOf(event)}.create({ subject: 'x1', sequence: 1, time: '2026-11-21T08:00:00.000Z', data });
      expect(event.data).toEqual('what they need');
    });
  });
`;
