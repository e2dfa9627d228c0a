import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { declaredConsumers } from '@cartless/infrastructure';

/** A queue that reads an event: whose it is, and its name in that service's stack. */
export type Consumer = Readonly<{ service: string; queue: string }>;

/** Who reads which event type, from what the functions of the services consume. */
export async function readConsumers(root: string): Promise<ReadonlyMap<string, readonly Consumer[]>> {
  const consumers = new Map<string, Consumer[]>();
  for (const service of serviceNames(root)) {
    for (const { queue, reads } of await declaredConsumers(join(root, 'services', service))) {
      for (const type of reads) consumers.set(type, [...(consumers.get(type) ?? []), { service, queue }]);
    }
  }
  return consumers;
}

/** The services that have functions, in alphabetical order; the event bus has none. */
export const serviceNames = (root: string): string[] =>
  readdirSync(join(root, 'services'))
    .filter((name) => existsSync(join(root, 'services', name, 'src')))
    .toSorted();
