import { type Amounts, COUNTERS } from '../roll-ups/counter.ts';
import { WHOLE } from '../roll-ups/dimension.ts';
import type { Fact } from './fact.ts';
import { type Slot, SLOTS_AN_HOUR, slotOf } from '../calendar/slot.ts';
import type { Booking, RollUpChange } from '../roll-ups/roll-up.ts';
import { afterPurchase, ofCohort, type Purchases } from '../buyers/purchases.ts';

/** The steps of the funnel after registering. */
export const STEPS = ['activated', 'ordered', 'paid', 'delivered', 'completed'] as const;
export type Step = (typeof STEPS)[number];

/** How far a person has come, by pseudonym, and what they bought when. Steps may be known before the registration is. */
export type PersonState = Purchases &
  Readonly<{
    buyer: string;
    /** When they registered: the hour of UTC, counted from 1970, and the quarter of it; earlier releases knew the hour alone. */
    registered?: number;
    registeredQuarter?: number;
    /** Letters of the steps reached. */
    steps: string;
    erased?: boolean;
  }>;

const STEP_OF: Readonly<Partial<Record<Fact['kind'], Step>>> = {
  activated: 'activated',
  placed: 'ordered',
  paid: 'paid',
  delivered: 'delivered',
  completed: 'completed',
};

type News = Readonly<{
  person: PersonState;
  bookings: readonly Booking[];
  /** How the cohorts of first orders change. */
  cohorts: readonly RollUpChange[];
}>;

/**
 * The person after a fact with what that adds to the cohort of the hour they registered in, and to that of their first
 * order; undefined when it is no news. A person counts once for each step, however many orders they place.
 * @param isCounted whether the fact is of an order and its record has counted it before
 */
export function afterPersonalFact(
  known: PersonState | undefined,
  fact: Fact,
  isCounted: boolean,
): News | undefined {
  const before = known ?? { buyer: fact.buyer, steps: '' };
  if (fact.kind === 'registered') return registered(before, slotOf(fact.at));
  if (fact.kind === 'erased') {
    return before.erased === true
      ? undefined
      : { person: { ...before, erased: true }, bookings: [], cohorts: [] };
  }
  const step = STEP_OF[fact.kind];
  const isNewStep = step !== undefined && !before.steps.includes(COUNTERS[step]);
  const bought = isCounted ? undefined : afterPurchase(before, fact);
  if (!isNewStep && bought === undefined) return undefined;
  return {
    person: { ...before, ...bought, ...(isNewStep && { steps: before.steps + COUNTERS[step] }) },
    bookings: [
      ...(isNewStep && before.registered !== undefined
        ? [cohort(slotIn(before, before.registered), { [step]: 1 })]
        : []),
      ...(bought === undefined ? [] : firstOrderMoved(before.first, bought.first)),
    ],
    cohorts: bought === undefined ? [] : [...ofCohort(before, -1), ...ofCohort(bought, 1)],
  };
}

/** Somebody is new in the hour of their first order. One that is heard of later and was earlier takes that place. */
function firstOrderMoved(before: string | undefined, after: string | undefined): Booking[] {
  if (before === after) return [];
  const isNew = (at: string, newBuyers: 1 | -1): Booking => ({
    dimension: 'total',
    value: WHOLE,
    slot: slotOf(at),
    amounts: { newBuyers },
  });
  return [
    ...(before === undefined ? [] : [isNew(before, -1)]),
    ...(after === undefined ? [] : [isNew(after, 1)]),
  ];
}

/** The slot in which a person registered. */
const slotIn = ({ registeredQuarter = 0 }: PersonState, hour: number): Slot =>
  hour * SLOTS_AN_HOUR + registeredQuarter;

function registered(before: PersonState, slot: Slot): News | undefined {
  if (before.registered !== undefined) return undefined;
  const reached = STEPS.filter((step) => before.steps.includes(COUNTERS[step]));
  const hour = Math.floor(slot / SLOTS_AN_HOUR);
  const amounts = Object.fromEntries(reached.map((step) => [step, 1]));
  return {
    person: { ...before, registered: hour, registeredQuarter: slot - hour * SLOTS_AN_HOUR },
    bookings: [
      { dimension: 'total', value: WHOLE, slot, amounts: { registered: 1 } },
      cohort(slot, { registered: 1, ...amounts }),
    ],
    cohorts: [],
  };
}

const cohort = (slot: Slot, amounts: Amounts): Booking => ({
  dimension: 'cohort',
  value: WHOLE,
  slot,
  amounts,
});
