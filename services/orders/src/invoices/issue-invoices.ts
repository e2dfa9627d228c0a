import type { Order } from '../ordering/order.ts';
import type { Clock, ReadOrder } from '../ordering/ports.ts';
import type { Series } from './document-number.ts';
import { dueDocument } from './due-document.ts';
import { issueDocument, type Issuer, seriesOf, yearIn } from './issue-document.ts';
import type { TaxDocument } from './tax-document.ts';

type Ports = Readonly<{
  read: ReadOrder;
  /** The documents of an order, in their order. */
  documentsOf: (orderId: string) => Promise<readonly TaxDocument[]>;
  /** The last number of a series that is taken; 0 before the first. */
  lastNumber: (series: Series, year: number) => Promise<number>;
  /**
   * Writes a document and takes its number, both or nothing, unless the place is taken.
   * @param onTaken has `make` asked again
   * @returns the document of that place
   */
  create: (make: () => TaxDocument, onTaken: () => Promise<void>) => Promise<TaxDocument>;
  issuer: Issuer;
  now: Clock;
}>;

/**
 * Issues whatever is due for an order: its invoice, a credit note for each refund that arrived, a reversal for each that turned
 * out not to have. Several at the same time issue each once; one that died goes on where it was.
 *
 * @returns how many were due
 * @throws AppError ORDER_NOT_FOUND, BUSY
 */
export const issueInvoices =
  ({ read, documentsOf, ...ports }: Ports) =>
  async (orderId: string): Promise<number> => {
    const order = await read(orderId);
    let issued = await documentsOf(orderId);
    const before = issued.length;
    for (;;) {
      const next = await issueNext(ports, order, issued);
      if (next === undefined) return issued.length - before;
      issued = [...issued, next];
    }
  };

async function issueNext(
  { lastNumber, create, issuer, now }: Omit<Ports, 'read' | 'documentsOf'>,
  order: Order,
  issued: readonly TaxDocument[],
): Promise<TaxDocument | undefined> {
  const due = dueDocument(order, issued);
  if (due === undefined) return undefined;
  const at = now().getTime();
  const last = () => lastNumber(seriesOf(due), yearIn(issuer.zone, at));
  let count = (await last()) + 1;
  return create(
    () => issueDocument(due, { order, issued, count, at }, issuer),
    async () => {
      count = (await last()) + 1;
    },
  );
}
