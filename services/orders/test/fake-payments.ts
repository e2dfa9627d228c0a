import type { Payment, Payments } from '../src/application/ports.ts';

type Session = { id: string; orderId: string; amount: number; status: 'open' | 'complete' | 'expired' };

/** When a call dies: before the provider does anything, or after it did and before the answer arrives. */
export type Death = 'before' | 'after' | undefined;

/** A payment provider that really keeps sessions, payments and refunds by their keys, and dies when told to. */
export class FakePayments implements Payments {
  readonly sessions = new Map<string, Session>();
  readonly refunds = new Map<string, { orderId: string; intent: string; amount: number }>();
  readonly paid: Payment[] = [];
  death: Death;

  async createSession(order: Parameters<Payments['createSession']>[0]) {
    return this.#call(() => {
      const id = `cs_${order.orderId}`;
      const known = this.sessions.get(id);
      if (known === undefined) {
        this.sessions.set(id, { id, orderId: order.orderId, amount: order.total, status: 'open' });
      }
      return { id, url: `https://pay.example/${id}` };
    });
  }

  async expireSession(id: string): Promise<void> {
    await this.#call(() => {
      const session = this.sessions.get(id);
      if (session?.status === 'open') session.status = 'expired';
    });
  }

  async refund({ key, intent, amount, orderId }: Parameters<Payments['refund']>[0]): Promise<void> {
    await this.#call(() => {
      if (this.refunds.has(key)) return;
      const payment = this.paid.find((one) => one.intent === intent);
      if (payment === undefined || this.givenBack(intent) + amount > payment.amount) {
        throw new Error(`the provider refuses to give back ${amount} of ${intent}`);
      }
      this.refunds.set(key, { orderId, intent, amount });
    });
  }

  async *paidSince(): AsyncGenerator<Payment> {
    yield* this.paid;
  }

  /** The shopper pays on the hosted page. */
  pay(orderId: string): void {
    const session = this.sessions.get(`cs_${orderId}`);
    if (session?.status !== 'open') return;
    session.status = 'complete';
    this.paid.push({ orderId, intent: `pi_${orderId}`, amount: session.amount, at: Date.now() });
  }

  givenBack(intent: string): number {
    return [...this.refunds.values()]
      .filter((refund) => refund.intent === intent)
      .reduce((sum, { amount }) => sum + amount, 0);
  }

  async #call<T>(work: () => T): Promise<T> {
    const death = this.death;
    this.death = undefined;
    await Promise.resolve();
    if (death === 'before') throw new Error('the provider was not reached');
    const result = work();
    if (death === 'after') throw new Error('the answer of the provider was lost');
    return result;
  }
}
