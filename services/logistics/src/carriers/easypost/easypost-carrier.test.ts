import { readFileSync } from 'node:fs';
import { SecretUnavailable } from '@cartless/lambda';
import { knownSecret } from '@cartless/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answeringServer, type Reply } from '../../../test/answering-server.ts';
import { RULES } from '../../../test/rules.ts';
import { easypostCarrier } from './easypost-carrier.ts';

const read = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8')) as Record<
    string,
    unknown
  >;
const bought = read('shipment-bought');
const unbought = { ...bought, selected_rate: null, postage_label: null, tracker: null };
const refusals = read('refusals');

describe('EasyPost', () => {
  let server: Awaited<ReturnType<typeof answeringServer<unknown>>>;
  let url = '';
  beforeAll(async () => {
    server = await answeringServer((text) => (text === '' ? undefined : (JSON.parse(text) as unknown)));
    url = `${server.url}/v2`;
  });
  afterAll(() => server.stop());
  const calls = () => server.calls;

  const signal = new AbortController().signal;
  const carrier = () => easypostCarrier({ url, key: knownSecret('EZTK_1') });
  const consignment = {
    id: 'shp_202611214f7k2m9c_1',
    orderNumber: '20261121-4F7K2M9-C',
    weightGrams: 500,
    address: { ...RULES.origin, recipient: '林美', district: '静安区' },
    origin: RULES.origin,
  } as const;
  const booking = { provider: 'easypost', ref: 'shp_1' };

  it('is not followed to another address, where parcels would be shown to somebody else', async () => {
    server.will([307, '', { location: '/elsewhere' }], [200, bought]);
    await expect(carrier().book(consignment, signal)).rejects.toMatchObject({ code: 'CARRIER_UNAVAILABLE' });
    expect(calls()).toHaveLength(1);
  });

  it('is asked for a parcel by our reference before one is announced', async () => {
    server.will([404, refusals['not-found']], [201, unbought]);
    const booked = await carrier().book(consignment, signal);
    expect(calls().map(({ call }) => call)).toEqual([
      `GET /v2/shipments/${consignment.id}`,
      'POST /v2/shipments',
    ]);
    expect(calls()[0]?.authorization).toBe(`Basic ${Buffer.from('EZTK_1:').toString('base64')}`);
    expect(calls()[1]?.body).toMatchObject({
      shipment: {
        reference: consignment.id,
        to_address: { name: '林美', street2: '静安区', country: 'CN' },
        parcel: { weight: 17.6 },
      },
    });
    expect(booked).toMatchObject({
      bought: undefined,
      rates: [
        { carrier: 'USPS', price: { amount: 593, currency: 'USD' }, days: 4 },
        { carrier: 'UPS', price: { amount: 3110, currency: 'USD' }, days: 1 },
      ],
    });
  });

  it('is told of no region and no postal code where the country has none', async () => {
    server.will([404, refusals['not-found']], [201, unbought]);
    const { region: _region, postalCode: _postalCode, ...address } = consignment.address;
    await carrier().book({ ...consignment, address: { ...address, city: 'Doha', country: 'QA' } }, signal);
    const { shipment } = calls().at(-1)!.body as { shipment: { to_address: object; from_address: object } };
    expect(shipment.to_address).not.toHaveProperty('state');
    expect(shipment.to_address).not.toHaveProperty('zip');
    expect(shipment.from_address).toMatchObject({ state: 'Shanghai', zip: '201100' });
  });

  it('is believed when it knows the parcel already, with or without its label', async () => {
    server.will([200, bought]);
    const booked = await carrier().book(consignment, signal);
    expect(calls()).toHaveLength(1);
    expect(booked.bought?.label).toEqual({
      carrier: 'USPS',
      service: 'GroundAdvantage',
      trackingNumber: '9400110898825022579493',
      trackerRef: 'trk_f3a8f2c4d5e64b7f8a1b2c3d4e5f6a7b',
      cost: { amount: 593, currency: 'USD' },
      url: 'https://easypost-files.s3.us-west-2.amazonaws.com/files/postage_label/20261120/label.png',
    });
  });

  it('gives the label there is when one was bought before', async () => {
    server.will([422, refusals['exists']], [200, bought], [500, 'no PDF now']);
    const { label } = await carrier().buy(booking, 'rate_1111', consignment, signal);
    expect(label.trackingNumber).toBe('9400110898825022579493');
    // A label is one also without its other form.
    expect(label).not.toHaveProperty('pdfUrl');
    expect(calls().map(({ call }) => call)).toEqual([
      'POST /v2/shipments/shp_1/buy',
      'GET /v2/shipments/shp_1',
      'GET /v2/shipments/shp_1/label?file_format=PDF',
    ]);
  });

  it('makes the label as a PDF too, and is not asked for it again', async () => {
    const paper = bought['postage_label'] as object;
    const both = { ...bought, postage_label: { ...paper, label_pdf_url: 'https://files.example/label.pdf' } };
    server.will([200, bought], [200, both]);
    const label = { url: expect.stringContaining('label.png'), pdfUrl: 'https://files.example/label.pdf' };
    expect((await carrier().buy(booking, 'rate_1111', consignment, signal)).label).toMatchObject(label);
    server.will([200, both]);
    expect((await carrier().buy(booking, 'rate_1111', consignment, signal)).label).toMatchObject(label);
    expect(calls()).toHaveLength(1);
  });

  it('is told of the box, the danger and, for customs, of every line', async () => {
    server.will([404, refusals['not-found']], [201, unbought]);
    const line = { sku: 'prd_1', description: 'Earbuds', hsCode: '851830', originCountry: 'CN', quantity: 2 };
    await carrier().book(
      {
        ...consignment,
        size: { length: 254, width: 127, height: 100 },
        dangerousGoods: 'lithium-ion-in-equipment',
        customs: [
          { ...line, value: { amount: 79_800, currency: 'CNY' }, weightGrams: 360 },
          { ...line, sku: 'prd_2', value: { amount: 4000, currency: 'JPY' }, weightGrams: 5 },
        ],
      },
      signal,
    );
    expect(calls().at(-1)?.body).toMatchObject({
      shipment: {
        parcel: { length: 10, width: 5, height: 3.9 },
        options: { hazmat: 'SECONDARY_CONTAINED' },
        customs_info: {
          contents_type: 'merchandise',
          eel_pfc: 'NOEEI 30.37(a)',
          customs_certify: true,
          customs_signer: RULES.origin.recipient,
          customs_items: [
            {
              description: 'Earbuds',
              quantity: 2,
              value: 798,
              currency: 'CNY',
              weight: 12.69,
              hs_tariff_number: '851830',
              origin_country: 'CN',
            },
            { value: 4000, currency: 'JPY', weight: 0.17 },
          ],
        },
      },
    });
  });

  it('is told of no box, no danger and no customs where there are none', async () => {
    server.will([404, refusals['not-found']], [201, unbought]);
    await carrier().book(consignment, signal);
    const { shipment } = calls().at(-1)!.body as { shipment: Record<string, object> };
    expect(shipment).not.toHaveProperty('customs_info');
    expect(shipment['options']).not.toHaveProperty('hazmat');
    expect(shipment['parcel']).toEqual({ weight: 17.6 });
  });

  it('is not told that an export from the US needs no filing that needs one', async () => {
    server.will([404, refusals['not-found']]);
    const line = { sku: 'prd_1', description: 'Watch', hsCode: '910111', originCountry: 'CH', quantity: 1 };
    const customs = [{ ...line, value: { amount: 250_001, currency: 'USD' }, weightGrams: 90 }];
    const origin = { ...RULES.origin, country: 'US' };
    await expect(carrier().book({ ...consignment, origin, customs }, signal)).rejects.toMatchObject({
      code: 'CARRIER_REFUSED',
      details: {
        reason: { en: expect.stringContaining('AES'), 'zh-CN': expect.stringContaining('须先申报') },
      },
    });
  });

  it('has nothing to give back where no label was bought', async () => {
    server.will([200, unbought]);
    expect(await carrier().giveBack(booking, undefined, signal)).toBe(false);
    expect(calls()).toHaveLength(1);
  });

  it('that refuses a parcel says why', async () => {
    server.will([404, refusals['not-found']], [422, refusals['invalid']]);
    await expect(carrier().book(consignment, signal)).rejects.toMatchObject({
      code: 'CARRIER_REFUSED',
      details: {
        reason: {
          en: expect.stringMatching(/^the carrier wrote .*to_address/),
          'zh-CN': expect.stringMatching(/^承运商原文：.*to_address/),
        },
      },
    });
  });

  it.each<[string, Reply]>([
    ['our key', [403, refusals['key']]],
    ['a gateway', [502, '<html></html>']],
    ['too many calls', [429, { error: { code: 'RATE_LIMITED' } }]],
    ['half an answer', [200, '{"id":"shp_']],
    ['an answer of another shape', [200, { hello: 'world' }]],
    ['a refusal without a reason', [400, 'no']],
  ])('that fails for %s is unavailable, and the parcel is not given up', async (_why, reply) => {
    server.will(reply);
    await expect(carrier().booked(booking, consignment, signal)).rejects.toMatchObject({
      code: 'CARRIER_UNAVAILABLE',
    });
  });

  it('that refuses our key is called with the one that has taken its place', async () => {
    server.will([403, refusals['key']], [200, unbought]);
    const key = { values: async () => ['old'] as const, insteadOf: async () => ['new', 'old'] as const };
    expect(await easypostCarrier({ url, key }).booked(booking, consignment, signal)).toMatchObject({
      ref: bought['id'],
    });
    const keys = ['old', 'new'].map((value) => `Basic ${Buffer.from(`${value}:`).toString('base64')}`);
    expect(calls().map(({ authorization }) => authorization)).toEqual(keys);
  });

  it('is unavailable while our key cannot be read, and not called', async () => {
    const values = async () => Promise.reject(SecretUnavailable());
    const locked = easypostCarrier({ url, key: { values, insteadOf: values } });
    server.will();
    await expect(locked.ping(signal)).rejects.toMatchObject({ code: 'CARRIER_UNAVAILABLE' });
    expect(calls()).toEqual([]);
  });

  it('that cannot be reached is unavailable', async () => {
    const nobody = easypostCarrier({ url: 'http://127.0.0.1:1/v2', key: knownSecret('x') });
    await expect(nobody.ping(signal)).rejects.toMatchObject({ code: 'CARRIER_UNAVAILABLE' });
  });
});
