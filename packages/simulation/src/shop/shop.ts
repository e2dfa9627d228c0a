import {
  type DomainEvent,
  toCloudEvent,
  UserActivated,
  UserRegistered,
  UserRegisteredV2,
} from '@cartless/domain';
import { deployment as deployed, handlers } from 'simulation:shop';
import type { Deployment } from '../build/deployment.ts';
import type { Caller, Reply, Request } from '../world/gateway.ts';
import type { Setting } from '../world/basis.ts';
import { World } from '../world/world.ts';
import { enter } from '../world/world-now.ts';
import { Recording } from '../replay/recording.ts';
import { recordCourier, recordPayments } from '../replay/recorded.ts';
import { keptOf, throughPage } from './pages.ts';
import { isOpenTo } from './routes.ts';
import { type Section, SECTIONS } from './sections.ts';
import { type Courier, couriers } from './courier.ts';
import { EasyPost } from './easypost.ts';
import { Kuaidi100 } from './kuaidi100.ts';
import { PaymentProvider } from './payments.ts';
import { People } from './people.ts';

/** Something that is sold: a product, or a variant of one. */
export type Goods = {
  readonly productId: string;
  readonly variantId?: string;
  /** What pages show now; who looked before knows the first one. */
  price: number;
  readonly firstPrice: number;
};

/** The whole shop in a world of its own, with its providers and what is known of it. */
export class Shop {
  readonly world: World;
  readonly payments: PaymentProvider;
  readonly carrier: Courier;
  readonly people = new People();
  /** Answers that cannot both be right, as those who got them say. */
  readonly contradictions: string[] = [];
  /** What tables that were put back hold otherwise than before they were lost. */
  readonly differences: string[] = [];
  /** What is on sale. */
  readonly goods: Goods[] = [];
  /** What was asked last of each route that did it, and when. */
  readonly done = new Map<string, Readonly<{ request: Request; at: number }>>();
  /** How often staff has begun or ended to change what things cost. */
  edits = 0;

  readonly #told: (readonly [DomainEvent, boolean])[] = [];
  readonly #without: readonly Section[];
  #recording: Recording | undefined;

  /** @param without sections that take no part */
  constructor(setting: Setting, without: readonly Section[]) {
    this.#without = without;
    const left = without.map((name) => SECTIONS[name]);
    this.world = new World(deployment, handlers, {
      ...setting,
      hears: (queue) => !left.some(({ deaf }) => deaf?.test(queue)),
      starts: (fn) => !left.some(({ idle }) => idle?.test(fn)),
    });
    enter(this.world);
    this.payments = new PaymentProvider(this.world);
    this.carrier = couriers(new EasyPost(this.world), new Kuaidi100(this.world, customerAt('KUAIDI100')));
    // The site leads each path to its service; a service by itself has no name before its paths.
    this.#serve('shop.simulated', '');
    for (const service of new Set(deployment.functions.map((fn) => fn.service)))
      this.#serve(`${service}.simulated`, `/${service}`);
  }

  #serve(host: string, before: string): void {
    this.world.network.serve(host, async ({ request, method, path }) => {
      let body = '';
      for await (const chunk of request as AsyncIterable<Buffer>) body += chunk.toString();
      const headers = request.headers as Record<string, string>;
      const reply = await this.world.gateway.callAt(method, `${before}${path}`, { headers, body });
      return { status: reply.status, type: 'application/json', body: JSON.stringify(reply.body) };
    });
  }

  /** Whether a section takes part in this history. */
  has(section: Section): boolean {
    return !this.#without.includes(section);
  }

  /**
   * As {@link call}, of what a program and a page of the shop do by different routes: whoever uses pages does it by theirs. A shop
   * that is led through a history afterwards knows programs alone.
   */
  async callBy(who: string, name: string, request: Request): Promise<Reply> {
    const usesPages = this.#recording === undefined && this.world.chance.of(`${who} uses pages`) < 0.4;
    const page = usesPages ? throughPage(name, request) : undefined;
    if (page === undefined) return this.call(name, request);
    const began = this.world.scheduler.now;
    const reply = keptOf(await this.call(page.name, page.request));
    this.people.heard(name, request, reply, { began, at: this.world.scheduler.now });
    return reply;
  }

  async call(name: string, request: Request = {}): Promise<Reply> {
    const began = this.world.scheduler.now;
    const called = this.#recording?.call(name, request) ?? this.world.gateway.call(name, request);
    const reply = await called;
    this.people.heard(name, request, reply, { began, at: this.world.scheduler.now });
    if (reply.status < 200 || reply.status >= 400) return reply;
    this.done.set(name, { request, at: this.world.scheduler.now });
    if (!isOpenTo(name, request.caller))
      this.contradictions.push(
        `${name} lets in ${request.caller?.userId} with ${request.caller?.scopes?.join()}`,
      );
    return reply;
  }

  /** From now on one thing is done after the other, and written down, so that another shop can be led through the same. */
  record(): Recording {
    const recording = new Recording(this.world);
    recordPayments(this.payments, recording);
    recordCourier(this.carrier, recording);
    this.world.runScheduled = async (names) => {
      for (const { name } of this.world.schedules) if (names.test(name)) await recording.schedule(name);
    };
    this.#recording = recording;
    return recording;
  }

  /**
   * As {@link call}, again until an answer comes that tells what happened.
   * @param who as for {@link callBy}; undefined: by the route itself
   */
  async insist(name: string, request: Request, who?: string): Promise<Reply> {
    for (let tried = 0; ; tried += 1) {
      const reply = await (who === undefined ? this.call(name, request) : this.callBy(who, name, request));
      if ((reply.status !== 0 && reply.status < 500) || tried === MOST_TRIES) return reply;
      await this.world.wait(2000);
    }
  }

  /** Somebody has an account that can be used, and the services hear of it. */
  admit(userId: `usr_${string}`): void {
    const time = new Date().toISOString();
    const account = {
      userId,
      username: userId.slice(4),
      email: `${userId.slice(4)}@example.com`,
      locale: 'en' as const,
    };
    this.tell(UserRegistered.create({ subject: userId, sequence: 1, time, data: account }), true);
    this.tell(UserRegisteredV2.create({ subject: userId, sequence: 1, time, data: { userId } }));
    this.tell(UserActivated.create({ subject: userId, sequence: 2, time, data: { userId } }));
  }

  /** Publishes an event for the service that would. */
  tell(event: DomainEvent, hasNewer = false): void {
    this.#told.push([event, hasNewer]);
    this.#publish(event, hasNewer);
  }

  /** What was told of something goes out once more, as it may at any time. */
  repeat(type: string, of: string): void {
    const { bus } = this.world;
    for (const { topic, body } of bus.published.filter((one) => one.type === type && one.body.includes(of)))
      bus.publish(topic, body, { type: { StringValue: type } });
  }

  /** Publishes once more what no service has told itself. */
  tellAgain(): void {
    for (const [event, hasNewer] of this.#told) this.#publish(event, hasNewer);
  }

  #publish(event: DomainEvent, hasNewer: boolean): void {
    const topic = event.type.split('.')[0] ?? '';
    const body = JSON.stringify(toCloudEvent(event));
    const { type } = event;
    const publish = (): void =>
      this.world.bus.publish(topic, body, {
        type: { StringValue: type },
        ...(hasNewer && { newer: { StringValue: 'told' } }),
      });
    if (this.#recording === undefined) return publish();
    void this.#recording.do({ kind: 'tell', topic, body, type, newer: hasNewer }, publish);
  }
}

const MOST_TRIES = 20;
const deployment: Deployment = deployed;

/** The name that a setting of some function, which is JSON, gives the shop at a provider. */
function customerAt(setting: string): string {
  const found = deployment.functions.find(({ environment }) => setting in environment);
  return (JSON.parse(found?.environment[setting] ?? '{}') as { customer?: string }).customer ?? '';
}

/** Somebody of the shop with some areas. */
export const staff = (...scopes: readonly string[]): Caller => ({
  userId: `usr_staff${scopes.join('')}`,
  scopes: ['shop', ...scopes],
});

/** So far that others are asked first to bring parcels there. */
export const URUMQI = {
  recipient: '阿依古丽',
  phone: '+8613899138000',
  line1: '解放北路 12 号',
  city: '乌鲁木齐市',
  region: '新疆',
  postalCode: '830000',
  country: 'CN',
};

/** Beyond customs. */
export const SPRINGFIELD = {
  recipient: 'Ada Lin',
  phone: '+12175254500',
  line1: '12 Capitol Avenue',
  city: 'Springfield',
  region: 'IL',
  postalCode: '62701',
  country: 'US',
};

export const SHANGHAI = {
  recipient: '林美',
  phone: '+8613800138000',
  line1: '长乐路 88 号',
  city: '上海',
  region: '上海',
  postalCode: '200040',
  country: 'CN',
};
