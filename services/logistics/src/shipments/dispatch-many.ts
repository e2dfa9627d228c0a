import { AppError, type Locale, type ShipmentId } from '@cartless/domain';
import type { DispatchShipment } from './dispatch-shipment.ts';
import type { Clock, Shipments } from './ports.ts';

type Ports = Readonly<{
  shipments: Pick<Shipments, 'find'>;
  dispatch: DispatchShipment;
  clock: Clock;
  /** Is told of a fault that nobody foresaw, and says what the caller hears of it. */
  fault: (shipmentId: ShipmentId, error: unknown) => AppError;
  /** Waits so many milliseconds, or until it is told not to. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Parcels dispatched together. */
  atOnce: number;
  /** No parcel is begun after so many milliseconds, and none is waited for longer than so many. */
  beginMs: number;
  answerMs: number;
}>;

/**
 * What became of each parcel: `unfinished` was begun and may be dispatched yet, `not-tried` was not begun. Asking for
 * either again is safe.
 */
export const OUTCOMES = ['dispatched', 'refused', 'unfinished', 'not-tried'] as const;
export type Outcome = Readonly<{
  shipmentId: ShipmentId;
  outcome: (typeof OUTCOMES)[number];
  carrier?: string | undefined;
  trackingNumber?: string | undefined;
  code?: string;
  detail?: string;
}>;
type Asked = Readonly<{
  shipmentIds: readonly ShipmentId[];
  carrier?: string | undefined;
  locale: Locale;
}>;

/**
 * Hands many parcels over, each by itself: one that is refused holds nobody up, and one that has left already counts as
 * dispatched. When the time is over the answer says what is not done.
 */
export const dispatchMany =
  (ports: Ports) =>
  async ({ shipmentIds, ...asked }: Asked): Promise<readonly Outcome[]> => {
    const { clock, wait, atOnce, beginMs, answerMs } = ports;
    const started = clock().getTime();
    const ids = [...new Set(shipmentIds)];
    const outcomes = new Map<ShipmentId, Outcome>();
    const left = [...ids];
    const work = async (): Promise<void> => {
      while (left.length > 0 && clock().getTime() - started < beginMs) {
        const shipmentId = left.shift();
        if (shipmentId === undefined) return;
        outcomes.set(shipmentId, { shipmentId, outcome: 'unfinished' });
        outcomes.set(shipmentId, await one(ports, shipmentId, asked));
      }
    };
    const done = new AbortController();
    const lanes = Promise.all(Array.from({ length: atOnce }, work)).finally(() => done.abort());
    await Promise.race([lanes, wait(answerMs, done.signal)]);
    return ids.map((shipmentId) => outcomes.get(shipmentId) ?? { shipmentId, outcome: 'not-tried' });
  };

async function one(
  { shipments, dispatch, fault }: Ports,
  shipmentId: ShipmentId,
  { carrier, locale }: Omit<Asked, 'shipmentIds'>,
): Promise<Outcome> {
  try {
    const known = await shipments.find(shipmentId);
    const hasLeft = known?.dispatchedAt !== undefined && known.status !== 'cancelled';
    const { label } = hasLeft ? known : await dispatch(shipmentId, { carrier });
    return {
      shipmentId,
      outcome: 'dispatched',
      carrier: label?.carrier,
      trackingNumber: label?.trackingNumber,
    };
  } catch (error) {
    const refusal = error instanceof AppError ? error : fault(shipmentId, error);
    return { shipmentId, outcome: 'refused', code: refusal.code, detail: refusal.detail(locale) };
  }
}
