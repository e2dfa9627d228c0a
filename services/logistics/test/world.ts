import { type OrderNumber, OrderPaid, orderNumber, type ShipmentId, type UserId } from '@cartless/domain';
import { startCarrierSimulator } from '@cartless/simulators';
import { knownSecret, testTable } from '@cartless/testing';
import { dynamoItems } from '@cartless/aggregate/dynamodb';
import { carrierHealthStore } from '../src/carriers/carrier-health-store.ts';
import { LOGISTICS_TABLE } from '../src/logistics-table.ts';
import { easypostCarrier } from '../src/carriers/easypost/easypost-carrier.ts';
import { easypostWebhook } from '../src/carriers/easypost/easypost-webhook.ts';
import { guardedCarrier, type GuardSettings } from '../src/carriers/guarded-carrier.ts';
import {
  type ClosableCache,
  trackingCache,
  type TrackingCacheSettings,
} from '../src/tracking/tracking-cache.ts';
import { carriers } from '../src/carriers/choice.ts';
import { catchUp } from '../src/scheduler/catch-up.ts';
import { probeCarriers } from '../src/carriers/probe-carriers.ts';
import type { Received } from '../src/carriers/carrier.ts';
import { receiveUpdate } from '../src/tracking/receive-update.ts';
import { reportCarriers } from '../src/carriers/report-carriers.ts';
import { type TrackingCache, trackShipment } from '../src/tracking/track-shipment.ts';
import { openInbox } from './inbox.ts';
import { POLL, useCases } from './use-cases.ts';
import { shipmentIdOf } from '../src/shipments/shipment-id.ts';

export const SHOPPER: UserId = 'usr_shopper';
export const shopper = { userId: SHOPPER, isStaff: false };
export const stranger = { userId: 'usr_stranger' as UserId, isStaff: false };
export const admin = { userId: 'usr_admin' as UserId, isStaff: true };

export const SECRET = 'what the carrier signs with in tests';
export const API_KEY = 'EZTK_of_the_tests_of_logistics';
/** Longer than any machine takes for a call that is answered; tests in which the carrier hangs are content with less. */
const PATIENCE_MS = 30_000;
const GUARD: GuardSettings = {
  timeoutMs: PATIENCE_MS,
  retries: 1,
  failures: 4,
  openMs: 30_000,
  atOnce: 8,
  queued: 200,
};

type Options = Readonly<{
  guard?: Partial<GuardSettings>;
  autoDispatch?: boolean;
  refreshSeconds?: number;
  /** Without it every look-up is a new one. */
  cache?: Omit<TrackingCacheSettings, 'clock' | 'table'>;
}>;
export type World = Awaited<ReturnType<typeof openWorld>>;

/** The whole service on a real table, with the carrier simulator over real HTTP in both directions. */
export async function openWorld(options: Options = {}) {
  const table = await testTable(new URL('../infra/tables.yml', import.meta.url), 'LogisticsTable');
  const inbox = await openInbox<Received>(() => Promise.resolve('ignored'));
  const simulator = await startCarrierSimulator({
    port: 0,
    webhookUrl: `${inbox.url}/carriers/webhook`,
    webhookSecret: SECRET,
    apiKey: API_KEY,
  });
  let offset = 0;
  const clock = () => new Date(Date.now() + offset);
  const items = dynamoItems(table.client, table.name, LOGISTICS_TABLE);
  const health = carrierHealthStore(items, clock);
  const easypost = {
    provider: 'easypost',
    ...easypostCarrier({ url: `${simulator.url}/v2`, key: knownSecret(API_KEY) }),
  };
  const all = carriers(guardedCarrier(easypost, health, { ...GUARD, ...options.guard }));
  const { common, ...cases } = useCases({ items, carriers: all, clock, autoDispatch: options.autoDispatch });
  const { shipments, askCarrier: asking, voidLabel: voiding, buyInBackground } = cases;
  const receive = receiveUpdate({
    ...common,
    webhooks: [{ provider: 'easypost', ...easypostWebhook(knownSecret(SECRET)) }],
  });
  inbox.deliverTo((headers, body) => receive(headers, body));
  const caches: ClosableCache[] = [];
  const openTrackingCache = (): TrackingCache => {
    if (options.cache === undefined) {
      return { get: async (_key, load) => load().then((view) => view && { view, stale: false }) };
    }
    const cache = trackingCache({ ...options.cache, table: table.name, clock });
    caches.push(cache);
    return cache;
  };
  const tracking = {
    shipments,
    askCarrier: asking,
    cache: openTrackingCache(),
    clock,
    refreshSeconds: options.refreshSeconds ?? 600,
    notice: () => undefined,
  };
  const attending = {
    shipments,
    buyInBackground,
    voidLabel: voiding,
    askCarrier: asking,
    health,
    providers: ['easypost'],
    poll: POLL,
    clock,
    atOnce: 8,
    most: 400,
    budgetMs: 20_000,
  };
  const control = async (path: string, body?: unknown): Promise<Record<string, unknown>> => {
    const response = await fetch(`${simulator.url}/_control/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return answer;
  };
  return {
    table,
    items,
    simulator,
    inbox,
    clock,
    ...cases,
    health,
    easypost,
    receive,
    control,
    report: reportCarriers({ providers: ['easypost'], reports: health, clock }),
    probe: (patienceMs = PATIENCE_MS) =>
      probeCarriers({ carriers: [easypost], health, openMs: 90_000, patienceMs })(),
    track: trackShipment(tracking),
    /** The same in another container, with a memory of its own. */
    trackElsewhere: () => trackShipment({ ...tracking, cache: openTrackingCache() }),
    catchUp: catchUp(attending),
    /** The scheduler with some of its work done otherwise. */
    catchUpWith: (change: Partial<typeof attending>) => catchUp({ ...attending, ...change }),
    /** Moves the service's clock and the carrier's. */
    async pass(hours: number): Promise<void> {
      offset += hours * 3_600_000;
      await control('clock', { advanceHours: hours });
    },
    /** Moves only the service's clock. */
    passHere(seconds: number): void {
      offset += seconds * 1000;
    },
    async close(): Promise<void> {
      await Promise.all(caches.map((cache) => cache.close()));
      await simulator.stop();
      await inbox.close();
      await table.drop();
    },
  };
}

export const newOrderNumber = (): OrderNumber =>
  orderNumber(new Date(), crypto.getRandomValues(new Uint8Array(7)));

/** A paid order, as the event tells of it. */
export function paidOrder(
  number = newOrderNumber(),
  change: Partial<OrderPaid['data']> = {},
): OrderPaid['data'] {
  return {
    ...OrderPaid.example,
    orderId: `ord_${number.replaceAll('-', '').toLowerCase()}`,
    orderNumber: number,
    userId: SHOPPER,
    locale: 'en',
    ...change,
  };
}

export const firstParcel = (order: OrderPaid['data']): ShipmentId => shipmentIdOf(order.orderNumber, 1);
