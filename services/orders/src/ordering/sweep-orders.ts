import type { Clock } from './ports.ts';

type Ports = Readonly<{
  /** Orders for which something is due, at most so many of each kind. */
  findDue: (at: number) => Promise<readonly string[]>;
  settleDue: (orderId: string) => Promise<void>;
  /** Orders placed in a span of time that have no number. */
  findUnnumbered: (from: number, to: number) => Promise<readonly string[]>;
  numberOrder: (orderId: string) => Promise<void>;
  failed: (orderId: string, error: unknown) => void;
  now: Clock;
}>;

/** As many orders as are worked on side by side. */
const LANES = 10;

/** An order whose event was published has its number long before, and an hour of orders is looked at. */
const PUBLISHED_WITHIN_MS = 2 * 60_000;
const LOOKED_BACK_MS = 3_600_000;

/**
 * Finds every order for which something is due and does it, and gives a number to those whose event was written and never
 * published. One that fails does not keep the others waiting; the next sweep finds it again.
 */
export const sweepOrders =
  ({ findDue, settleDue, findUnnumbered, numberOrder, failed, now }: Ports) =>
  async (): Promise<Readonly<{ settled: number; numbered: number; failed: number }>> => {
    const at = now().getTime();
    const unnumbered = await findUnnumbered(at - LOOKED_BACK_MS, at - PUBLISHED_WITHIN_MS);
    const numbering = await eachOf(unnumbered, numberOrder, failed);
    const due = await findDue(at);
    const settling = await eachOf(due, settleDue, failed);
    return {
      settled: due.length - settling,
      numbered: unnumbered.length - numbering,
      failed: settling + numbering,
    };
  };

/** @returns how many failed */
async function eachOf(
  orderIds: readonly string[],
  work: (orderId: string) => Promise<void>,
  failed: Ports['failed'],
): Promise<number> {
  let failures = 0;
  for (let i = 0; i < orderIds.length; i += LANES) {
    const lane = orderIds.slice(i, i + LANES);
    const outcomes = await Promise.allSettled(lane.map((orderId) => work(orderId)));
    outcomes.forEach((outcome, lost) => {
      if (outcome.status === 'fulfilled') return;
      failures += 1;
      failed(lane[lost] ?? '', outcome.reason);
    });
  }
  return failures;
}
