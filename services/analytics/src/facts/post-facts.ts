import {
  LABEL_FACTS,
  ORDER_FACTS,
  PERSON_FACTS,
  type Fact,
  type LabelFact,
  type OrderFact,
  type PersonFact,
} from './fact.ts';
import { labelBookings } from './label-bookings.ts';
import { orderBookings } from './order-bookings.ts';
import { parcelsMoved } from './parcel-bookings.ts';
import { afterLabelFact, afterOrderFact, afterParcelFact, type OrderState } from './order-state.ts';
import { afterPersonalFact, type PersonState } from './person-state.ts';
import { type ChangesTogether, changesTogether, type RollUpChange } from '../roll-ups/roll-up.ts';

/** What is known of orders and people, by their ids. */
export type Ledger = Readonly<{
  orders: ReadonlyMap<string, OrderState>;
  people: ReadonlyMap<string, PersonState>;
}>;

/** What posting facts changes: only records that are new or different, and what the roll-ups grow by. */
export type Posting = Ledger &
  Readonly<{
    /** Added up when it is asked for. */
    changes: readonly RollUpChange[];
    /** The facts that were not known before. */
    news: readonly Fact[];
  }>;
type Posted = Readonly<{
  orders: Map<string, OrderState>;
  people: Map<string, PersonState>;
  news: Fact[];
  together: ChangesTogether;
}>;

/** The order that a fact is about, if it is about one. */
export const orderIdOf = (fact: Fact): string | undefined =>
  isPersonal(fact) ? undefined : 'order' in fact ? fact.order.orderId : fact.orderId;

/**
 * Posts facts to the ledger. The same facts in any order, any number of times and in any batches lead to the same records and the same sums.
 *
 * @param posted what this adds to: facts may be posted little by little, so that other work has its turn between
 */
export function postFacts(
  ledger: Ledger,
  facts: readonly Fact[],
  {
    orders = new Map<string, OrderState>(),
    people = new Map<string, PersonState>(),
    news = [],
    together = changesTogether(),
  }: Partial<Posted> = {},
): Posting & Posted {
  for (const fact of facts) {
    const orderId = orderIdOf(fact);
    const before = orderId === undefined ? undefined : (orders.get(orderId) ?? ledger.orders.get(orderId));
    const order = afterFactOfOrder(before, fact);
    if (order !== undefined) {
      orders.set(order.orderId, order);
      together.book(parcelsMoved(before, order));
      if (isOfOrder(fact)) together.book(orderBookings(fact));
      if (isOfLabel(fact)) together.book(labelBookings(fact));
    }
    const known = people.get(fact.buyer) ?? ledger.people.get(fact.buyer);
    const person = afterPersonalFact(known, fact, orderId !== undefined && order === undefined);
    if (order !== undefined || (orderId === undefined && person !== undefined)) news.push(fact);
    if (person === undefined) continue;
    people.set(fact.buyer, person.person);
    together.book(person.bookings);
    together.add(person.cohorts);
  }
  return {
    orders,
    people,
    news,
    together,
    get changes() {
      return together.all();
    },
  };
}

/** The order that a fact is about after it; undefined when it is about none, or was seen before. */
function afterFactOfOrder(order: OrderState | undefined, fact: Fact): OrderState | undefined {
  if (isPersonal(fact)) return undefined;
  if (isOfOrder(fact)) return afterOrderFact(order, fact);
  return isOfLabel(fact) ? afterLabelFact(order, fact) : afterParcelFact(order, fact);
}

const isPersonal = (fact: Fact): fact is PersonFact => PERSON_FACTS.some((kind) => kind === fact.kind);
const isOfOrder = (fact: Fact): fact is OrderFact => ORDER_FACTS.some((kind) => kind === fact.kind);
const isOfLabel = (fact: Fact): fact is LabelFact => LABEL_FACTS.some((kind) => kind === fact.kind);
