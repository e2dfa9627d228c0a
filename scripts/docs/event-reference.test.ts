import { describe, expect, it } from '@jest/globals';
import { EVENT_CONTRACTS } from '@cartless/domain/registry';
import { eventCatalogue } from '@cartless/local-aws/event-catalogue';
import { asyncApiDocument } from './asyncapi.ts';
import { eventsPage } from './events-page.ts';

const makesParcels = {
  service: 'logistics',
  queue: 'orders',
  function: 'createShipment',
  does: 'Makes the parcel.',
};
const consumers = new Map([
  ['orders.order-paid.v1', [makesParcels]],
  ['orders.order-placed.v1', [makesParcels]],
  ['orders.order-paid.v2', [makesParcels]],
]);
const document = asyncApiDocument('1.2.3', EVENT_CONTRACTS, consumers);

describe('the AsyncAPI document', () => {
  it('refers only to what it contains', () => {
    const text = JSON.stringify(document);
    const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path.split('/'));
    expect(references.length).toBeGreaterThan(3 * EVENT_CONTRACTS.length);
    for (const path of references) expect(document).toHaveProperty(path);
  });

  it('says who sends and who receives what', () => {
    const { operations } = document;
    expect(operations['orders-publishes']).toMatchObject({
      action: 'send',
      channel: { $ref: '#/channels/orders' },
    });
    expect(operations['logistics-createShipment-reads-orders']).toMatchObject({
      action: 'receive',
      summary: 'Makes the parcel.',
      tags: [{ name: 'logistics' }],
    });
    expect(operations['logistics-createShipment-reads-orders']?.messages).toHaveLength(3);
  });

  it('says by which queue, and what the filter of its subscription lets through', () => {
    expect(document.operations['logistics-createShipment-reads-orders']?.bindings?.sns.consumers).toEqual([
      {
        protocol: 'sqs',
        endpoint: { name: 'cartless-{stage}-logistics-orders' },
        rawMessageDelivery: true,
        filterPolicy: {
          type: ['orders.order-paid.v1', 'orders.order-paid.v2', 'orders.order-placed.v1'],
          newer: { exists: false },
        },
      },
    ]);
  });
});

describe('the page about events', () => {
  const page = eventsPage(eventCatalogue(document));

  it('has a section and a line in the overview for every event', () => {
    for (const { type } of EVENT_CONTRACTS) {
      expect(page).toContain(`\n### ${type}\n`);
      expect(page).toContain(`| [\`${type}\`](#`);
    }
  });

  it('draws who talks to whom', () => {
    expect(page).toContain('```mermaid\nflowchart LR\n');
    expect(page).toMatch(/^ {2}orders -->\|3\| logistics$/m);
    expect(page).not.toMatch(/(\w+) -->\|\d+\| \1/);
  });

  it('names the readers, or says that there are none', () => {
    expect(page).toMatch(/`orders\.order-paid\.v1`.*\| logistics \(createShipment\) \|/);
    expect(page).toMatch(/`users\.user-erased\.v1`.*\| nobody yet \|/);
  });

  it('shows fields of lists and objects with type, need and example', () => {
    expect(page).toContain('| `items[].unitPrice.currency` | string |  | ISO 4217 | `"CNY"` |');
    expect(page).toContain(
      '| `shippingAddress.line2` | string, optional | yes | Floor, flat, company | `"3 楼"` |',
    );
    expect(page).not.toMatch(/undefined|\[object/);
  });
});
