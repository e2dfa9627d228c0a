import { describe, expect, it } from '@jest/globals';
import { ROOT } from './bundle.ts';
import { readDeployment } from './deployment.ts';

describe('what the services declare', () => {
  it('is read whole: no variable and no reference is left', async () => {
    const { functions, queues, subscriptions } = await readDeployment(ROOT);
    const words = JSON.stringify({ functions, queues, subscriptions });
    expect(words).not.toMatch(/\$\{|\[object|"Fn::|"Ref"/);
    const named = Object.keys(queues);
    const used = [
      ...subscriptions.map(({ queue }) => queue),
      ...functions.flatMap(({ triggers }) =>
        triggers.flatMap((trigger) => (trigger.kind === 'queue' ? [trigger.queue] : [])),
      ),
    ];
    expect(used.filter((queue) => !named.includes(queue))).toEqual([]);
    expect(used.length).toBeGreaterThan(40);
  });

  it('is the same as text, which is how it gets into the bundle', async () => {
    const deployment = await readDeployment(ROOT);
    const known: unknown = JSON.parse(JSON.stringify(deployment));
    expect(known).toEqual(deployment);
  });

  it('says which events reach which queue', async () => {
    const { subscriptions } = await readDeployment(ROOT);
    const parcels = subscriptions.find(({ queue }) => queue === 'orders/ShipmentsQueue');
    expect(parcels?.topic).toBe('logistics');
    expect(parcels?.filter?.['type']).toContain('logistics.shipment-delivered.v1');
  });
});
