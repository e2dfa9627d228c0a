import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type DeclaredConsumer, declaredConsumers } from '@cartless/infrastructure';

/** A queue that an event reaches, and what the service does with it there. */
export type Consumer = Omit<DeclaredConsumer, 'reads'> & Readonly<{ service: string }>;

/** Who reads which event type, from what the functions of the services consume. */
export async function readConsumers(root: string): Promise<ReadonlyMap<string, readonly Consumer[]>> {
  const consumers = new Map<string, Consumer[]>();
  for (const service of serviceNames(root)) {
    for (const { reads, ...reader } of await declaredConsumers(join(root, 'services', service))) {
      for (const type of reads) consumers.set(type, [...(consumers.get(type) ?? []), { service, ...reader }]);
    }
  }
  return consumers;
}

/** The services that have functions, in alphabetical order; edge has none. */
export const serviceNames = (root: string): string[] =>
  readdirSync(join(root, 'services'))
    .filter((name) => existsSync(join(root, 'services', name, 'src')))
    .toSorted();
