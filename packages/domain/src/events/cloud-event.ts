import * as z from 'zod/mini';
import { defineError } from '../app-error.ts';
import type { DomainEvent, EventContract } from './event-contract.ts';

/** Wide enough for any aggregate's version; fixed width because CloudEvents compares `sequence` as text. */
const SEQUENCE_DIGITS = 10;

/** The envelope on the wire: CloudEvents 1.0 JSON with the extensions sequence, traceparent and correlationid. */
export const CloudEvent = z.object({
  specversion: z.literal('1.0'),
  id: z.string().check(z.minLength(1)),
  source: z.string(),
  type: z.string().check(z.regex(/^[a-z]+\.[a-z-]+\.v\d+$/)),
  subject: z.string(),
  time: z.iso.datetime(),
  datacontenttype: z.literal('application/json'),
  dataschema: z.string(),
  sequence: z.string().check(z.regex(/^\d{10}$/)),
  traceparent: z.optional(z.string()),
  correlationid: z.optional(z.string()),
  data: z.unknown(),
});
export type CloudEvent = z.infer<typeof CloudEvent>;

export const EventUnreadable = defineError('malformed', 'EVENT_UNREADABLE', {
  en: 'The message is not an event that this consumer knows: {reason}',
  'zh-CN': '该消息不是此消费者能识别的事件：{reason}',
});

/** Puts an event into its envelope. @throws RangeError when the sequence is no version that the envelope can carry */
export function toCloudEvent({ correlationId, ...event }: DomainEvent): CloudEvent {
  if (!Number.isInteger(event.sequence) || event.sequence < 0 || event.sequence >= 10 ** SEQUENCE_DIGITS) {
    throw new RangeError(`${event.sequence} is not a sequence: it takes a whole number of at most 10 digits`);
  }
  return {
    specversion: '1.0',
    source: `/cartless/${event.type.split('.')[0]}`,
    datacontenttype: 'application/json',
    dataschema: `urn:cartless:event:${event.type}`,
    ...event,
    sequence: String(event.sequence).padStart(SEQUENCE_DIGITS, '0'),
    ...(correlationId !== undefined && { correlationid: correlationId }),
  };
}

/**
 * Opens an envelope and checks it against the contracts that the reader knows. Fields that a newer producer added
 * are ignored, so neighbouring releases understand each other.
 *
 * @throws AppError EVENT_UNREADABLE when it is no envelope, of a type not asked for, or its data break the contract
 */
export function readCloudEvent(message: unknown, contracts: readonly EventContract[]): DomainEvent {
  const envelope = z.safeParse(CloudEvent, message);
  if (!envelope.success) throw EventUnreadable({ details: { reason: z.prettifyError(envelope.error) } });
  const { type, sequence, correlationid, traceparent, id, subject, time } = envelope.data;
  const contract = contracts.find((known) => known.type === type);
  if (contract === undefined) throw EventUnreadable({ details: { reason: `unexpected type ${type}` } });
  const data = z.safeParse(contract.data, envelope.data.data);
  if (!data.success) {
    throw EventUnreadable({ details: { reason: `${type}: ${z.prettifyError(data.error)}` } });
  }
  return {
    id,
    type,
    subject,
    time,
    sequence: Number(sequence),
    ...(traceparent !== undefined && { traceparent }),
    ...(correlationid !== undefined && { correlationId: correlationid }),
    data: data.data,
  };
}
