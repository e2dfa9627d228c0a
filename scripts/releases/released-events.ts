import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CloudEvent } from '@cartless/domain';
import { EVENT_CONTRACTS } from '@cartless/domain/registry';
import { Company } from '@cartless/simulation';
import { ANNOTATIONS, type Schema } from '../docs/contract-changes.ts';
import { readConsumers, serviceNames } from '../docs/event-consumers.ts';
import { eventSchema, exampleEvent } from '../docs/event-schema.ts';

/** What is kept of the events of a service when it is released. */
export type ReleasedEvents = Readonly<{
  /** What it told in histories, and the examples of what it tells and did not tell there. */
  told: readonly CloudEvent[];
  /** The schemas of the data that it reads, by event type. */
  read: Readonly<Record<string, Schema>>;
}>;

/** Where they are kept. */
export const releasedEvents = (service: string): string => `services/${service}/released/events.json`;

/** The events of a service as it was released last; undefined before its first release. */
export function readReleasedEvents(root: string, service: string): ReleasedEvents | undefined {
  const path = join(root, releasedEvents(service));
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as ReleasedEvents) : undefined;
}

/** So many histories are played for a recording. */
const HISTORIES = 400;

/**
 * What is to be kept of the events of services, by path. The shop is played for it, see `packages/simulation`.
 * @param names of services; others have no events
 */
export async function recordEvents(
  root: string,
  ...names: readonly string[]
): Promise<ReadonlyMap<string, string>> {
  const services = serviceNames(root).filter((service) => names.includes(service));
  if (services.length === 0) return new Map();
  const company = await Company.gather({ workers: 1 });
  try {
    const recorded = await company.record(HISTORIES);
    const kept = services.map(async (service) => {
      const text = written(await eventsToKeep(root, service, recorded));
      return [releasedEvents(service), text] as const;
    });
    return new Map(await Promise.all(kept));
  } finally {
    await company.leave();
  }
}

/** An event a line, and a schema a line. */
function written({ told, read }: ReleasedEvents): string {
  const events = told.map((event) => JSON.stringify(event));
  const schemas = Object.entries(read).map(
    ([type, schema]) => `${JSON.stringify(type)}: ${JSON.stringify(schema)}`,
  );
  return `{\n"told": [\n${events.join(',\n')}\n],\n"read": {\n${schemas.join(',\n')}\n}\n}\n`;
}

async function eventsToKeep(
  root: string,
  service: string,
  recorded: readonly CloudEvent[],
): Promise<ReleasedEvents> {
  const told = EVENT_CONTRACTS.filter(({ producer }) => producer === service).flatMap((contract) => {
    const own = recorded.filter(({ type }) => type === contract.type);
    return own.length === 0 ? [exampleEvent(contract)] : own;
  });
  const consumers = await readConsumers(root);
  const read = EVENT_CONTRACTS.filter(({ type }) =>
    consumers.get(type)?.some((consumer) => consumer.service === service),
  );
  return {
    told,
    read: Object.fromEntries(read.map((contract) => [contract.type, bare(eventSchema(contract))])),
  };
}

/** A schema without what it says to people. */
function bare(schema: Schema): Schema {
  const said = Object.entries(schema).filter(([word]) => !ANNOTATIONS.has(word));
  return Object.fromEntries(
    said.map(([word, value]) => {
      if (word === 'properties')
        return [
          word,
          Object.fromEntries(
            Object.entries(value as object).map(([name, one]) => [name, bare(one as Schema)]),
          ),
        ];
      if (Array.isArray(value)) return [word, value.map((one: unknown) => (isSchema(one) ? bare(one) : one))];
      return [word, isSchema(value) ? bare(value) : value];
    }),
  );
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
