import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from '@cartless/eventually';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Kuaidi100Simulator, startKuaidi100Simulator } from './start-kuaidi100-simulator.ts';

const ACCOUNT = { customer: 'CUSTOMER', key: 'the key', secret: 'the secret' };
const md5 = (...parts: string[]) => createHash('md5').update(parts.join('')).digest('hex').toUpperCase();
const MAN = { name: '王小明', mobile: '13800138000', printAddr: '北京市朝阳区建国路 88 号' };

interface Push {
  sign: string;
  param: string;
}

/** A shop that takes pushes, as it is told to. */
async function startShop() {
  const pushes: Push[] = [];
  const answers: object[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const form = new URLSearchParams(Buffer.concat(chunks).toString());
      pushes.push({ sign: form.get('sign') ?? '', param: form.get('param') ?? '' });
      response
        .writeHead(200, { connection: 'close' })
        .end(JSON.stringify(answers.shift() ?? { result: true, returnCode: '200', message: '成功' }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/carriers/webhook`,
    pushes,
    answers,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

let simulator: Kuaidi100Simulator;
let shop: Awaited<ReturnType<typeof startShop>>;
beforeEach(async () => {
  shop = await startShop();
  simulator = await startKuaidi100Simulator({ port: 0, account: ACCOUNT });
});
afterEach(async () => {
  await simulator.stop();
  shop.stop();
});

type Reply = Readonly<{ status: number; json: Record<string, unknown> }>;

async function post(path: string, body: URLSearchParams | string): Promise<Reply> {
  const headers = typeof body === 'string' ? { 'content-type': 'application/json' } : {};
  const response = await fetch(`${simulator.url}${path}`, { method: 'POST', headers, body });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}
const control = (path: string, body: object = {}) => post(`/_control/${path}`, JSON.stringify(body));
const state = async () =>
  (await (await fetch(`${simulator.url}/_control/state`)).json()) as {
    parcels: { number: string; orderId: string; cancelled: boolean }[];
    pushes: { id: string; attempts: number; remaining: number }[];
    apiCalls: Record<string, number>;
  };

function labelForm(method: string, change: object, secret = ACCOUNT.secret): URLSearchParams {
  const param = JSON.stringify({
    orderId: 'shp_1',
    reorder: false,
    kuaidicom: 'shunfeng',
    partnerId: '0210001234',
    recMan: MAN,
    sendMan: MAN,
    ...change,
  });
  const t = '1';
  const sign = md5(param, t, ACCOUNT.key, secret);
  return new URLSearchParams({ method, key: ACCOUNT.key, t, sign, param });
}
const label = (...order: Parameters<typeof labelForm>): Promise<Reply> =>
  post('/label/order', labelForm(...order));
const made = async (change: object = {}): Promise<string> =>
  ((await label('order', change)).json['data'] as { kuaidinum: string }).kuaidinum;

function query(num: string, key = ACCOUNT.key): Promise<Reply> {
  const param = JSON.stringify({ com: 'shunfeng', num });
  const sign = md5(param, key, ACCOUNT.customer);
  return post('/poll/query.do', new URLSearchParams({ customer: ACCOUNT.customer, sign, param }));
}

function subscribe(number: string, change: object = {}): Promise<Reply> {
  const parameters = { callbackurl: shop.url, salt: 'salt', resultv2: '4' };
  const param = JSON.stringify({ company: 'shunfeng', number, key: ACCOUNT.key, parameters, ...change });
  return post('/poll', new URLSearchParams({ schema: 'json', param }));
}
const pushed = () =>
  shop.pushes.map(
    ({ param }) =>
      JSON.parse(param) as {
        status: string;
        lastResult: { state: string; data: { statusCode: string; time: string }[] };
      },
  );

describe('a label', () => {
  it('is the same one when its order is sent again, for 48 hours', async () => {
    const number = await made();
    expect(number).toMatch(/^SF\d{13}$/);
    await control('clock', { advanceHours: 47 });
    expect(await made()).toBe(number);
    await control('clock', { advanceHours: 2 });
    expect(await made()).not.toBe(number);
    expect(await made({ orderId: 'shp_2', reorder: true })).not.toBe(
      await made({ orderId: 'shp_2', reorder: true }),
    );
  });

  it('is refused in their words for a wrong signature, an address without a street, an unknown courier', async () => {
    const codes = await Promise.all([
      label('order', {}, 'another secret'),
      label('order', { recMan: { ...MAN, printAddr: '' } }),
      label('order', { kuaidicom: 'owl' }),
    ]);
    expect(codes.map(({ json }) => json['code'])).toEqual([30002, 30001, 30001]);
    expect((await state()).parcels).toEqual([]);
  });

  it('can be cancelled until it is fetched, and can be looked at', async () => {
    const number = await made();
    expect(await (await fetch(`${simulator.url}/labels/${number}`)).text()).toContain(number);
    expect((await label('cancel', { kuaidinum: number })).json).toMatchObject({ code: 200 });
    expect((await state()).parcels).toMatchObject([{ number, cancelled: true }]);
    const fetched = await made({ orderId: 'shp_2' });
    await control(`parcels/${fetched}`, { state: 'next' });
    expect((await label('cancel', { kuaidinum: fetched })).json).toMatchObject({ code: 30005 });
  });
});

describe('a question', () => {
  it('is answered with all scans, the newest first, in the time of China', async () => {
    const number = await made();
    await control('clock', { advanceHours: 49 });
    const { json } = await query(number);
    expect(json).toMatchObject({ nu: number, com: 'shunfeng', state: '3', ischeck: '1' });
    const codes = (json['data'] as { statusCode: string; time: string }[]).map(
      ({ statusCode }) => statusCode,
    );
    expect(codes).toEqual(['301', '5', '1001', '1002', '103', '101']);
    expect((json['data'] as { time: string }[])[0]?.time).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  });

  it('about nobody’s number, or signed wrongly, says so', async () => {
    expect((await query('000000')).json).toMatchObject({ result: false, returnCode: '500' });
    expect((await query('000000', 'x')).json).toMatchObject({ returnCode: '503' });
  });
});

describe('a subscription', () => {
  it('is taken once, and told of every change until the end', async () => {
    const number = await made();
    expect((await subscribe(number)).json).toMatchObject({ returnCode: '200' });
    expect((await subscribe(number)).json).toMatchObject({ returnCode: '501' });
    await control('clock', { advanceHours: 49 });
    await eventually(() => shop.pushes.length === 5);
    expect(pushed().map(({ status }) => status)).toEqual([...Array<string>(4).fill('polling'), 'shutdown']);
    expect(pushed().map(({ lastResult }) => lastResult.data.length)).toEqual([2, 3, 4, 5, 6]);
    const [first] = shop.pushes;
    expect(first?.sign).toBe(md5(first?.param ?? '', 'salt'));
  });

  it('is refused without a number, of an unknown courier, and by a wrong key', async () => {
    expect((await subscribe('')).json).toMatchObject({ returnCode: '700' });
    expect((await subscribe('1', { company: 'owl' })).json).toMatchObject({ returnCode: '701' });
    expect((await subscribe('1', { key: 'x' })).json).toMatchObject({ returnCode: '600' });
  });

  it('that was ended can be made again', async () => {
    const number = await made();
    await subscribe(number);
    await control(`parcels/${number}`, { state: 'unfollowed' });
    await eventually(() => pushed().at(-1)?.status === 'abort');
    expect((await subscribe(number)).json).toMatchObject({ returnCode: '200' });
  });
});

describe('a push', () => {
  const followed = async () => {
    const number = await made();
    await subscribe(number);
    return number;
  };

  it('comes again until it is answered in their words, with the same bytes', async () => {
    shop.answers.push({ outcome: 'applied' }, { result: false, returnCode: '500', message: '服务器错误' });
    const number = await followed();
    await control(`parcels/${number}`, { state: 'next' });
    await eventually(() => shop.pushes.length === 3);
    expect(new Set(shop.pushes.map(({ param }) => param)).size).toBe(1);
    await eventually(state, ({ pushes }) => pushes.every(({ remaining }) => remaining === 0));
  });

  it('comes twice, late, or the newest first when told to', async () => {
    const number = await followed();
    await control('webhooks', { paused: true });
    await control('clock', { advanceHours: 49 });
    await control('webhooks', { paused: false, reverse: true, duplicate: true });
    await eventually(() => shop.pushes.length === 10);
    expect(pushed().map(({ lastResult }) => lastResult.data.length)).toEqual([6, 6, 5, 5, 4, 4, 3, 3, 2, 2]);
    const { json } = await control(`parcels/${number}`, { state: '6' });
    expect(json['number']).toBe(number);
  });

  it('bears the wrong times of couriers whose clocks are off, and a wrong signature when told to', async () => {
    const number = await followed();
    await control('couriers', { clockOffSeconds: 400 * 86_400, signsWrongly: true });
    await control(`parcels/${number}`, { state: '103' });
    await eventually(() => shop.pushes.length === 1);
    const [time] = pushed().map(({ lastResult }) => lastResult.data[0]?.time.slice(0, 4));
    expect(Number(time)).toBeGreaterThan(new Date().getFullYear());
    expect(shop.pushes[0]?.sign).not.toBe(md5(shop.pushes[0]?.param ?? '', 'salt'));
  });
});

describe('a parcel', () => {
  it.each([
    ['lost', '2', '快件遗失'],
    ['refused', '14', '拒签'],
    ['13', '13', '清关异常'],
    ['501', '5', '投柜或驿站'],
  ])('told to be %s is in state %s: %s', async (told, main, context) => {
    const number = await made();
    expect((await control(`parcels/${number}`, { state: told })).status).toBe(200);
    expect((await query(number)).json).toMatchObject({ state: main, data: [{ context }, {}] });
  });

  it('that was refused is back at its sender two days later', async () => {
    const number = await made();
    await control(`parcels/${number}`, { state: 'refused' });
    await control('clock', { advanceHours: 49 });
    expect((await query(number)).json).toMatchObject({ state: '4' });
  });

  it('is told nothing that it does not know', async () => {
    const number = await made();
    expect((await control(`parcels/${number}`, { state: 'teleported' })).status).toBe(422);
    expect((await control(`parcels/${number}`)).status).toBe(422);
    expect((await control('parcels/SF1', { state: '3' })).status).toBe(404);
  });
});

describe('a fault', () => {
  it.each([
    ['error', 500],
    ['rate-limit', 429],
    ['html', 502],
    ['garbage', 200],
  ])('of the kind %s answers %i once, and what took effect is there afterwards', async (mode, status) => {
    await control('faults', { mode, path: '/label/order', count: 1, takesEffect: true });
    const body = labelForm('order', {});
    const spoilt = await fetch(`${simulator.url}/label/order`, { method: 'POST', body });
    expect(spoilt.status).toBe(status);
    expect(await spoilt.text()).not.toContain('kuaidinum');
    const number = await made();
    expect((await state()).parcels).toMatchObject([{ number }]);
  });
});

it('has a page with its parcels and switches, in two languages', async () => {
  const number = await made();
  for (const [language, title] of [
    ['en', 'Kuaidi100 simulator'],
    ['zh-CN', '快递100模拟器'],
  ] as const) {
    const text = await (await fetch(simulator.url, { headers: { 'accept-language': language } })).text();
    expect(text).toContain(title);
    expect(text).toContain(number);
  }
});
