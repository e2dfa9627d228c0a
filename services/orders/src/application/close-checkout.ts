import type { LoadOrder, Payments } from './ports.ts';

type Ports = Readonly<{ load: LoadOrder; payments: Payments }>;

/** Closes the payment page of an order that is cancelled, so that nobody pays for it any more. */
export const closeCheckout =
  ({ load, payments }: Ports) =>
  async (orderId: string): Promise<void> => {
    const { session, status } = await load(orderId);
    if (session !== undefined && status === 'cancelled') await payments.expireSession(session);
  };
