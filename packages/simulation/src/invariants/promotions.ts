import type { ItemChange } from '@cartless/aggregate/memory';
import type { Promotion } from '../../../../services/orders/src/promotions/promotion.ts';
import { discountOf } from '../../../../services/orders/src/ordering/order.ts';
import { type Order, orderIn, ORDERS } from '../shop/orders.ts';
import { promotionIn } from '../shop/promotions.ts';
import type { Invariant } from './invariant.ts';
import { first } from './orders.ts';

const DAY = 86_400_000;

/** What is known of a code: its terms now, how often it can still be used, and the orders that use it. */
type Code = {
  terms: Promotion | undefined;
  left: number | undefined;
  readonly uses: Map<string, Order>;
  /** All that it ever took off. */
  readonly reductions: Map<string, Promotion['reduction']>;
};

const isInForce = ({ status }: Order): boolean => status !== 'cancelled';

/** Uses of one shopper that count when an order is placed. */
const usesOf = ({ uses }: Code, { userId, placedAt, promotion }: Order): number => {
  const span = (promotion?.limit?.days ?? Infinity) * DAY;
  return [...uses.values()].filter(
    (one) =>
      one.userId === userId &&
      isInForce(one) &&
      one.promotion?.limit !== undefined &&
      one.placedAt + span > placedAt,
  ).length;
};

function isOverLimit(code: Code, order: Order): string | undefined {
  const { terms } = code;
  const { promotion, orderId, userId } = order;
  if (promotion?.limited && (code.left ?? 0) < 0 && (terms?.limit ?? 0) > 0) {
    const used = [...code.uses.values()].filter((one) => isInForce(one) && one.promotion?.limited).length;
    if (used > (terms?.limit ?? Infinity)) return `${orderId} uses ${promotion.code} although it was used up`;
  }
  const most = terms?.limitPerShopper?.units;
  const own = usesOf(code, order);
  return promotion?.limit !== undefined && most !== undefined && own > most
    ? `${userId} has used ${promotion.code} ${own} times, and may ${most} times`
    : undefined;
}

/** What a promotion may take off goods that cost so much in all. */
function isPossible(reduction: Promotion['reduction'], goods: number, discount: number): boolean {
  if (reduction.type === 'free-shipping') return discount === 0;
  if (reduction.type === 'amount') return discount <= reduction.amount;
  return discount <= Math.ceil((goods * reduction.percent) / 100);
}

function isTooCheap({ reductions }: Code, order: Order): string | undefined {
  const goods = order.lines.reduce((sum, { unitPrice, quantity }) => sum + unitPrice.amount * quantity, 0);
  const discount = discountOf(order);
  return [...reductions.values()].some((one) => isPossible(one, goods, discount))
    ? undefined
    : `${order.orderId} has ${discount} off ${goods}, which no terms of ${order.promotion?.code} give`;
}

export const promotionsKeepLimits: Invariant = {
  says: 'a promotion is used as often as its limits let it be, and a cancelled order gives its use back',
  watch: () => {
    const codes = new Map<string, Code>();
    const touched = new Set<string>();
    const placed: Order[] = [];
    const codeOf = (name: string): Code => {
      touched.add(name);
      const known = codes.get(name) ?? {
        terms: undefined,
        left: undefined,
        uses: new Map(),
        reductions: new Map(),
      };
      codes.set(name, known);
      return known;
    };
    const onPromotion = ({ after }: ItemChange): void => {
      if (after === undefined) return;
      const terms = promotionIn(after);
      const code = codeOf(terms.code);
      code.terms = terms;
      code.reductions.set(JSON.stringify(terms.reduction), terms.reduction);
    };
    const onOrder = ({ before, after }: ItemChange): void => {
      const order = after && orderIn(after);
      if (order?.promotion === undefined) return;
      codeOf(order.promotion.code).uses.set(order.orderId, order);
      if (before === undefined) placed.push(order);
    };
    return {
      changed(table, change) {
        if (table !== ORDERS) return;
        const { pk = '', sk } = (change.after ?? change.before ?? {}) as Readonly<Record<string, string>>;
        if (sk === 'promotion' && pk.startsWith('K#')) onPromotion(change);
        else if (sk === 'uses') codeOf(pk.slice(2)).left = change.after?.['left'] as number | undefined;
        else if (sk === 'order') onOrder(change);
      },
      always() {
        const problem = first(placed.splice(0), (order) => {
          const code = codeOf(order.promotion?.code ?? '');
          return isOverLimit(code, order) ?? isTooCheap(code, order);
        });
        if (problem !== undefined) return problem;
        for (const name of touched) {
          const { terms, left, uses } = codeOf(name);
          const used = [...uses.values()].filter((one) => isInForce(one) && one.promotion?.limited).length;
          if (terms?.limit !== undefined && left !== terms.limit - used)
            return `${name} has a limit of ${terms.limit}, is used ${used} times, and ${left} are left`;
        }
        touched.clear();
        return undefined;
      },
    };
  },
};
