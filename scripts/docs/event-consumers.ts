import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readResources } from '@cartless/testing';

/** A queue that reads an event: whose it is, and its name in that service's YAML. */
export type Consumer = Readonly<{ service: string; queue: string }>;

type Subscription = Readonly<{ Endpoint?: { 'Fn::GetAtt'?: string[] }; FilterPolicy?: { type?: unknown } }>;

/** Who reads which event type, from the subscriptions that the services declare in `infra/subscriptions`. */
export function readConsumers(root: string): ReadonlyMap<string, readonly Consumer[]> {
  const consumers = new Map<string, Consumer[]>();
  for (const service of serviceNames(root)) {
    for (const { Endpoint, FilterPolicy } of subscriptionsOf(join(root, 'services', service))) {
      const queue = Endpoint?.['Fn::GetAtt']?.[0] ?? 'unknown';
      const types: readonly unknown[] = Array.isArray(FilterPolicy?.type) ? FilterPolicy.type : [];
      for (const type of types.map(String)) {
        consumers.set(type, [...(consumers.get(type) ?? []), { service, queue }]);
      }
    }
  }
  return consumers;
}

/** The services that have functions, in alphabetical order; the event bus has none. */
export const serviceNames = (root: string): string[] =>
  readdirSync(join(root, 'services'))
    .filter((name) => existsSync(join(root, 'services', name, 'src', 'functions')))
    .toSorted();

function subscriptionsOf(service: string): Subscription[] {
  const folder = join(service, 'infra', 'subscriptions');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .toSorted()
    .flatMap((file) => Object.values(readResources(pathToFileURL(join(folder, file)))))
    .filter(({ Type }) => Type === 'AWS::SNS::Subscription')
    .map(({ Properties }) => Properties as Subscription);
}
