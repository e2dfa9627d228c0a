import type { DangerousGoods } from '@cartless/domain';
import { readFileSync } from 'node:fs';
import { SecretUnavailable } from '@cartless/lambda';
import { knownSecret } from '@cartless/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answeringServer, type Reply } from '../../../test/answering-server.ts';
import { KUAIDI100 } from '../../../test/kuaidi100.ts';
import { RULES } from '../../../test/rules.ts';
import { isNothingSent } from '../errors.ts';
import { kuaidi100Carrier } from './kuaidi100-carrier.ts';
import { kuaidi100Sign } from './sign.ts';

const read = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8')) as Record<
    string,
    unknown
  >;
const made = read('label-made');
const refusals = read('refusals');
const tracked = read('push')['lastResult'];
const AT = '2026-11-21T08:00:00.000Z';
const HOUR = 3_600_000;

describe('Kuaidi100', () => {
  let server: Awaited<ReturnType<typeof answeringServer<Record<string, string>>>>;
  beforeAll(async () => {
    server = await answeringServer((text) => Object.fromEntries(new URLSearchParams(text)));
  });
  afterAll(() => server.stop());

  const signal = new AbortController().signal;
  const carrier = (change: Partial<Parameters<typeof kuaidi100Carrier>[0]> = {}, now = Date.parse(AT)) =>
    kuaidi100Carrier({
      setting: KUAIDI100,
      pollUrl: server.url,
      labelUrl: server.url,
      callbackUrl: 'https://shop.test/carriers/webhook',
      key: knownSecret('the key'),
      secret: knownSecret('the secret'),
      salt: knownSecret('the salt'),
      now: () => now,
      ...change,
    });
  const consignment = {
    id: 'shp_202611214f7k2m9c_1',
    orderNumber: '20261121-4F7K2M9-C',
    weightGrams: 2500,
    address: {
      ...RULES.origin,
      recipient: '林美',
      phone: '+8613800138000',
      city: '上海',
      region: '上海',
      district: '静安区',
      line1: '南京西路 1 号',
    },
    origin: RULES.origin,
  } as const;
  const rateId = 'shunfeng:标准快递';
  const booking = { provider: 'kuaidi100', ref: consignment.id, rateId, at: AT };
  const label = {
    carrier: 'SFExpress',
    service: '标准快递',
    trackingNumber: 'SF1408032914519',
    trackerRef: 'shunfeng/SF1408032914519/02150001000/20261121-4F7K2M9-C-1',
    cost: { amount: 1600, currency: 'CNY' },
    url: 'https://api.kuaidi100.com/label/getImage/9F2B61D04C1E4F6C8A77',
  };
  const sent = (index = 0): Readonly<{ param: object; sign?: string; t?: string }> & object => {
    const { param = '', ...form }: Readonly<Record<string, string>> = server.calls[index]?.body ?? {};
    return { ...form, param: JSON.parse(param) as Record<string, unknown> };
  };

  it('offers what the shop’s list says, inside China alone, and is not called for it', async () => {
    server.will();
    const offer = await carrier().book(consignment, signal);
    expect(offer).toMatchObject({
      ref: consignment.id,
      bought: undefined,
      rates: [
        { id: rateId, carrier: 'SFExpress', price: { amount: 1600, currency: 'CNY' }, days: 2 },
        { carrier: 'ZTO', price: { amount: 1000, currency: 'CNY' }, days: 4 },
      ],
    });
    const abroad = { ...consignment, address: { ...consignment.address, country: 'DE' as const } };
    expect((await carrier().book(abroad, signal)).rates).toEqual([]);
    expect((await carrier().book({ ...consignment, weightGrams: 40_000 }, signal)).rates).toMatchObject([
      { carrier: 'SFExpress' },
    ]);
    expect(server.calls).toEqual([]);
  });

  it('offers nothing for dangerous goods, which it has no word to declare, except batteries in their equipment', async () => {
    server.will();
    const offers = async (dangerousGoods: DangerousGoods) =>
      (await carrier().book({ ...consignment, dangerousGoods }, signal)).rates.length;
    expect(await offers('lithium-ion-in-equipment')).toBe(2);
    expect(await offers('lithium-ion')).toBe(0);
    expect(await offers('flammable-liquid')).toBe(0);
  });

  it('makes the label under our own id, so that asked again it is the same one', async () => {
    server.will([200, made]);
    expect((await carrier().buy(booking, rateId, consignment, signal)).label).toEqual(label);
    const { sign, t, param, ...form } = sent();
    expect(form).toEqual({ method: 'order', key: 'the key' });
    expect(sign).toBe(kuaidi100Sign(server.calls[0]?.body['param'] ?? '', t ?? '', 'the key', 'the secret'));
    expect(param).toMatchObject({
      orderId: consignment.id,
      reorder: false,
      kuaidicom: 'shunfeng',
      expType: '标准快递',
      partnerId: '0210001234',
      recMan: { name: '林美', mobile: '13800138000', printAddr: '上海静安区南京西路 1 号' },
      sendMan: { name: 'Cartless Warehouse', tel: '02150001000' },
      weight: 2.5,
    });
  });

  it('offers a parcel that may have a label that one alone', async () => {
    server.will();
    const { rates, bought } = await carrier().booked(booking, consignment, signal);
    expect([rates.map(({ id }) => id), bought]).toEqual([[rateId], undefined]);
  });

  it('is not asked again when that could make a second label: a person has to look', async () => {
    server.will([200, made]);
    const later = (hours: number) => carrier({}, Date.parse(AT) + hours * HOUR);
    await later(46).buy(booking, rateId, consignment, signal);
    await expect(later(47).buy(booking, rateId, consignment, signal)).rejects.toMatchObject({
      code: 'LABEL_UNCERTAIN',
      details: { order: consignment.id },
    });
    expect(server.calls).toHaveLength(1);
  });

  it('is asked to tell of a parcel, and once more when the answer was lost', async () => {
    server.will(
      [200, refusals['poll-taken']],
      [200, refusals['poll-again']],
      [200, refusals['poll-courier']],
    );
    await carrier().follow?.(label, signal);
    await carrier().follow?.(label, signal);
    await expect(carrier().follow?.(label, signal)).rejects.toMatchObject({ code: 'CARRIER_REFUSED' });
    expect([server.calls[0]?.call, sent()]).toEqual([
      'POST /poll',
      {
        schema: 'json',
        param: {
          company: 'shunfeng',
          number: 'SF1408032914519',
          key: 'the key',
          parameters: {
            callbackurl: 'https://shop.test/carriers/webhook',
            salt: 'the salt',
            resultv2: '4',
            phone: '02150001000',
          },
        },
      },
    ]);
  });

  it('says where a parcel is, or that it knows nothing yet', async () => {
    server.will([200, tracked], [200, refusals['query-nothing']]);
    expect(await carrier().track(label, signal)).toMatchObject({ events: { length: 4 } });
    expect(sent()).toEqual({
      customer: 'CUSTOMER1',
      sign: kuaidi100Sign(server.calls[0]?.body['param'] ?? '', 'the key', 'CUSTOMER1'),
      param: { com: 'shunfeng', num: 'SF1408032914519', phone: '02150001000', resultv2: '4', order: 'desc' },
    });
    expect(await carrier().track(label, signal)).toMatchObject({
      trackingNumber: 'SF1408032914519',
      updatedAt: '',
      events: [],
    });
  });

  it('takes a label back by its number, and leaves to a person one that it cannot be asked about', async () => {
    server.will([200, { code: 200, message: 'success' }]);
    expect(await carrier().giveBack(booking, label, signal)).toBe(true);
    expect(sent()).toMatchObject({
      method: 'cancel',
      param: { kuaidicom: 'shunfeng', kuaidinum: 'SF1408032914519', orderId: '20261121-4F7K2M9-C-1' },
    });
    await expect(carrier().giveBack(booking, undefined, signal)).rejects.toMatchObject({
      code: 'LABEL_UNCERTAIN',
    });
  });

  it('that refuses a parcel says why, in its own words', async () => {
    server.will([200, refusals['label-courier']]);
    await expect(carrier().buy(booking, rateId, consignment, signal)).rejects.toMatchObject({
      code: 'CARRIER_REFUSED',
      details: {
        reason: {
          en: 'the carrier wrote “30005 快递公司返回：超出派送范围”',
          'zh-CN': '承运商原文：“30005 快递公司返回：超出派送范围”',
        },
      },
    });
  });

  it.each<[string, Reply, boolean]>([
    ['its own fault', [200, refusals['label-server']], false],
    ['our quota', [200, refusals['label-quota']], true],
    ['our signature', [200, refusals['label-signature']], true],
    ['too many calls', [429, {}], true],
    ['a gateway', [502, '<html></html>'], false],
    ['half an answer', [200, '{"code":2'], false],
    ['an answer of another shape', [200, { hello: 'world' }], false],
    ['a label without a number', [200, { code: 200, data: {} }], false],
  ])(
    'that fails for %s is unavailable, and says whether it did anything',
    async (_why, reply, nothingSent) => {
      server.will(reply);
      const error: unknown = await carrier()
        .buy(booking, rateId, consignment, signal)
        .catch((caught: unknown) => caught);
      expect(error).toMatchObject({ code: 'CARRIER_UNAVAILABLE' });
      expect(isNothingSent(error)).toBe(nothingSent);
    },
  );

  it.each(['query-signature', 'query-quota', 'query-phone'])(
    'does not work while it answers %s',
    async (name) => {
      server.will([200, refusals[name]]);
      await expect(carrier().ping(signal)).rejects.toMatchObject({ code: 'CARRIER_UNAVAILABLE' });
    },
  );

  it('works when it answers that it knows no such parcel', async () => {
    server.will([200, refusals['query-nothing']]);
    await carrier().ping(signal);
  });

  it('that refuses our signature is called with the secret that has taken its place', async () => {
    server.will([200, refusals['label-signature']], [200, made]);
    const secret = { values: async () => ['old'] as const, insteadOf: async () => ['new', 'old'] as const };
    await carrier({ secret }).buy(booking, rateId, consignment, signal);
    const signs = server.calls.map(({ body: { param = '', t = '', sign } }) =>
      ['old', 'new'].find((value) => sign === kuaidi100Sign(param, t, 'the key', value)),
    );
    expect(signs).toEqual(['old', 'new']);
  });

  it('is unavailable while our key cannot be read or it cannot be reached, and nothing was sent', async () => {
    const values = async () => Promise.reject(SecretUnavailable());
    const locked = carrier({ key: { values, insteadOf: values } });
    const gone = await answeringServer(String);
    await gone.stop();
    const nobody = carrier({ labelUrl: gone.url });
    for (const one of [locked, nobody]) {
      const error: unknown = await one
        .buy(booking, rateId, consignment, signal)
        .catch((caught: unknown) => caught);
      expect(error).toMatchObject({ code: 'CARRIER_UNAVAILABLE' });
      expect(isNothingSent(error)).toBe(true);
    }
  });
});
