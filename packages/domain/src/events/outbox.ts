import { currentTrace, traceId } from '../trace.ts';
import type { DomainEvent, EventContract, NewEvent } from './event-contract.ts';

/**
 * An event as it waits in the item of its aggregate (attribute `outbox`) until the stream carries it away. Names are
 * short because the item pays for them by the byte.
 */
export type OutboxEntry = Readonly<{
  type: string;
  /** Subject, sequence, time. */
  s: string;
  n: number;
  at: string;
  /** Trace parent, and the correlation id where it is not the trace's own id. */
  tp?: string;
  cid?: string;
  /** The kind of fact within its aggregate, and what it tells beyond the item; the relay makes the data of both. */
  k?: string;
  f?: unknown;
  /** The data themselves, where there is no aggregate to make them from. */
  d?: unknown;
}>;

/** An event that a service publishes, and how it is made from an entry of an outbox and the item that it waits in. */
export type Publication = Readonly<{
  contract: EventContract;
  event: (item: Readonly<Record<string, unknown>>, entry: OutboxEntry) => DomainEvent;
}>;

/** The most bytes that are published at once: SNS takes 256 KiB, of which attributes need some. */
export const MOST_PUBLISHED_BYTES = 250_000;

/** The entry of an event that carries its data. @throws z.core.$ZodError when the data break the contract */
export function outboxEntry<Data>(contract: EventContract<Data>, event: NewEvent<Data>): OutboxEntry {
  return { ...outboxPointer(contract, event), d: contract.create(event).data };
}

/** The entry of an event whose data the relay reads from the item itself by a projection. */
export function outboxPointer(
  contract: EventContract,
  { subject, sequence, time }: Omit<NewEvent<unknown>, 'data'>,
): OutboxEntry {
  const trace = currentTrace();
  return {
    type: contract.type,
    s: subject,
    n: sequence,
    at: time,
    ...(trace !== undefined && { tp: trace.traceparent }),
    ...(trace !== undefined && trace.correlationId !== traceId(trace) && { cid: trace.correlationId }),
  };
}

/** Rebuilds an event from its entry. @throws z.core.$ZodError when the data break the contract */
export function fromOutbox(entry: OutboxEntry, contract: EventContract, data: unknown): DomainEvent {
  const event = contract.create({ subject: entry.s, sequence: entry.n, time: entry.at, data });
  if (entry.tp === undefined) return event;
  const correlationId = entry.cid ?? traceId({ traceparent: entry.tp, correlationId: '' });
  return { ...event, traceparent: entry.tp, correlationId };
}
