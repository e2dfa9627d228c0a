import { type Order, payUntil } from '../src/ordering/order.ts';
import type { Payment, Payments, RefundCall } from '../src/payments/payments.ts';
import { isClosed, wantsEvidence, type DisputeStatus } from '../src/disputes/dispute.ts';
import type { ProviderDispute } from '../src/disputes/disputes-at-provider.ts';
import { PaymentDisputed, PaymentRefused } from '../src/payments/errors.ts';
import { DeathPlan } from './death-plan.ts';

type Session = {
  id: string;
  orderId: string;
  amount: number;
  endsAt: number;
  status: 'open' | 'complete' | 'expired';
};

/** As at Stripe, a page that is made anew is open for half an hour at least. */
const LEAST_MS = 30 * 60_000;

/** Money that went back, as the provider's own list has it; without a key when somebody did it in the dashboard. */
export type ProviderRefund = Readonly<{ key?: string; intent: string; amount: number }>;

/** A payment provider that really keeps sessions, payments and refunds by their keys, and dies when told to. */
export class FakePayments implements Payments {
  readonly #now: () => number;
  readonly sessions = new Map<string, Session>();
  readonly refunds: ProviderRefund[] = [];
  readonly asked: RefundCall[] = [];
  /** Whether the banks of all shoppers refuse refunds. */
  refusing = false;
  readonly paid: Payment[] = [];
  readonly disputed = new Map<string, ProviderDispute>();
  readonly deaths = new DeathPlan('the provider was not reached', 'the answer of the provider was lost');

  constructor(now: () => number) {
    this.#now = now;
  }

  createSession(order: Order) {
    const { orderId, total } = order;
    return this.deaths.around(async () => {
      const endsAt = payUntil(order) ?? 0;
      const id = `cs_${orderId}_${endsAt}`;
      if (!this.sessions.has(id)) {
        if (endsAt < this.#now() + LEAST_MS) {
          throw PaymentRefused({ details: { reason: 'the page would end in less than 30 minutes' } });
        }
        this.sessions.set(id, { id, orderId, amount: total, endsAt, status: 'open' });
      }
      return { id, url: `https://pay.example/${id}` };
    });
  }

  expireSession(id: string): Promise<void> {
    return this.deaths.around(async () => {
      const session = this.sessions.get(id);
      if (session?.status === 'open') session.status = 'expired';
    });
  }

  refund(call: RefundCall) {
    const { key, intent, amount, paid } = call;
    return this.deaths.around(async () => {
      this.asked.push(call);
      const before = this.refunds.find((one) => one.key === key);
      if (before !== undefined)
        return { status: 'done' as const, amount: before.amount, inAll: this.givenBack(intent) };
      if ([...this.disputed.values()].some((one) => one.intent === intent && barsForEver(one)))
        throw PaymentDisputed({ details: { reason: 'it has been charged back' } });
      if (this.refusing)
        return { status: 'failed' as const, why: 'closed', amount: 0, inAll: this.givenBack(intent) };
      const given = Math.min(amount, paid - this.givenBack(intent));
      if (given > 0) this.#giveBack({ key, intent, amount: given });
      return { status: 'done' as const, amount: Math.max(0, given), inAll: this.givenBack(intent) };
    });
  }

  dispute(id: string): Promise<ProviderDispute | undefined> {
    return this.deaths.around(async () => this.disputed.get(id));
  }

  async *disputes(of: Readonly<{ intent: string } | { since: number }>): AsyncGenerator<ProviderDispute> {
    await this.deaths.around(async () => undefined);
    for (const dispute of this.disputed.values()) {
      if ('intent' in of ? dispute.intent === of.intent : dispute.openedAt >= of.since) yield dispute;
    }
  }

  /** A shopper goes to the bank, or the bank goes on; the provider withdraws what is disputed and gives it back when it is won. */
  setDispute(orderId: string, status: DisputeStatus, more: Partial<ProviderDispute> = {}): ProviderDispute {
    const payment = this.paid.find((one) => one.orderId === orderId);
    if (payment === undefined) throw new Error(`nobody paid ${orderId}`);
    const id = more.id ?? `du_${orderId}`;
    const { amount = payment.amount, ...rest } = { ...this.disputed.get(id), ...more };
    const dispute = {
      orderId,
      intent: payment.intent,
      currency: payment.currency,
      reason: 'fraudulent',
      openedAt: this.#now(),
      ...rest,
      id,
      amount,
      status,
      dueBy: wantsEvidence({ status }) ? this.#now() + 7 * 86_400_000 : (rest.dueBy ?? null),
      taken: more.taken ?? (['needs-response', 'under-review', 'lost'].includes(status) ? amount : 0),
    };
    this.disputed.set(id, dispute);
    return dispute;
  }

  async *paidSince(): AsyncGenerator<Payment> {
    await this.deaths.around(async () => undefined);
    yield* this.paid;
  }

  /** The shopper pays on the hosted page. */
  pay(orderId: string): void {
    const session = [...this.sessions.values()].find(
      (one) => one.orderId === orderId && one.status === 'open',
    );
    if (session === undefined || session.endsAt <= this.#now()) return;
    session.status = 'complete';
    this.paid.push({
      orderId,
      intent: `pi_${orderId}`,
      amount: session.amount,
      currency: 'CNY',
      at: Date.now(),
    });
  }

  /** Somebody gives money back in the provider's dashboard, past the shop. */
  giveBackByHand(orderId: string, amount: number): void {
    const payment = this.paid.find((one) => one.orderId === orderId);
    if (payment === undefined) return;
    const left = payment.amount - this.givenBack(payment.intent);
    if (left > 0) this.#giveBack({ intent: payment.intent, amount: Math.min(amount, left) });
  }

  givenBack = (intent: string): number => this.refundsOf(intent).reduce((sum, { amount }) => sum + amount, 0);
  refundsOf = (intent: string): readonly ProviderRefund[] =>
    this.refunds.filter((refund) => refund.intent === intent);

  #giveBack(refund: ProviderRefund): void {
    const payment = this.paid.find((one) => one.intent === refund.intent);
    if (payment === undefined || this.givenBack(refund.intent) + refund.amount > payment.amount) {
      throw new Error(`the provider refuses to give back ${refund.amount} of ${refund.intent}`);
    }
    this.refunds.push(refund);
  }
}

/** What was disputed is never refunded any more, unless it was won or only asked about. */
const barsForEver = ({ status }: ProviderDispute): boolean =>
  isClosed({ status }) ? status === 'lost' : !status.startsWith('inquiry');
