import type { Clock } from './ports.ts';

type Ports = Readonly<{
  /** Orders for which something is due, at most so many of each kind. */
  findDue: (at: number) => Promise<readonly string[]>;
  settleDue: (orderId: string) => Promise<void>;
  failed: (orderId: string, error: unknown) => void;
  now: Clock;
}>;

/** As many orders as are worked on side by side. */
const LANES = 10;

/**
 * Finds every order for which something is due and does it. One that fails does not keep the others waiting; the next
 * sweep finds it again.
 */
export const sweepOrders =
  ({ findDue, settleDue, failed, now }: Ports) =>
  async (): Promise<Readonly<{ settled: number; failed: number }>> => {
    const orderIds = await findDue(now().getTime());
    let failures = 0;
    for (let i = 0; i < orderIds.length; i += LANES) {
      const lane = orderIds.slice(i, i + LANES);
      const outcomes = await Promise.allSettled(lane.map(settleDue));
      outcomes.forEach((outcome, lost) => {
        if (outcome.status === 'fulfilled') return;
        failures += 1;
        failed(lane[lost] ?? '', outcome.reason);
      });
    }
    return { settled: orderIds.length - failures, failed: failures };
  };
