import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { LOCALES } from '@cartless/domain';
import { cataloguePage } from './catalogue-page.ts';
import { type AsyncApi, eventCatalogue } from './event-catalogue.ts';

const document = JSON.parse(
  readFileSync(new URL('../../../../docs/generated/asyncapi.json', import.meta.url), 'utf8'),
) as AsyncApi;
const catalogue = eventCatalogue(document);
const events = catalogue.producers.flatMap((producer) => producer.events);
const eventOf = (type: string) => events.find((event) => event.type === type);

describe('the event catalogue', () => {
  it('has every event of the document once', () => {
    expect(events.map(({ type }) => type).toSorted()).toEqual(
      Object.keys(document.components.messages).toSorted(),
    );
  });

  it('knows who publishes an event and who reads it, by which queue and filter, and what for', () => {
    expect(eventOf('orders.order-paid.v1')).toMatchObject({
      producer: 'orders',
      topic: 'cartless-{stage}-orders-events',
      consumers: expect.arrayContaining([
        {
          service: 'logistics',
          function: 'createShipment',
          does: expect.stringMatching(/^Makes the parcel/),
          queue: 'cartless-{stage}-logistics-orders',
          filter: { type: expect.arrayContaining(['orders.order-paid.v1', 'orders.order-confirmed.v1']) },
        },
      ]),
    });
    for (const { consumers } of events) for (const { does } of consumers) expect(does).toMatch(/^[A-Z].+\.$/);
  });

  it('knows the versions of a fact, and which is the older', () => {
    expect(eventOf('orders.order-paid.v1')).toMatchObject({
      otherVersions: ['orders.order-paid.v2'],
      isOld: true,
    });
    expect(eventOf('orders.order-paid.v2')).toMatchObject({ isOld: false });
  });

  it('has the fields at every depth, with meaning, need, mark and example', () => {
    const { fields = [] } = eventOf('orders.order-paid.v1') ?? {};
    expect(fields).toContainEqual({
      path: 'shippingAddress.line2',
      type: 'string',
      optional: true,
      personal: true,
      description: 'Floor, flat, company',
      example: '"3 楼"',
    });
    expect(fields.find(({ path }) => path === 'items[].unitPrice.currency')).toMatchObject({
      example: '"CNY"',
    });
    const paths = fields.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
  });

  it('counts who talks to whom', () => {
    const talk = catalogue.talks.find(({ from, to }) => from === 'orders' && to === 'logistics');
    expect(talk?.types).toContain('orders.order-paid.v1');
    expect(talk?.types).not.toContain('orders.order-placed.v1');
  });
});

describe.each(LOCALES)('its page in %s', (locale) => {
  const { text } = cataloguePage(locale, catalogue, {
    reference: 'index.html',
    document: 'asyncapi.json',
    other: 'other.html',
  });
  const ids = [...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);

  it('leads nowhere within itself where there is nothing', () => {
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...text.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(targets.length).toBeGreaterThan(2 * events.length);
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('draws an arrow for each who reads of another, and leads from it to what is read', () => {
    const [drawing = ''] = /<svg.*<\/svg>/s.exec(text) ?? [];
    const arrows = catalogue.talks.filter(({ from, to }) => from !== to);
    expect(drawing.match(/marker-end/g)).toHaveLength(arrows.length);
    for (const { from, to } of arrows) expect(drawing).toContain(`href="#${from}-to-${to}"`);
    expect(drawing).not.toContain('NaN');
  });

  it('loads nothing from anywhere', () => {
    expect(text).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(text).not.toMatch(/undefined|\[object/);
  });
});
