import type { Clock, ReadOrder } from '../ordering/ports.ts';
import type { Order } from '../ordering/order.ts';
import type { Dispute } from './dispute.ts';
import type { DisputesAtProvider, ProviderDispute } from './disputes-at-provider.ts';
import type { OrderDispute } from './list-disputes.ts';
import type { NotedDispute } from './note-dispute.ts';

type Ports = Readonly<{
  read: ReadOrder;
  payments: DisputesAtProvider;
  /** All disputes that are open here. */
  open: () => AsyncIterable<OrderDispute>;
  note: (id: string) => Promise<NotedDispute | undefined>;
  /** Told of each dispute that was news. */
  noted: (noted: NotedDispute) => void;
  failed: (disputeId: string, error: unknown) => void;
  now: Clock;
}>;

/** What was opened so long ago was looked at many times; what is open here is asked about however old it is. */
const WINDOW_MS = 3 * 86_400_000;
const HOUR_MS = 3_600_000;

/**
 * Finds the disputes of which a webhook never came: those that were opened lately at the provider, and, each once a day,
 * those that are open here and may be over there. One that fails does not keep the others waiting.
 */
export const reconcileDisputes =
  ({ read, payments, open, note, noted, failed, now }: Ports) =>
  async (): Promise<Readonly<{ checked: number; repaired: number; failed: number }>> => {
    const counts = { checked: 0, repaired: 0, failed: 0 };
    const look = async (id: string, isDue: () => Promise<boolean> | boolean): Promise<void> => {
      counts.checked += 1;
      try {
        const news = (await isDue()) ? await note(id) : undefined;
        if (!news?.isNew) return;
        counts.repaired += 1;
        noted(news);
      } catch (error) {
        counts.failed += 1;
        failed(id, error);
      }
    };
    const at = now().getTime();
    for await (const told of payments.disputes({ since: at - WINDOW_MS })) {
      await look(told.id, async () => !isKnown(await read(told.orderId), told));
    }
    const hour = Math.floor(at / HOUR_MS) % 24;
    for await (const { dispute } of open()) await look(dispute.id, () => hourOf(dispute) === hour);
    return counts;
  };

const isKnown = ({ disputes = [] }: Order, { id, status, taken }: ProviderDispute): boolean =>
  disputes.some((one) => one.id === id && one.status === status && one.taken === taken);

/** The hour of the day in which the provider is asked about a dispute; they spread over the day. */
const hourOf = ({ id }: Dispute): number =>
  Array.from(id, (letter) => letter.charCodeAt(0)).reduce((sum, code) => (sum * 31 + code) % 9973, 7) % 24;
