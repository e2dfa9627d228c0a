import { paramsOf } from '../shop/params.ts';
import { answering, CALLED, type Called, scopesFor } from '../shop/routes.ts';
import { staff } from '../shop/shop.ts';
import type { Request } from '../world/gateway.ts';
import { type Act, drawn, isRefused, oneOf, type Person, type Role } from './actor.ts';

const HOUR = 3_600_000;
/** Keys are remembered for longer than that. */
const KEPT_MS = 20 * HOUR;
/** So many routes are tried in one act. */
const AT_ONCE = 6;

/** Some routes of many, the next ones each time. */
function some(person: Person, all: readonly Called[]): readonly Called[] {
  const from = drawn(person, 'first', 0, Math.max(0, all.length - 1));
  return [...all.slice(from), ...all.slice(0, from)].slice(0, AT_ONCE);
}

const callerFor = ({ route }: Called) => {
  const [, ...areas] = scopesFor(route);
  return staff(...areas);
};

/** Asks the same as before with something else in it, of routes that did what they were asked for. */
const askedAgain = (
  person: Person,
  all: readonly Called[],
): readonly (Called & Readonly<{ request: Request; at: number }>)[] =>
  some(
    person,
    all.filter(({ name }) => person.shop.done.has(name)),
  ).flatMap((called) => {
    const done = person.shop.done.get(called.name);
    return done === undefined ? [] : [{ ...called, ...done }];
  });

/** An id that looks like another and is none. */
export const mistyped = (id: string): string =>
  /[-_]\d{1,2}$/.test(id) ? id.replace(/\d+$/, '99') : id.replace(/.$/, (last) => (last === '0' ? '1' : '0'));

const mistypeId: Act = async (person) => {
  const withIds = CALLED.filter(({ route }) => route.params !== undefined && route.method !== 'DELETE');
  for (const { name, route, request } of askedAgain(person, withIds)) {
    const params = Object.entries(request.params ?? {}).filter(([key]) => route.path.includes(`{${key}}`));
    const [which] = oneOf(person, `id of ${name}`, params) ?? [];
    const other = params.map(([key, id]) => [key, key === which ? mistyped(id) : id] as const);
    await isRefused(person, name, { ...request, params: Object.fromEntries(other) });
  }
};

/** A cursor of no list. */
export const NO_CURSOR = 'eyJwayI6Im5vd2hlcmUifQ';

/** Questions to which there is no answer, by the error that says so. */
const NO_ANSWERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CURSOR_INVALID: { cursor: NO_CURSOR },
  RANGE_INVALID: { from: '2026-03-05', to: '2026-03-02' },
  RANGE_TOO_LONG: { from: '2001-01-01', to: '2026-03-02' },
  ZONE_UNKNOWN: { tz: 'Mars/Olympus' },
  METRIC_UNKNOWN: { metrics: 'luck' },
  COMBINATION_SENSELESS: { groupBy: 'product,region' },
  PRICE_RANGE_INVALID: { minPrice: '2', maxPrice: '1' },
};

const askForNothing: Act = async (person) => {
  const codes = Object.keys(NO_ANSWERS);
  for (const called of some(
    person,
    answering(...codes).filter(({ route }) => route.method === 'GET'),
  )) {
    const params = paramsOf(person.shop, called.route.path);
    if (params === undefined) continue;
    for (const [code, query] of Object.entries(NO_ANSWERS))
      if (called.route.errors?.some((error) => error.code === code))
        await isRefused(person, called.name, { caller: callerFor(called), params, query });
  }
};

/** The same in another currency. */
const inEuro = (body: unknown): unknown =>
  JSON.parse(JSON.stringify(body).replaceAll('"currency":"CNY"', '"currency":"EUR"'));

const payInEuro: Act = async (person) => {
  for (const { name, request } of askedAgain(person, answering('CURRENCY_UNSUPPORTED'))) {
    const body = inEuro(request.body);
    if (JSON.stringify(body) === JSON.stringify(request.body)) continue;
    const headers = { 'idempotency-key': `${person.name}-euro-${person.done}` };
    await isRefused(person, name, { ...request, headers, body });
  }
};

/** Something else of the same kind. */
const ANOTHER: Readonly<Record<string, (value: unknown) => unknown>> = {
  amount: (value) => Number(value) + 1,
  delta: (value) => Number(value) + 1,
  reason: (value) => `${String(value)} and bent`,
  locale: (value) => (value === 'en' ? 'zh-CN' : 'en'),
  paymentMethod: (value) => (value === 'card' ? 'cod' : 'card'),
  line1: (value) => `${String(value)} B`,
  lowAt: () => 2,
  title: () => ({ en: 'Lantern', 'zh-CN': '灯笼' }),
  reduction: () => ({ type: 'percent', percent: 33 }),
};

const otherwise = (body: Readonly<Record<string, unknown>>): object | undefined => {
  const [name, another] = Object.entries(ANOTHER).find(([one]) => one in body) ?? [];
  return name === undefined || another === undefined ? undefined : { ...body, [name]: another(body[name]) };
};

/** What was done under a key a moment ago is not done otherwise under it. */
const reuseKey: Act = async (person) => {
  const { shop } = person;
  for (const { name, request, at } of askedAgain(person, answering('IDEMPOTENCY_KEY_REUSED'))) {
    const body = otherwise((request.body ?? {}) as Readonly<Record<string, unknown>>);
    if (request.headers?.['idempotency-key'] === undefined || body === undefined) continue;
    if (shop.world.scheduler.now - at < KEPT_MS) await isRefused(person, name, { ...request, body });
  }
};

/** Looks at whatever can be looked at. */
const look: Act = async (person) => {
  const { shop } = person;
  const pages = CALLED.filter(({ route }) => route.method === 'GET');
  for (const called of some(person, pages)) {
    const params = paramsOf(shop, called.route.path);
    if (params !== undefined) await shop.call(called.name, { caller: callerFor(called), params });
  }
};

/** Who asks the shop for what others asked for, and gets something of it wrong. */
export const CARELESS: Role = {
  thinksMs: 12 * HOUR,
  acts: {
    'looks at anything': { often: 2, act: look },
    'mistypes an id': { often: 3, act: mistypeId },
    'asks for what there cannot be': { often: 1, act: askForNothing },
    'names another currency': { often: 1, act: payInEuro },
    'uses a key again for something else': { often: 2, act: reuseKey },
  },
};
