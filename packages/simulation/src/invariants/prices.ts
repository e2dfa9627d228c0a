import type { Item } from '@cartless/aggregate';
import { skuOf } from '@cartless/domain';
import { offersOf } from '../../../../services/orders/src/catalogue/variants.ts';
import { productIn } from '../shop/goods.ts';
import { type Order, orderIn, ORDERS } from '../shop/orders.ts';
import type { Invariant } from './invariant.ts';
import { first } from './orders.ts';

/** What is said of one thing that is sold: what it costs, and whether it is sold at all. */
type Offered = Readonly<{ price: number; active: boolean }>;

function drawsWrongly({ orderId, lines }: Order): string | undefined {
  return first(lines, ({ draws, quantity }) => {
    const drawn = draws.reduce((sum, draw) => sum + draw.quantity, 0);
    return drawn === quantity ? undefined : `${orderId} has ${quantity} units and took ${drawn}`;
  });
}

export const pricesAreOfTheMoment: Invariant = {
  says: 'an order is at the prices of the moment, and each bucket of stock knows them',
  watch: () => {
    const offers = new Map<string, Offered>();
    const buckets = new Map<string, Item>();
    const placed: Order[] = [];
    let isTouched = false;
    return {
      changed(table, { before, after }) {
        if (table !== ORDERS || after === undefined) return;
        const { pk = '', sk } = after as Readonly<Record<string, string>>;
        if (sk === 'product') {
          // What is sold in sizes now is not sold without one any more.
          for (const { sku, price } of before === undefined ? [] : offersOf(productIn(before)))
            offers.set(sku, { price: price.amount, active: false });
          for (const { sku, price, active } of offersOf(productIn(after)))
            offers.set(sku, { price: price.amount, active });
        } else if (sk === 'stock') buckets.set(pk, after);
        else if (sk === 'order' && before === undefined) placed.push(orderIn(after));
        else return;
        isTouched = true;
      },
      always() {
        if (!isTouched) return undefined;
        isTouched = false;
        for (const [pk, { p, act }] of buckets) {
          const [, sku = ''] = pk.split('#');
          const offer = offers.get(sku);
          if (offer !== undefined && (offer.price !== p || offer.active !== act))
            return `${pk} says ${String(p)} ${String(act)}, and its product ${offer.price} ${offer.active}`;
        }
        return first(
          placed.splice(0),
          (order) =>
            drawsWrongly(order) ??
            first(order.lines, (line) => {
              const offer = offers.get(skuOf(line));
              return offer?.active && offer.price === line.unitPrice.amount
                ? undefined
                : `${order.orderId} buys ${skuOf(line)} at ${line.unitPrice.amount}, and it is ${JSON.stringify(offer)}`;
            }),
        );
      },
    };
  },
};
