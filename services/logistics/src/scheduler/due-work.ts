import { isHeld } from '../holds/hold.ts';
import { isFinal } from '../shipments/shipment-moves.ts';
import { type Shipment, without } from '../shipments/shipment.ts';

/** How often the carrier is asked about a parcel that it says nothing of by itself, all in seconds. */
export type PollRules = Readonly<{ first: number; longest: number; giveUp: number }>;

/** Tries that failed are repeated after a minute, then twice as long each time, up to ten minutes. */
const FIRST_RETRY_S = 60;
const LONGEST_RETRY_S = 600;

const later = (now: Date, seconds: number): string => new Date(now.getTime() + seconds * 1000).toISOString();

/** What is to be done about a parcel when its time has come. */
export type DueWork = 'buy-label' | 'void-label' | 'ask-carrier' | 'nothing';

export function dueWork(shipment: Shipment): DueWork {
  const { status, booking, label, voidedAt, arrivedBackAt } = shipment;
  if (status === 'created') return isHeld(shipment) ? 'nothing' : 'buy-label';
  if (status === 'cancelled')
    return booking !== undefined && voidedAt === undefined ? 'void-label' : 'nothing';
  if (status === 'returned' && label !== undefined && arrivedBackAt === undefined) return 'ask-carrier';
  return label === undefined || isFinal(status) ? 'nothing' : 'ask-carrier';
}

/** Something was heard: the next question can wait the first interval; none follows a last state. */
export function afterNews<S extends Shipment>(shipment: S, now: Date, rules: PollRules): S {
  if (dueWork(shipment) !== 'ask-carrier') return notDue(shipment);
  return { ...shipment, tries: 0, dueAt: later(now, rules.first) };
}

/** The carrier answered and had nothing new: ask more and more rarely, and in the end not at all. */
export function afterSilence<S extends Shipment>(shipment: S, now: Date, rules: PollRules): S {
  const tries = shipment.tries + 1;
  const silent = (now.getTime() - Date.parse(shipment.statusAt)) / 1000;
  if (silent > rules.giveUp) return notDue(shipment);
  return { ...shipment, tries, dueAt: later(now, Math.min(rules.longest, rules.first * 2 ** tries)) };
}

/**
 * The carrier could not be asked.
 *
 * @param spread 0 to 1, at random: parcels that failed together shall not come back together
 */
export function afterFailure<S extends Shipment>(shipment: S, now: Date, spread: number): S {
  const wait = Math.min(LONGEST_RETRY_S, FIRST_RETRY_S * 2 ** Math.min(shipment.tries, 10));
  return { ...shipment, tries: shipment.tries + 1, dueAt: later(now, wait * (0.5 + spread / 2)) };
}

/** A carrier that does not know a parcel any more is not asked every ten minutes for ever. */
const FAILURES_IN_A_ROW = 6;

/** One parcel could not be attended to; what concerns only it becomes rarer like silence does. */
export const afterTrouble = <S extends Shipment>(
  shipment: S,
  now: Date,
  spread: number,
  rules: PollRules,
): S =>
  dueWork(shipment) === 'ask-carrier' && shipment.tries >= FAILURES_IN_A_ROW
    ? afterSilence(shipment, now, rules)
    : afterFailure(shipment, now, spread);

export const notDue = <S extends Shipment>(shipment: S): S => {
  const any: Shipment = shipment;
  const rest: Shipment = { ...without(any, 'dueAt'), tries: 0 };
  return rest as S;
};

/** Time for the queue to do it before the scheduler does. */
export const firstDue = (now: Date): string => later(now, FIRST_RETRY_S);
