import { setTimeout as pause } from 'node:timers/promises';
import { writeBare } from './bare-write.ts';
import { openBenchShop, orderRequest, pinTo, sell } from './bench-shop.ts';

/** What public shop systems were measured at on such a machine, in three-line orders a second. */
const PEERS = 8;
const LINES = 3;
const PRODUCTS = 200;
const FLOOR_WRITES = 600;
const [orders = 3000, shoppers = 24] = process.argv.slice(2).map(Number);

const shop = await openBenchShop(0);
try {
  const products = await Promise.all(
    Array.from({ length: PRODUCTS }, (_, i) => sell(shop.items, `prd_bench${i}`, 1_000_000)),
  );
  pinTo(1);
  const pick = () => {
    const first = Math.floor(Math.random() * PRODUCTS);
    return Array.from({ length: LINES }, (_, i) => products[(first + i * 7) % PRODUCTS]!);
  };
  await run(300, pick);
  await writeBare(shop.store, 100, shoppers);
  // The floor is taken before and after, because the machine may be busier at one time than at the other.
  const floorBefore = await writeBare(shop.store, FLOOR_WRITES, shoppers);
  await pause(200);
  const before = await shop.cpu();
  const started = performance.now();
  const times = (await run(orders, pick)).toSorted((a, b) => a - b);
  const seconds = (performance.now() - started) / 1000;
  const after = await shop.cpu();
  const floor = (floorBefore + (await writeBare(shop.store, FLOOR_WRITES, shoppers))) / 2;
  const cpu = (after.user + after.system - before.user - before.system) / 1000 / orders;
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(1);
  const rate = orders / seconds;
  console.log(
    `${orders} orders of ${LINES} lines by ${shoppers} shoppers at a time, in ${seconds.toFixed(1)} s`,
  );
  console.log(
    `${rate.toFixed(0)} orders/s, ${(rate / PEERS).toFixed(0)} × the ${PEERS} orders/s of public shops`,
  );
  console.log(
    `the floor, a bare transaction of ${LINES + 1} items: ${floor.toFixed(0)}/s; the shop reaches ${(rate / floor).toFixed(2)} of it`,
  );
  console.log(`p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, ${cpu.toFixed(2)} ms of CPU in the shop per order`);
} finally {
  await shop.close();
}

/** @returns how long each order took, in milliseconds */
async function run(count: number, pick: () => Parameters<typeof orderRequest>[0]): Promise<number[]> {
  const times: number[] = [];
  let left = count;
  const shopper = async (): Promise<void> => {
    while (left-- > 0) {
      const started = performance.now();
      const answer = await fetch(`${shop.url}/orders`, orderRequest(pick()));
      const body = await answer.text();
      if (answer.status !== 201) throw new Error(`the shop answered ${answer.status}: ${body}`);
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: shoppers }, shopper));
  return times;
}
