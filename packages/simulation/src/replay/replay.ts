import { Ids } from './ids.ts';
import { type LocalShop, pause } from './local-shop.ts';
import { difference, type Kept, type Seen, seenIn } from './normal-form.ts';
import type { Answered, Step, Trace } from './trace.ts';

type Options = Readonly<{
  /** Makes the names of this history its own, when several are played in one shop. */
  tag: string;
  /** Is told what is done. */
  progress?: (line: string) => void;
}>;

const WEEK_MS = 7 * 86_400_000;
/** Between two looks at a shop. How long it takes itself to be looked at says how busy the machine is, so looks are counted, not time. */
const LOOK_MS = 100;
/** A shop in which so many looks find nothing that changed and nothing that waits has come to rest. */
const STILL_LOOKS = 150;
/** So many looks it may be about to do something of which it got to know. */
const SOON_LOOKS = 15;
/** What happens by itself happens so much after what it follows from; a real shop takes a while for that, too. */
const LAG_MS = 5000;

/**
 * Leads a real shop through a history of the simulation: one thing after the other, each when the shop has become what the simulated
 * one was after it.
 * @returns where they differ, in words; undefined when they are the same to the end
 */
export async function replay(trace: Trace, shop: LocalShop, options: Options): Promise<string | undefined> {
  const played = new Replay(trace, shop, options);
  await played.begin();
  for (const [index, step] of trace.steps.entries()) {
    const problem = await played.step(step);
    if (problem === undefined) continue;
    return `Step ${index + 1} of ${trace.steps.length}, ${said(step)}:\n${problem}`;
  }
  return undefined;
}

function said({ at, act }: Step): string {
  const { kind, ...what } = act;
  return `${new Date(at).toISOString()} ${kind} ${JSON.stringify(what)}`;
}

class Replay {
  readonly #trace: Trace;
  readonly #shop: LocalShop;
  readonly #options: Options;
  readonly #ids = new Ids();
  /** Access tokens that the shop gave, by the session that they have in the simulation. */
  readonly #tokens = new Map<string, string>();
  /** Whoever shops in it. */
  readonly #users: Set<string>;
  /** How many letters had been sent before. */
  #lettersBefore = 0;
  #later = 0;

  constructor(trace: Trace, shop: LocalShop, options: Options) {
    this.#trace = trace;
    this.#shop = shop;
    this.#options = options;
    const { tag } = options;
    const names = trace.steps.at(-1)?.seen.state ?? {};
    this.#users = new Set([
      ...trace.people.map((name) => `usr_${name}`),
      ...Object.keys(names).flatMap((name) => /^account (usr_\w+)$/.exec(name)?.[1] ?? []),
    ]);
    this.#users.delete('usr_clerk');
    for (const name of trace.people) this.#ids.pair(name, `${tag}${name}`);
    for (const product of trace.products) this.#ids.pair(product, `prd_${tag}${product.slice(4)}`);
    for (const code of trace.codes) this.#ids.pair(code, `${code}${tag.toUpperCase()}`);
  }

  async begin(): Promise<void> {
    // An account that was there from the beginning, in both.
    this.#ids.pair('usr_clerk', await this.#shop.adminId());
    const { startedAt } = this.#trace;
    this.#later = Math.ceil((this.#shop.now - startedAt) / WEEK_MS) * WEEK_MS;
    this.#lettersBefore = (await this.#shop.mails()).length;
  }

  /** @returns what is otherwise than in the simulation */
  async step(step: Step): Promise<string | undefined> {
    this.#options.progress?.(said(step));
    const { act } = step;
    await this.#shop.moveClock(step.at + this.#later + (act.kind === 'time' ? LAG_MS : 0));
    if (act.kind !== 'call') await this.#shop.do(this.#told(act));
    else {
      const answered = await this.#call(act);
      const problem = step.answered && this.#isAnsweredOtherwise(act.name, step.answered, answered);
      if (problem !== undefined) return problem;
    }
    return this.#becomes(step);
  }

  async #call(act: Extract<Step['act'], { kind: 'call' }>): Promise<Answered> {
    const { caller } = act.request;
    const request = this.#told(act.request);
    const body = await this.#ofNow(act.name, request.params ?? {}, request.body);
    return this.#shop.call(
      { ...act, request: { ...request, ...(body !== undefined && { body }) } },
      caller?.sessionId === undefined ? undefined : this.#tokens.get(caller.sessionId),
    );
  }

  /** A change that names the version that it changes names the one of the shop. */
  async #ofNow(name: string, params: Readonly<Record<string, string>>, body: unknown): Promise<unknown> {
    if (name !== 'orders/changeProduct' && name !== 'orders/changePromotion') return body;
    const key = name === 'orders/changeProduct' ? `P#${params['productId']}` : `K#${params['code']}`;
    const { orders } = await this.#shop.kept();
    const item = orders.find(({ pk, sk }) => pk === key && (sk === 'product' || sk === 'promotion'));
    return { ...(body as object), version: item?.['v'] };
  }

  #isAnsweredOtherwise(name: string, expected: Answered, found: Answered): string | undefined {
    if (expected.status !== found.status || expected.code !== found.code) {
      const [was, is] = [expected, found].map(({ status, code }) => `${status} ${code}`.trim());
      return `${name} answers ${was} in the simulation, ${is} in the shop: ${JSON.stringify(found.body)}`;
    }
    this.#ids.pairAnswers(expected.body, found.body);
    const [here, there] = [expected, found].map(({ body }) => body['accessToken']);
    if (typeof here === 'string' && typeof there === 'string') this.#tokens.set(sessionOf(here), there);
    if (name !== 'analytics/getSummary') return undefined;
    return difference({ totals: expected.body['totals'] }, { totals: found.body['totals'] });
  }

  /** Waits until the shop is what the simulated one was. */
  async #becomes({ until, act, seen: { state, ids } }: Step): Promise<string | undefined> {
    const expected = this.#compared(state);
    let isLater = false;
    let [last, looks] = ['', 0];
    for (;;) {
      const kept = await this.#ours();
      const seen = seenIn(kept);
      this.#ids.pairSeen(ids, seen.ids);
      const found = this.#compared(this.#ids.here(seen.state));
      const problem = difference(expected, found);
      const waiting = await this.#shop.waiting();
      const now = JSON.stringify([seen, waiting]);
      [last, looks] = [now, now === last ? looks + 1 : 0];
      // A message whose time has come may not have been taken yet, and nothing may come of it.
      const isOver = act.kind !== 'time' || looks > SOON_LOOKS;
      if (problem === undefined && waiting === 0 && isOver) return undefined;
      if (!isLater && looks > SOON_LOOKS) {
        // Something else may have been due while the simulated shop came to rest.
        isLater = true;
        await this.#shop.moveClock(until + this.#later + LAG_MS);
      } else if (looks > STILL_LOOKS) return problem ?? `${waiting} messages wait and are not handled`;
      await pause(LOOK_MS);
    }
  }

  async #ours(): Promise<Kept> {
    const kept = await this.#shop.kept();
    return { ...kept, mails: kept.mails.slice(this.#lettersBefore) };
  }

  /** What is of this history: others may go on in the same shop. */
  #compared(state: Seen['state']): Seen['state'] {
    const { people, products, codes } = this.#trace;
    const belongs = (thing: unknown): boolean =>
      this.#users.has((thing as Readonly<{ userId?: string }> | undefined)?.userId ?? '');
    const isOurs = (name: string): boolean => {
      if (name.startsWith('mails ')) return people.some((person) => isTo(name, person));
      const [id = ''] = /\b(ord|shp|usr)_\w+/.exec(name) ?? [];
      if (id !== '') return this.#users.has(id) || belongs(state[id]);
      return [...products, ...codes].some((one) => new RegExp(`\\b${one}\\b`).test(name));
    };
    return Object.fromEntries(Object.entries(state).filter(([name]) => isOurs(name)));
  }

  /** A value of the simulation in the names and by the clock of the shop. */
  #told<T>(value: T): T {
    return later(this.#ids.there(value), this.#later);
  }
}

/** A letter to somebody who is in this history; another one may go on in the same shop. */
const isTo = (name: string, person: string): boolean => new RegExp(`to (mei\\.)?${person}@`).test(name);

const DATE = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** A value with all its times so much later. */
function later<T>(value: T, ms: number): T {
  const text = JSON.stringify(value, (_, one: unknown) => {
    if (typeof one !== 'string') return one;
    if (INSTANT.test(one)) return new Date(Date.parse(one) + ms).toISOString();
    return DATE.test(one) ? new Date(Date.parse(one) + ms).toISOString().slice(0, 10) : one;
  });
  return text === undefined ? value : (JSON.parse(text) as T);
}

/** The session of an access token. */
function sessionOf(token: string): string {
  const [, claims = ''] = token.split('.');
  return String((JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sid?: string }).sid);
}
