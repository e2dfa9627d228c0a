import * as z from 'zod/mini';
import type { ServiceName } from '../services.ts';
import { currentTrace } from '../trace.ts';

export { field, hasPersonal, PERSONAL } from '../field.ts';

/** A fact as the code handles it. On the wire it is a CloudEvent, see {@link toCloudEvent}. */
export type DomainEvent<Data = unknown> = Readonly<{
  /** Derived from subject, version and type, so that a fact told twice has one id. */
  id: string;
  /** `<producer>.<past-fact>.v<major>` */
  type: string;
  /** The id of the aggregate that the fact is about. */
  subject: string;
  /** The aggregate's version after the fact; a consumer that has seen a later one does not go back. */
  sequence: number;
  /** When it happened, ISO 8601 UTC. */
  time: string;
  traceparent?: string;
  correlationId?: string;
  data: Data;
}>;

export type NewEvent<Data> = Readonly<{ subject: string; sequence: number; time: string; data: Data }>;

/** One kind of event: its name, its shape, and the factory that makes it. */
export type EventContract<Data = unknown> = Readonly<{
  producer: ServiceName;
  type: string;
  description: string;
  data: z.ZodMiniType<Data>;
  example: Data;
  /** Makes an event under the current trace. @throws z.core.$ZodError when the data breaks the contract */
  create(event: NewEvent<Data>): DomainEvent<Data>;
}>;

/** The event type that a contract describes. */
export type EventOf<C> = C extends EventContract<infer Data> ? DomainEvent<Data> : never;

type Definition<Data> = Readonly<{
  producer: ServiceName;
  /** The fact, in the past tense: `order-placed`. */
  name: string;
  /** Major version; a breaking change is a new one beside the old. */
  version: number;
  description: string;
  data: z.ZodMiniType<Data>;
  example: NoInfer<Data>;
}>;

/** Declares an event once; type, checks, JSON Schema, documentation and test factory all come from here. */
export function defineEvent<Data>(definition: Definition<Data>): EventContract<Data> {
  const { producer, name, version, description, data, example } = definition;
  const type = `${producer}.${name}.v${version}`;
  return {
    producer,
    type,
    description,
    data,
    example,
    create: ({ subject, sequence, time, data: facts }) => ({
      id: `${subject}.${sequence}.${name}`,
      type,
      subject,
      sequence,
      time,
      ...currentTrace(),
      data: z.parse(data, facts),
    }),
  };
}
