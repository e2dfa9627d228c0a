import { describe, expect, it } from '@jest/globals';
import { EVENT_CONTRACTS } from '@cartless/domain/registry';
import { asyncApiDocument } from './asyncapi.ts';
import { eventsPage } from './events-page.ts';

const consumers = new Map([
  ['orders.order-paid.v1', [{ service: 'logistics', queue: 'OrdersQueue' }]],
  ['orders.order-placed.v1', [{ service: 'logistics', queue: 'OrdersQueue' }]],
]);

describe('the AsyncAPI document', () => {
  const document = asyncApiDocument('1.2.3', EVENT_CONTRACTS, consumers);

  it('refers only to what it contains', () => {
    const text = JSON.stringify(document);
    const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path.split('/'));
    expect(references.length).toBeGreaterThan(3 * EVENT_CONTRACTS.length);
    for (const path of references) expect(document).toHaveProperty(path);
  });

  it('says who sends and who receives what', () => {
    const { operations } = document as { operations: Record<string, { messages: unknown[] }> };
    expect(operations['orders-publishes']).toMatchObject({
      action: 'send',
      channel: { $ref: '#/channels/orders' },
    });
    expect(operations['logistics-OrdersQueue-reads-orders']).toMatchObject({ action: 'receive' });
    expect(operations['logistics-OrdersQueue-reads-orders']?.messages).toHaveLength(2);
  });
});

describe('the page about events', () => {
  const page = eventsPage(EVENT_CONTRACTS, consumers);

  it('has a section and a line in the overview for every event', () => {
    for (const { type } of EVENT_CONTRACTS) {
      expect(page).toContain(`\n### ${type}\n`);
      expect(page).toContain(`| [\`${type}\`](#`);
    }
  });

  it('draws who talks to whom', () => {
    expect(page).toContain('```mermaid\nflowchart LR\n');
    expect(page).toMatch(/^ {2}orders -->\|2\| logistics$/m);
    expect(page).not.toMatch(/(\w+) -->\|\d+\| \1/);
  });

  it('names the readers, or says that there are none', () => {
    expect(page).toMatch(/`orders\.order-paid\.v1`.*\| logistics \(OrdersQueue\) \|/);
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
