import type { ReadOrder } from '../ordering/ports.ts';
import type { Payments } from './payments.ts';

type Ports = Readonly<{ read: ReadOrder; payments: Payments }>;

/** Closes the payment page of an order that is cancelled, so that nobody pays for it any more. */
export const closeCheckout =
  ({ read, payments }: Ports) =>
  async (orderId: string): Promise<void> => {
    const { session, status } = await read(orderId);
    if (session !== undefined && status === 'cancelled') await payments.expireSession(session);
  };
