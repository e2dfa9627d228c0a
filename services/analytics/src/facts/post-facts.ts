import { PARCEL_FACTS, PERSON_FACTS, type Fact, type OrderFact, type ParcelFact } from './fact.ts';
import { orderBookings } from './order-bookings.ts';
import { afterOrderFact, afterParcelFact, type OrderState } from './order-state.ts';
import { afterPersonalFact, type PersonState } from './person-state.ts';
import { type Booking, rollUpChanges, type RollUpChange } from '../roll-ups/roll-up.ts';

/** What is known of orders and people, by their ids. */
export type Ledger = Readonly<{
  orders: ReadonlyMap<string, OrderState>;
  people: ReadonlyMap<string, PersonState>;
}>;

/** What posting facts changes: only records that are new or different, and what the roll-ups grow by. */
export type Posting = Ledger &
  Readonly<{
    changes: readonly RollUpChange[];
    /** The facts that were not known before. */
    news: readonly Fact[];
  }>;

/** The order that a fact is about, if it is about one. */
export const orderIdOf = (fact: Fact): string | undefined =>
  isPersonal(fact) ? undefined : 'order' in fact ? fact.order.orderId : fact.orderId;

/**
 * Posts facts to the ledger. Pure: the same facts in any order, any number of times and in any batches lead to the
 * same records and the same sums.
 */
export function postFacts(ledger: Ledger, facts: readonly Fact[]): Posting {
  const orders = new Map<string, OrderState>();
  const people = new Map<string, PersonState>();
  const bookings: Booking[] = [];
  const news: Fact[] = [];
  for (const fact of facts) {
    const person = afterPersonalFact(people.get(fact.buyer) ?? ledger.people.get(fact.buyer), fact);
    if (person !== undefined) {
      people.set(fact.buyer, person.person);
      bookings.push(...person.bookings);
    }
    const orderId = orderIdOf(fact);
    if (orderId === undefined || isPersonal(fact)) {
      if (person !== undefined) news.push(fact);
      continue;
    }
    const order = orders.get(orderId) ?? ledger.orders.get(orderId);
    const after = isOfParcel(fact) ? afterParcelFact(order, fact) : afterOrderFact(order, fact);
    if (after === undefined) continue;
    news.push(fact);
    orders.set(orderId, after);
    if (!isOfParcel(fact)) bookings.push(...orderBookings(fact));
  }
  return { orders, people, changes: rollUpChanges(bookings), news };
}

const isPersonal = (fact: Fact): fact is Exclude<Fact, OrderFact | ParcelFact> =>
  PERSON_FACTS.some((kind) => kind === fact.kind);
const isOfParcel = (fact: OrderFact | ParcelFact): fact is ParcelFact =>
  PARCEL_FACTS.some((kind) => kind === fact.kind);
