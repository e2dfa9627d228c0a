import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  API_KEY,
  BEIJING,
  CarrierBench,
  CUSTOMS,
  SHENZHEN,
  type ApiError,
  type ShipmentReply,
} from '../carrier-test-bench.ts';

const PARIS = { ...BEIJING, city: 'Paris', country: 'fr' };

let bench: CarrierBench;
beforeEach(async () => {
  bench = await CarrierBench.start();
});
afterEach(() => bench.simulator.stop());

describe('a shipment', () => {
  it('is created with the rates of several carriers', async () => {
    const { status, body } = await bench.create({ reference: 'ord_1' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      object: 'Shipment',
      reference: 'ord_1',
      tracker: null,
      postage_label: null,
    });
    expect(body.id).toMatch(/^shp_[0-9a-f]{32}$/);
    const offers = body.rates.map(({ carrier, service }) => `${carrier} ${service}`);
    expect(offers).toEqual(expect.arrayContaining(['USPS Priority', 'UPS Ground', 'SFExpress Standard']));
    for (const rate of body.rates) {
      expect(rate.rate).toMatch(/^\d+\.\d\d$/);
      expect(rate.delivery_days).toBeGreaterThan(0);
    }
  });

  it('costs more and takes longer abroad', async () => {
    const home = (await bench.create()).body.rates[0];
    const abroad = (await bench.create({ to_address: PARIS, customs_info: CUSTOMS })).body;
    expect(abroad.to_address.country).toBe('FR');
    expect(Number(abroad.rates[0]?.rate)).toBeGreaterThan(Number(home?.rate));
    expect(abroad.rates[0]?.delivery_days).toBeGreaterThan(home?.delivery_days ?? Infinity);
  });

  it('is not taken to another country without what customs ask for, and shows what it was told', async () => {
    const without = await bench.call<ApiError>('POST', '/v2/shipments', {
      shipment: { to_address: PARIS, from_address: SHENZHEN, parcel: { weight: 16 } },
    });
    expect([without.status, without.body.error.code]).toEqual([422, 'SHIPMENT.INVALID_PARAMS']);
    expect(without.body.error.errors.map(({ field }) => field)).toEqual(['customs_info']);
    const [item] = CUSTOMS.customs_items;
    const worthless = { ...item, value: 0, hs_tariff_number: '85', origin_country: 'China', weight: null };
    const { body } = await bench.call<ApiError>('POST', '/v2/shipments', {
      shipment: {
        to_address: PARIS,
        from_address: SHENZHEN,
        parcel: { weight: 16 },
        customs_info: { ...CUSTOMS, customs_signer: null, customs_items: [worthless] },
      },
    });
    expect(body.error.errors.map(({ field }) => field)).toEqual([
      'customs_info.customs_signer',
      ...['value', 'weight', 'hs_tariff_number', 'origin_country'].map(
        (name) => `customs_info.customs_items[0].${name}`,
      ),
    ]);
    const taken = await bench.create({ to_address: PARIS, customs_info: CUSTOMS });
    expect(taken.body).toMatchObject({ customs_info: { customs_items: [{ hs_tariff_number: '8518.30' }] } });
  });

  it('with dangerous goods that may not fly is offered no service by air', async () => {
    const offers = async (hazmat: string) => {
      const { rates } = (await bench.create({ options: { hazmat } })).body;
      return rates.map(({ carrier, service }) => `${carrier} ${service}`);
    };
    expect(await offers('SECONDARY')).not.toContain('UPS NextDayAir');
    expect(await offers('SECONDARY')).toContain('UPS Ground');
    expect(await offers('SECONDARY_CONTAINED')).toContain('UPS NextDayAir');
    const unknown = await bench.call<ApiError>('POST', '/v2/shipments', {
      shipment: {
        to_address: BEIJING,
        from_address: SHENZHEN,
        parcel: { weight: 16 },
        options: { hazmat: 'DYNAMITE' },
      },
    });
    expect(unknown.body.error.errors.map(({ field }) => field)).toEqual(['options.hazmat']);
  });

  it('is found by its id and by its reference, the newest of that reference first', async () => {
    await bench.create({ reference: 'ord/1' });
    const { body } = await bench.create({ reference: 'ord/1' });
    expect((await bench.call('GET', `/v2/shipments/${body.id}`)).body).toEqual(body);
    expect((await bench.call('GET', '/v2/shipments/ord%2F1')).body['id']).toBe(body.id);
    const missing = await bench.call<ApiError>('GET', '/v2/shipments/ord_none');
    expect([missing.status, missing.body.error.code]).toEqual([404, 'NOT_FOUND']);
  });

  it('is refused with every problem of its addresses and parcel', async () => {
    const { status, body } = await bench.call<ApiError>('POST', '/v2/shipments', {
      shipment: {
        to_address: { ...BEIJING, street1: '', country: 'China' },
        from_address: 'here',
        parcel: { weight: -1 },
      },
    });
    expect([status, body.error.code]).toEqual([422, 'SHIPMENT.INVALID_PARAMS']);
    const fields = body.error.errors.map(({ field }) => field);
    expect(fields).toEqual(['to_address.country', 'to_address.street1', 'from_address', 'parcel.weight']);
  });

  it.each([
    ['without a wrapper', {}, 422],
    ['as broken JSON', '{"shipment":', 400],
    ['as a list', [], 400],
    ['larger than 1 MiB', JSON.stringify({ shipment: 'x'.repeat(1024 * 1024) }), 413],
  ])('is refused %s', async (_, body, expected) => {
    const { status, body: answer } = await bench.call<ApiError>('POST', '/v2/shipments', body);
    expect(status).toBe(expected);
    expect(answer.error.message).not.toBe('');
  });

  it('shows in the list once it is bought, newest first, page by page', async () => {
    await bench.create();
    const ids = [(await bench.buy()).id, (await bench.buy()).id, (await bench.buy()).id];
    type List = { shipments: ShipmentReply[]; has_more: boolean };
    const first = await bench.call<List>('GET', '/v2/shipments?page_size=2');
    expect(first.body.shipments.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
    expect(first.body.has_more).toBe(true);
    const second = await bench.call<List>('GET', `/v2/shipments?page_size=2&before_id=${ids[1]}`);
    expect(second.body.shipments.map(({ id }) => id)).toEqual([ids[0]]);
    expect(second.body.has_more).toBe(false);
    const all = await bench.call<List>('GET', '/v2/shipments?purchased=false');
    expect(all.body.shipments).toHaveLength(4);
  });
});

describe('postage', () => {
  it('comes with a tracker that waits for pick-up and a label that can be printed', async () => {
    const bought = await bench.buy({ reference: 'ord_<1>' });
    expect(bought.tracking_code).toMatch(/^SF\d{13}$/);
    expect(bought.status).toBe('pre_transit');
    expect(bought.tracker).toMatchObject({
      object: 'Tracker',
      status: 'pre_transit',
      carrier: 'SFExpress',
      shipment_id: bought.id,
      tracking_code: bought.tracking_code,
    });
    const days =
      (Date.parse(bought.tracker.est_delivery_date ?? '') - Date.parse(bought.tracker.created_at)) /
      86_400_000;
    expect(days).toBe(2);
    const label = await fetch(bought.postage_label?.label_url ?? '');
    const page = await label.text();
    expect(label.headers.get('content-type')).toContain('text/html');
    expect(page).toContain(bought.tracking_code);
    expect(page).toContain('王小明');
    expect(page).toContain('ord_&lt;1&gt;');
  });

  it('has a label that is made a PDF when it is asked for', async () => {
    const { id, postage_label: before } = await bench.buy();
    expect(before?.label_pdf_url).toBeNull();
    const { body } = await bench.call<ShipmentReply>('GET', `/v2/shipments/${id}/label?file_format=PDF`);
    const pdf = await fetch(body.postage_label?.label_pdf_url ?? '');
    expect(pdf.headers.get('content-type')).toContain('application/pdf');
    expect(await pdf.text()).toMatch(/^%PDF-1\.4[\s\S]*%%EOF\s*$/);
    const wrong = await bench.call<ApiError>('GET', `/v2/shipments/${id}/label?file_format=DOC`);
    expect(wrong.status).toBe(422);
    const unbought = (await bench.create()).body.id;
    const none = await bench.call<ApiError>('GET', `/v2/shipments/${unbought}/label?file_format=PDF`);
    expect(none.body.error.code).toBe('SHIPMENT.POSTAGE.REQUIRED');
  });

  it('is not sold twice', async () => {
    const bought = await bench.buy();
    const again = await bench.call<ApiError>('POST', `/v2/shipments/${bought.id}/buy`, {
      rate: { id: bought.rates[0]?.id },
    });
    expect([again.status, again.body.error.code]).toEqual([422, 'SHIPMENT.POSTAGE.EXISTS']);
  });

  it('is not sold without a rate of the shipment', async () => {
    const { body } = await bench.create();
    const other = (await bench.create()).body.rates[0]?.id;
    const none = await bench.call<ApiError>('POST', `/v2/shipments/${body.id}/buy`, {});
    const wrong = await bench.call<ApiError>('POST', `/v2/shipments/${body.id}/buy`, { rate: { id: other } });
    expect([none.body.error.code, wrong.body.error.code]).toEqual([
      'SHIPMENT.MISSING_RATE',
      'SHIPMENT.POSTAGE.FAILURE',
    ]);
  });

  it('is refunded before pick-up, and asking twice changes nothing', async () => {
    const bought = await bench.buy();
    const refund = await bench.call<ShipmentReply>('POST', `/v2/shipments/${bought.id}/refund`);
    expect(refund.body).toMatchObject({ refund_status: 'submitted', status: 'cancelled' });
    expect((await bench.call('POST', `/v2/shipments/${bought.id}/refund`)).body).toEqual(refund.body);
    await bench.control('clock', { advanceHours: 100 });
    expect((await bench.tracker(bought.tracker.id)).body.status).toBe('cancelled');
  });

  it('is not refunded before it is bought, nor once the parcel is on its way', async () => {
    const { body } = await bench.create();
    const early = await bench.call<ApiError>('POST', `/v2/shipments/${body.id}/refund`);
    const bought = await bench.buy();
    await bench.control('clock', { advanceHours: 4 });
    const late = await bench.call<ApiError>('POST', `/v2/shipments/${bought.id}/refund`);
    expect([early.status, early.body.error.code]).toEqual([422, 'SHIPMENT.POSTAGE.REQUIRED']);
    expect([late.status, late.body.error.code]).toEqual([422, 'SHIPMENT.REFUND.UNAVAILABLE']);
  });
});

describe('the API', () => {
  it.each([
    ['no key', {}],
    ['another key', { authorization: `Basic ${Buffer.from('EZTK-other:').toString('base64')}` }],
    ['the key as a bearer token', { authorization: `Bearer ${API_KEY}` }],
  ])('answers 401 to %s', async (_, headers: Record<string, string>) => {
    const { status, body } = await bench.call<ApiError>('GET', '/v2/shipments', undefined, { headers });
    expect([status, body.error.code, body.error.errors]).toEqual([401, 'UNAUTHORIZED', []]);
  });

  it('says what it does not support', async () => {
    const missing = await bench.call<ApiError>('POST', '/v2/pickups', {});
    expect(missing.status).toBe(404);
    expect(missing.body.error.message).toBe('The carrier simulator does not support POST /v2/pickups.');
    expect((await bench.call('DELETE', '/v2/shipments/shp_1')).status).toBe(405);
    expect((await bench.call('GET', '/v2/shipments/%E0%A4%A')).status).toBe(400);
    expect((await bench.call('GET', '/elsewhere')).status).toBe(404);
  });
});
