import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { IAMClient } from '@aws-sdk/client-iam';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Place } from '@cartless/infrastructure';
import { CREDENTIALS, REGION } from '@cartless/local-aws';
import { eventually } from '@cartless/eventually';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { awaitArrival } from '../scripts/regions/arrival.ts';
import { setFence } from '../scripts/regions/fences.ts';
import { moveHome, type Moving } from '../scripts/regions/move-home.ts';
import { findings, REPAIRABLE, repairService } from '../scripts/repairing/repair-service.ts';
import { RULES } from '../scripts/restoring/rules.ts';
import { type Answer, apiAt, mailsTo } from './e2e/api.ts';
import { freePortBlock } from './e2e/free-port-block.ts';
import { type RunningShop, startRunningShop } from './e2e/running-shop.ts';
import { logInAdmin, logInDemo, orderOne } from './e2e/shopper.ts';
import { makeReplicas, type Region, replicator, startTwoRegions } from './e2e/two-regions.ts';

const ROOT = dirname(import.meta.dirname);
const STAGE = 'dev';
const [HOME, STAND_BY] = ['eu-central-1', 'eu-west-1'];
const PLACE: Place = { region: HOME, origin: HOME, home: HOME, replicas: [STAND_BY] };

/** Chance that is the same each time: which item arrives next. */
function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/**
 * One shop in two regions, one after the other, with the provider's and the carrier's books in between. What a template has asleep does not run
 * here; queues, topics and the mailbox of the region that is left stay behind.
 */
describe('a stage of two regions', () => {
  let regions: Awaited<ReturnType<typeof startTwoRegions>>;
  let base: number;
  let shop: RunningShop | undefined;
  let iam: IAMClient;
  const said: string[] = [];

  const data = () => join(ROOT, '.cartless/data', String(base));
  const inRegion = (name: string): Region =>
    [regions.home, regions.standBy].find((region) => region.name === name)!;
  const sleep = async (): Promise<void> => {
    await shop?.stop();
    shop = undefined;
    rmSync(join(data(), 'messaging'), { recursive: true, force: true });
  };
  const wake = async (name: string): Promise<void> => {
    await sleep();
    shop = await startRunningShop({ base, dynamodb: inRegion(name).url, keep: true });
  };
  /** What `pnpm fail-over` does, with a shop on this machine for stacks on AWS. */
  const moveTo = (home: string, { lost = false } = {}) => {
    const moving: Moving = {
      setFence: (region, state) => setFence(iam, { stage: STAGE, region }, state),
      async awaitTables(from, to) {
        const clients = { from: inRegion(from).items, to: inRegion(to).items };
        const arrival = ([service, { table }]: [string, (typeof RULES)[string]]) =>
          awaitArrival(clients, { name: `cartless-${STAGE}-${service}`, key: Object.keys(table.key) });
        await Promise.all(Object.entries(RULES).map(arrival));
      },
      async repair(region) {
        for (const service of REPAIRABLE) {
          const found = await repairService(
            inRegion(region).items,
            { service, stage: STAGE },
            { write: true },
          );
          said.push(findings(service, found));
        }
      },
      async deploy(region, check) {
        if (check === undefined) await (region === home ? wake(region) : sleep());
      },
      say: (line) => void said.push(line),
    };
    return moveHome({ ...PLACE, home }, { stage: STAGE, lost, check: false }, moving);
  };

  beforeAll(async () => {
    base = await freePortBlock();
    // Of a run that was killed.
    rmSync(data(), { recursive: true, force: true });
    regions = await startTwoRegions([HOME, STAND_BY]);
    iam = new IAMClient({ endpoint: regions.iamUrl, region: REGION, credentials: CREDENTIALS });
    await wake(HOME);
    await makeReplicas(regions.home, regions.standBy);
  });
  afterAll(async () => {
    await shop?.stop();
    iam?.destroy();
    await (regions as typeof regions | undefined)?.stop();
    rmSync(data(), { recursive: true, force: true });
  });

  const api: ReturnType<typeof apiAt> = (...call) => apiAt(shop!.url)(...call);
  const logIn = () => logInDemo(api);
  const order = async (token: string, orderId: string) =>
    (await api('GET', `/orders/${orderId}`, { token })).body;
  const place = async (token: string): Promise<string> => {
    const { status, body } = await orderOne(api, token);
    expect(status).toBe(201);
    const orderId = String(body['orderId']);
    await eventually(
      () => order(token, orderId),
      ({ orderNumber }) => typeof orderNumber === 'string',
    );
    return orderId;
  };
  const pay = async (token: string, orderId: string): Promise<void> => {
    const { body } = await api('POST', `/orders/${orderId}/payment`, { token });
    await fetch(`${String(body['paymentUrl'])}/pay`, { method: 'POST', redirect: 'manual' });
  };
  const isSent = async (token: string, orderId: string): Promise<Answer['body']> => {
    const { orderNumber } = await order(token, orderId);
    return eventually(
      async () => (await api('GET', `/shipments/${String(orderNumber)}`, { token })).body,
      ({ trackingNumber }) => typeof trackingNumber === 'string',
    );
  };
  const books = async () => {
    const state = await Promise.all(
      (['payments', 'carrier'] as const).map(async (part) => {
        const response = await fetch(`http://localhost:${shop!.ports[part]}/_control/state`);
        return (await response.json()) as Readonly<{
          trackers?: readonly unknown[];
          refunds?: readonly unknown[];
        }>;
      }),
    );
    return { labels: state[1]?.trackers?.length, payments: state[0] };
  };
  /** What the reports count, once so many of the orders that were placed are paid. */
  const totals = async (paid: number, price = 1): Promise<Readonly<{ orders: number; revenue: number }>> => {
    const token = await logInAdmin(api);
    const { body } = await eventually(
      () => api('GET', '/analytics/summary?metrics=orders,revenue', { token }),
      ({ body: { totals: all } }) => all?.orders >= 2 && all?.revenue?.amount >= paid * price,
    );
    return { orders: body['totals'].orders, revenue: body['totals'].revenue.amount };
  };
  const rebuildAnalytics = async (region: string): Promise<void> => {
    const command = [join(ROOT, 'scripts/start.mjs'), 'rebuild-analytics.ts', '--stage', STAGE, '--aws'];
    await promisify(execFile)(process.execPath, command, {
      env: {
        ...process.env,
        AWS_ENDPOINT_URL_DYNAMODB: inRegion(region).url,
        AWS_REGION: REGION,
        AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
        AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
      },
    });
  };
  const subjects = async (): Promise<readonly string[]> =>
    (await mailsTo(`http://localhost:${shop!.ports.mailbox}`, 'demo@example.com')).map(
      ({ subject }) => subject,
    );
  const stockIn = async ({ items }: Region) => {
    const { Items = [] } = await items.send(
      new ScanCommand({ TableName: `cartless-${STAGE}-orders`, ConsistentRead: true }),
    );
    const buckets = Items.filter(({ sk }) => sk === 'stock');
    return Object.fromEntries(
      buckets
        .map(({ pk, n }) => [String(pk), Number(n)])
        .toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1)),
    );
  };

  let sent: string;
  let waits: string;
  let price: number;
  const back = () => replicator(regions.standBy, regions.home, drawing(11));
  const forth = () => replicator(regions.home, regions.standBy, drawing(13));
  /** What a lost region had written and not yet sent, and who knows what the other one has written since. */
  let late: ReturnType<typeof replicator>['waiting'];
  let since: ReturnType<typeof replicator>;

  it('moves home: an order of before is paid and sent after it, and nothing happens twice', async () => {
    const token = await logIn();
    [sent, waits] = [await place(token), await place(token)];
    await pay(token, sent);
    await isSent(token, sent);
    const numbers = await Promise.all(
      [sent, waits].map(async (one) => (await order(token, one))['orderNumber']),
    );
    await eventually(subjects, (all) => all.filter((one) => one.includes(String(numbers[0]))).length >= 2);
    const { orders, revenue } = await totals(1);
    expect(orders).toBe(2);
    price = revenue;
    const before = await Promise.all([sent, waits].map((one) => order(token, one)));
    const replicating = replicator(regions.home, regions.standBy, drawing(7)).follow();

    await moveTo(STAND_BY);
    await replicating();

    const there = await logIn();
    expect(await Promise.all([sent, waits].map((one) => order(there, one)))).toEqual(before);
    await pay(there, waits);
    await isSent(there, waits);
    expect((await books()).labels).toBe(2);
    // All of the last day is told once more in the new home; what was a letter then is none now.
    await eventually(subjects, (all) => all.some((one) => one.includes(String(numbers[1]))));
    expect((await subjects()).filter((one) => one.includes(String(numbers[0])))).toEqual([]);
    expect(await totals(2, revenue)).toEqual({ orders: 2, revenue: 2 * revenue });
    for (const service of REPAIRABLE)
      expect(await repairService(regions.standBy.items, { service, stage: STAGE }, { write: false })).toEqual(
        [],
      );
  });

  it('lets nobody write in the region that was left, whoever starts it', async () => {
    const { url } = regions.home;
    const { items } = regions.standBy;
    const headers = { 'x-amz-target': 'DynamoDB_20120810.PutItem' };
    const answer = await fetch(url, { method: 'POST', headers, body: '{}' });
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining('dynamodb:PutItem is denied by cartless-dev-fence-euc1'),
    ]);
    expect(items).toBeDefined();
  });

  it('moves back when its home is lost: what arrived in part is made whole before anybody writes', async () => {
    const token = await logIn();
    const coming = back();
    // All up to here has come back, too.
    await coming.look();
    await coming.bring();
    const cut = await place(token);
    const later = await order(token, cut);
    await coming.look();
    // Of what placed the order its own item arrives, and nothing else.
    const isOrder = ({ name }: (typeof coming.waiting)[number]) => name.includes(`O#${cut}`);
    const arriving = coming.waiting.filter(isOrder);
    late = coming.waiting.filter((one) => !isOrder(one));
    coming.waiting.splice(0, coming.waiting.length, ...arriving);
    await coming.bring();
    since = forth();
    await since.look();
    since.waiting.length = 0;
    const stock = await stockIn(regions.standBy);
    expect(await stockIn(regions.home)).not.toEqual(stock);
    said.length = 0;

    await moveTo(HOME, { lost: true });

    expect(said.join('\n')).toMatch(
      /mended +prd_\S+ has 1 units more on the shelf than its ledger and its orders say/,
    );
    expect(said.join('\n')).toMatch(/mended +\S+ of ord_\S+ is claimed by nobody/);
    expect(await stockIn(regions.home)).toEqual(stock);
    const home = await logIn();
    expect(await order(home, cut)).toEqual(later);
    await pay(home, cut);
    await isSent(home, cut);
    expect((await books()).labels).toBe(3);
  });

  it('goes again as planned to the region that was lost, when that answers and has sent what it still had', async () => {
    const token = await logIn();
    const [paid, unpaid] = [await place(token), await place(token)];
    await pay(token, paid);
    await isSent(token, paid);
    expect(await totals(4, price)).toEqual({ orders: 5, revenue: 4 * price });
    const before = await Promise.all([sent, waits, paid, unpaid].map((one) => order(token, one)));
    await sleep();
    // Of an item that both have written the later one stays.
    await since.look();
    const newer = new Set(since.waiting.map(({ name }) => name));
    const coming = back();
    coming.waiting.push(...late.filter(({ name }) => !newer.has(name)));
    expect(coming.waiting.length).toBeGreaterThan(0);
    await coming.bring();
    const repair = (write: boolean) =>
      Promise.all(
        REPAIRABLE.map((service) => repairService(regions.home.items, { service, stage: STAGE }, { write })),
      );
    await repair(true);
    expect((await repair(false)).flat()).toEqual([]);
    // Both regions have counted the order that was cut, each in counters of its own.
    await rebuildAnalytics(HOME);
    await wake(HOME);
    expect(await totals(4, price)).toEqual({ orders: 5, revenue: 4 * price });
    const replicating = since.follow();

    await moveTo(STAND_BY);
    await replicating();

    const there = await logIn();
    expect(await Promise.all([sent, waits, paid, unpaid].map((one) => order(there, one)))).toEqual(before);
    await pay(there, unpaid);
    await isSent(there, unpaid);
    expect((await books()).labels).toBe(5);
    const [told, tells] = before.slice(2).map(({ orderNumber }) => String(orderNumber)) as [string, string];
    await eventually(subjects, (all) => all.some((one) => one.includes(tells)));
    expect((await subjects()).filter((one) => one.includes(told))).toEqual([]);
    expect(await totals(5, price)).toEqual({ orders: 5, revenue: 5 * price });
  });
});
