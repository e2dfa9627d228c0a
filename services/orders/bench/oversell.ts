import { openBenchShop, orderRequest, sell } from './bench-shop.ts';

/** Twice as many shoppers as units, over real HTTP, again and again: exactly so many paid orders as there were units. */
const [races = 100, units = 30] = process.argv.slice(2).map(Number);

const shop = await openBenchShop(0);
try {
  let longest = 0;
  for (let race = 0; race < races; race += 1) {
    const product = await sell(shop.items, `prd_race${race}`, units, race % 2 === 0 ? 1 : 4);
    const started = performance.now();
    const answers = await Promise.all(
      Array.from({ length: units * 2 }, () => fetch(`${shop.url}/orders`, orderRequest([product]))),
    );
    longest = Math.max(longest, performance.now() - started);
    const placed = answers.filter(({ status }) => status === 201);
    const refused = answers.filter(({ status }) => status === 409);
    const paid = await Promise.all(
      placed.map(async (answer) => {
        const { orderId } = (await answer.json()) as { orderId: string };
        const { status } = (await (await fetch(`${shop.url}/pay/${orderId}`)).json()) as { status: string };
        return status === 'paid' ? 1 : 0;
      }),
    );
    const count = paid.reduce<number>((sum, one) => sum + one, 0);
    if (count !== units || refused.length !== units) {
      throw new Error(`race ${race}: ${count} paid orders and ${refused.length} refusals for ${units} units`);
    }
  }
  console.log(
    `${races} races of ${units * 2} shoppers for ${units} units: exactly ${units} paid orders in each`,
  );
  console.log(`everybody had a definite answer within ${longest.toFixed(0)} ms`);
} finally {
  await shop.close();
}
