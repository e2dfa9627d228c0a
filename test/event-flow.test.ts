import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { EVENT_CONTRACTS } from '@cartless/domain/registry';
import {
  eventsOf,
  readService,
  resourcesOf,
  ROOT,
  SERVICES,
  type Service,
  target,
} from './serverless-yaml.ts';

type Handler = Readonly<{ reads?: readonly string[]; publishes?: readonly string[] }>;

/** Loads a function as Lambda does, but without its environment: no handler may need that before it is called. */
async function load(service: Service, file: string): Promise<Handler> {
  const path = join(ROOT, 'services', service, `${file.replace(/\.handler$/, '')}.ts`);
  return ((await import(pathToFileURL(path).href)) as { handler: Handler }).handler;
}

/** The event types that reach a queue. */
const subscribed = (service: Service, queue: string | undefined): string[] =>
  resourcesOf(service, 'AWS::SNS::Subscription')
    .filter(([, { Properties }]) => target(Properties['Endpoint'], 'Arn') === queue)
    .flatMap(
      ([, { Properties }]) => (Properties['FilterPolicy'] as { type: string[] } | undefined)?.type ?? [],
    );

const consumers = SERVICES.flatMap((service) =>
  Object.entries(readService(service).functions).flatMap(([id, lambda]) =>
    (eventsOf(lambda, 'sqs') as { arn: unknown }[])
      .map(({ arn }) => ({ service, id, file: lambda.handler, queue: target(arn, 'Arn') }))
      .filter(({ queue }) => subscribed(service, queue).length > 0),
  ),
);

describe.each(consumers)('the function $id of $service', ({ service, file, queue }) => {
  it(`reads exactly the events that reach ${queue}: another would be parked, a missing one never handled`, async () => {
    const { reads = [] } = await load(service, file);
    expect(reads.toSorted()).toEqual(subscribed(service, queue).toSorted());
  });
});

describe('every event', () => {
  const producers = SERVICES.filter((service) => readService(service).functions['relay'] !== undefined);

  it.each(producers)('that belongs to %s is published by its relay, and no other', async (service) => {
    const { publishes = [] } = await load(service, readService(service).functions['relay']?.handler ?? '');
    const own = EVENT_CONTRACTS.filter(({ producer }) => producer === service).map(({ type }) => type);
    expect(publishes.toSorted()).toEqual(own.toSorted());
  });
});
