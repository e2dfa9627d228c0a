import { type CloudEvent, type EventContract, toCloudEvent } from '@cartless/domain';
import * as z from 'zod/mini';
import type { Schema } from './contract-changes.ts';

const EXAMPLE_TIME = '2026-11-21T08:00:00.000Z';
const EXAMPLE_TRACE = {
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  correlationId: '4bf92f3577b34da6a3ce929d0e0e4736',
};

/** The JSON Schema of an event's data, as a consumer reads them. */
export function eventSchema({ type, description, data }: EventContract): Schema {
  const { $schema, ...schema } = z.toJSONSchema(data, { io: 'input' });
  return { $schema, $id: `urn:cartless:event:${type}`, title: type, description, ...schema };
}

/** The contract's example as it goes over the wire. Its subject is the first id among its data. */
export function exampleEvent(contract: EventContract): CloudEvent {
  const data = contract.example as Readonly<Record<string, unknown>>;
  const subject = Object.values(data).find((value) => /^[a-z]{3}_/.test(String(value)));
  if (typeof subject !== 'string') throw new Error(`the example of ${contract.type} names no aggregate`);
  const event = contract.create({ subject, sequence: 1, time: EXAMPLE_TIME, data });
  return toCloudEvent({ ...event, ...EXAMPLE_TRACE });
}
