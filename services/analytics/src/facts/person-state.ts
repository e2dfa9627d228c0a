import { type Amounts, COUNTERS } from '../roll-ups/counter.ts';
import { WHOLE } from '../roll-ups/dimension.ts';
import type { Fact } from './fact.ts';
import { type Hour, hourOf } from '../calendar/hour.ts';
import type { Booking } from '../roll-ups/roll-up.ts';

/** The steps of the funnel after registering. */
export const STEPS = ['activated', 'ordered', 'paid', 'delivered', 'completed'] as const;
export type Step = (typeof STEPS)[number];

/** How far a person has come, by pseudonym. Steps may be known before the registration is. */
export type PersonState = Readonly<{
  buyer: string;
  registered?: Hour;
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

type News = Readonly<{ person: PersonState; bookings: readonly Booking[] }>;

/**
 * The person after a fact with what that adds to the cohort of the hour they registered in; undefined when it is no
 * news. A person counts once for each step, however many orders they place.
 */
export function afterPersonalFact(known: PersonState | undefined, fact: Fact): News | undefined {
  const before = known ?? { buyer: fact.buyer, steps: '' };
  if (fact.kind === 'registered') return registered(before, hourOf(fact.at));
  if (fact.kind === 'erased') {
    return before.erased === true ? undefined : { person: { ...before, erased: true }, bookings: [] };
  }
  const step = STEP_OF[fact.kind];
  if (step === undefined || before.steps.includes(COUNTERS[step])) return undefined;
  const person = { ...before, steps: before.steps + COUNTERS[step] };
  const bookings = before.registered === undefined ? [] : [cohort(before.registered, { [step]: 1 })];
  return { person, bookings };
}

function registered(before: PersonState, hour: Hour): News | undefined {
  if (before.registered !== undefined) return undefined;
  const reached = STEPS.filter((step) => before.steps.includes(COUNTERS[step]));
  const amounts = Object.fromEntries(reached.map((step) => [step, 1]));
  return {
    person: { ...before, registered: hour },
    bookings: [
      { dimension: 'total', value: WHOLE, hour, amounts: { registered: 1 } },
      cohort(hour, { registered: 1, ...amounts }),
    ],
  };
}

const cohort = (hour: Hour, amounts: Amounts): Booking => ({
  dimension: 'cohort',
  value: WHOLE,
  hour,
  amounts,
});
