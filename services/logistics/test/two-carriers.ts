import { memoryItems } from '@cartless/aggregate/memory';
import { eventually } from '@cartless/eventually';
import type { OrderPaid, ShipmentId } from '@cartless/domain';
import { startCarrierSimulator, startKuaidi100Simulator } from '@cartless/simulators';
import { knownSecret } from '@cartless/testing';
import { carrierHealthStore } from '../src/carriers/carrier-health-store.ts';
import type { WebhookAnswer } from '../src/carriers/carrier.ts';
import { carriers } from '../src/carriers/choice.ts';
import { easypostCarrier } from '../src/carriers/easypost/easypost-carrier.ts';
import { easypostWebhook } from '../src/carriers/easypost/easypost-webhook.ts';
import { guardedCarrier } from '../src/carriers/guarded-carrier.ts';
import { kuaidi100Carrier } from '../src/carriers/kuaidi100/kuaidi100-carrier.ts';
import { kuaidi100Webhook } from '../src/carriers/kuaidi100/kuaidi100-webhook.ts';
import { probeCarriers } from '../src/carriers/probe-carriers.ts';
import { reportCarriers } from '../src/carriers/report-carriers.ts';
import { LOGISTICS_TABLE } from '../src/logistics-table.ts';
import { catchUp } from '../src/scheduler/catch-up.ts';
import { answerUpdate } from '../src/tracking/receive-update.ts';
import { openInbox } from './inbox.ts';
import { KUAIDI100 } from './kuaidi100.ts';
import { RULES } from './rules.ts';
import { POLL, useCases } from './use-cases.ts';
import { firstParcel, paidOrder, SHOPPER } from './world.ts';

export const PROVIDERS = ['easypost', 'kuaidi100'] as const;
export type Provider = (typeof PROVIDERS)[number];
export const other = (provider: Provider): Provider => (provider === 'easypost' ? 'kuaidi100' : 'easypost');

const API_KEY = 'EZTK_of_the_tests_of_logistics';
const ACCOUNT = { customer: KUAIDI100.customer, key: 'key of the tests', secret: 'secret of the tests' };
const SECRETS = {
  easypost: 'what EasyPost signs with in tests',
  kuaidi100: 'what Kuaidi100 signs with in tests',
};
const GUARD = { timeoutMs: 30_000, retries: 1, failures: 4, openMs: 30_000, atOnce: 8, queued: 200 };

export type TwoCarriers = Awaited<ReturnType<typeof openTwoCarriers>>;

/** The service in memory, with both carriers over real HTTP in both directions. Its parcels go by the carriers given, in order. */
export async function openTwoCarriers(providers: readonly Provider[]) {
  let now = Date.now();
  const clock = () => new Date(now);
  const items = memoryItems(LOGISTICS_TABLE);
  const health = carrierHealthStore(items, clock);
  const inbox = await openInbox<WebhookAnswer>(() => Promise.reject(new Error('nobody is there yet')));
  const callbackUrl = `${inbox.url}/carriers/webhook`;
  const simulators = {
    easypost: await startCarrierSimulator({
      port: 0,
      webhookUrl: callbackUrl,
      webhookSecret: SECRETS.easypost,
      apiKey: API_KEY,
    }),
    kuaidi100: await startKuaidi100Simulator({ port: 0, account: ACCOUNT }),
  };
  const clients = [
    {
      provider: 'easypost',
      ...easypostCarrier({ url: `${simulators.easypost.url}/v2`, key: knownSecret(API_KEY) }),
    },
    {
      provider: 'kuaidi100',
      ...kuaidi100Carrier({
        setting: KUAIDI100,
        pollUrl: simulators.kuaidi100.url,
        labelUrl: simulators.kuaidi100.url,
        callbackUrl,
        key: knownSecret(ACCOUNT.key),
        secret: knownSecret(ACCOUNT.secret),
        salt: knownSecret(SECRETS.kuaidi100),
        now: () => now,
      }),
    },
  ] as const;
  let beforeBuying = async (): Promise<void> => undefined;
  const [first, second] = clients.map((client) => {
    const buy: typeof client.buy = async (...asked) => {
      await beforeBuying();
      return client.buy(...asked);
    };
    return guardedCarrier({ ...client, buy }, health, GUARD);
  });
  if (first === undefined || second === undefined) throw new Error('there are two');
  const { common, ...cases } = useCases({
    items,
    carriers: carriers(first, second),
    clock,
    rules: { ...RULES, carriers: [{ providers: [...providers], prefer: 'cheapest' }] },
  });
  const webhooks = [
    { provider: 'easypost', ...easypostWebhook(knownSecret(SECRETS.easypost)) },
    { provider: 'kuaidi100', ...kuaidi100Webhook(knownSecret(SECRETS.kuaidi100)) },
  ];
  inbox.deliverTo(answerUpdate({ ...common, webhooks }));
  const attend = catchUp({
    shipments: cases.shipments,
    buyInBackground: cases.buyInBackground,
    voidLabel: cases.voidLabel,
    askCarrier: cases.askCarrier,
    health,
    providers: PROVIDERS,
    poll: POLL,
    clock,
    atOnce: 8,
    most: 400,
    budgetMs: 3_600_000,
  });
  const control = async (provider: Provider, path: string, body?: unknown): Promise<ControlState> => {
    const response = await fetch(`${simulators[provider].url}/_control/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${text}`);
    return JSON.parse(text) as ControlState;
  };
  const undelivered = async (): Promise<number> => {
    const states = await Promise.all(PROVIDERS.map((provider) => control(provider, 'state')));
    return states
      .flatMap(({ events = [], pushes = [] }) => [...events, ...pushes])
      .filter(({ remaining }) => remaining > 0).length;
  };
  return {
    ...cases,
    items,
    inbox,
    clock,
    control,
    probe: probeCarriers({ carriers: clients, health, openMs: 90_000, patienceMs: 30_000 }),
    report: reportCarriers({ providers: PROVIDERS, reports: health, clock }),
    catchUp: attend,
    /** Moves the service's clock, and does each minute what is done each minute. */
    async minutes(count: number): Promise<void> {
      const probe = probeCarriers({ carriers: clients, health, openMs: 90_000, patienceMs: 30_000 });
      for (let minute = 0; minute < count; minute += 1) {
        now += 60_000;
        await probe();
        await attend();
      }
    },
    /** Does something right before a label is asked for, once. */
    onceBeforeBuying(work: () => Promise<unknown>): void {
      beforeBuying = async () => {
        beforeBuying = async () => undefined;
        await work();
      };
    },
    passHere: (ms: number): void => void (now += ms),
    /** An order is paid, and its label is bought or not. */
    async order(): Promise<Readonly<{ order: OrderPaid['data']; id: ShipmentId }>> {
      const order = paidOrder(undefined, {
        userId: SHOPPER,
        shippingAddress: { ...paidOrder().shippingAddress, country: 'CN' },
      });
      await cases.create(order);
      const id = firstParcel(order);
      await cases.buyInBackground(id);
      return { order, id };
    },
    /** The labels that a carrier made for a parcel, without those that it took back. */
    async labelsOf(provider: Provider, id: ShipmentId): Promise<readonly string[]> {
      const { shipments = [], parcels = [] } = await control(provider, 'state');
      return [
        ...shipments.flatMap(({ reference, tracking_code: code, refund_status: back }) =>
          reference === id && code !== null && back === null ? [code] : [],
        ),
        ...parcels.flatMap(({ orderId, number, cancelled }) =>
          orderId === id && !cancelled ? [number] : [],
        ),
      ];
    },
    /** Waits until all that the carriers have to tell is taken. */
    allTold: () => eventually(undelivered, (count) => count === 0),
    async close(): Promise<void> {
      await Promise.all(PROVIDERS.map((provider) => simulators[provider].stop()));
      await inbox.close();
    },
  };
}

/** What the simulators say of themselves, as far as tests look at it. */
type ControlState = Readonly<{
  shipments?: readonly {
    reference: string | null;
    tracking_code: string | null;
    refund_status: string | null;
  }[];
  parcels?: readonly { orderId: string; number: string; cancelled: boolean }[];
  subscriptions?: readonly { number: string; status: string }[];
  events?: readonly { remaining: number }[];
  pushes?: readonly { remaining: number }[];
  apiCalls?: Readonly<Record<string, number>>;
}>;
