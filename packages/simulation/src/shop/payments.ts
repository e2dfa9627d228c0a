import {
  declineSession,
  moveRefund,
  expireDueSessions,
  type InProcess,
  moveDispute,
  openDispute,
  type Payments,
  paymentsInProcess,
  paySession,
} from '@cartless/simulators/in-process';
import { secretOf } from '../world/replaced/stage-secret.ts';
import type { World } from '../world/world.ts';
import { webhooksOf } from './webhooks.ts';

type DisputeMove = Parameters<typeof moveDispute>[2];
type Dispute = ReturnType<typeof openDispute>;

const ENDED: ReadonlySet<string> = new Set(['won', 'lost', 'prevented', 'warning_closed']);

/** Whether a dispute is where that cannot happen to it. */
const isElsewhere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'DISPUTE.ELSEWHERE';

/** The payment provider, with books of its own. */
export class PaymentProvider {
  readonly #world: World;
  readonly #provider: InProcess<Payments>;

  constructor(world: World) {
    this.#world = world;
    this.#provider = paymentsInProcess({
      url: 'https://pay.simulated',
      webhookUrl: 'https://shop.simulated/orders/payments/webhook',
      webhookSecret: secretOf('STRIPE_WEBHOOK_SECRET_PARAMETER'),
    });
    this.simulator.deliveries.configure(webhooksOf(world, 'the payment provider'));
    world.network.serve('api.stripe.com', (call) => {
      expireDueSessions(this.simulator);
      return this.#provider.answer(call);
    });
  }

  /** What becomes of the refunds that are asked for from now on. */
  refundsCome(status: Payments['state']['refundsCome']): void {
    this.#world.note(() => `refunds come ${status}`);
    this.simulator.state.refundsCome = status;
  }

  /** The bank answers about all refunds that wait for it. */
  settleRefunds(status: 'succeeded' | 'failed'): void {
    for (const refund of this.simulator.state.refunds.values())
      if (refund.status === 'pending') moveRefund(this.simulator, refund, status);
  }

  /** A bank sends back what had arrived: the card is closed, say. */
  undoRefunds(): void {
    for (const refund of this.simulator.state.refunds.values())
      if (refund.status === 'succeeded') moveRefund(this.simulator, refund, 'failed');
  }

  /** Banks work again, and answer what they have not answered yet. */
  recover(): void {
    this.simulator.state.refundsCome = 'succeeded';
    this.settleRefunds('succeeded');
    for (const { id } of this.openDisputes())
      this.decide(id, this.#world.chance.pick('a dispute ends', ['win', 'lose', 'close']));
  }

  /**
   * A shopper goes to the bank about a payment of an order, unless the bank has it in hand already.
   * @param part of the payment, from 0 to 1
   * @returns the dispute, if there is one now
   */
  dispute(
    orderId: string,
    wish: Readonly<{ part: number; inquiry: boolean; reason: string }>,
  ): Dispute | undefined {
    const open = new Set(this.openDisputes().map(({ charge }) => charge));
    const charge = this.#charges(orderId).find(({ id }) => !open.has(id));
    if (charge === undefined) return undefined;
    const amount = Math.max(1, Math.floor(charge.amount_captured * wish.part));
    const { reason, inquiry } = wish;
    const dispute = openDispute(this.simulator, charge, { reason, inquiry, amount });
    this.#world.note(() => `${orderId} is disputed: ${dispute.id}, ${amount}`);
    return dispute;
  }

  openDisputes() {
    return [...this.simulator.state.disputes.values()].filter(({ status }) => !ENDED.has(status));
  }

  /** Disputes that were decided, and may be again. */
  endedDisputes() {
    return [...this.simulator.state.disputes.values()].filter(({ status }) => ENDED.has(status));
  }

  /** What becomes of a dispute, if that can become of it now. @returns what became of it */
  decide(id: string, move: DisputeMove): DisputeMove | undefined {
    const dispute = this.simulator.state.disputes.get(id);
    const isInquiry = dispute?.status.startsWith('warning') ?? false;
    // What a bank only asks about ends by being closed, and nothing else does.
    const wanted = move === 'close' && !isInquiry ? 'lose' : move;
    const ends = wanted === 'win' || wanted === 'lose' || wanted === 'prevent';
    if (dispute === undefined) return undefined;
    const made = isInquiry && ends ? 'close' : wanted;
    try {
      moveDispute(this.simulator, dispute, made);
      this.#world.note(() => `the bank: ${made} ${id}, which is ${dispute.status}`);
      return made;
    } catch (error) {
      if (!isElsewhere(error)) throw error;
      return undefined;
    }
  }

  get simulator(): Payments {
    return this.#provider.simulator;
  }

  /**
   * A shopper pays on the page of an order, if it is still open.
   * @param off how much the provider takes more than it was told to
   * @returns whether money was taken
   */
  pay(orderId: string, off = 0): boolean {
    const record = this.#open(orderId);
    if (record === undefined) return false;
    const amount = record.session.amount_total + (off || this.#wrongBy(orderId));
    Object.assign(record.session, { amount_total: amount });
    // A payment that was tried before is there already.
    const intent = this.simulator.state.paymentIntents.get(record.session.payment_intent ?? '');
    if (intent !== undefined) Object.assign(intent, { amount });
    paySession(this.simulator, record, 'card');
    this.#world.note(() => `the provider took ${record.session.amount_total} for ${orderId}`);
    return true;
  }

  /** How much more the provider takes than it was told to. */
  #wrongBy(orderId: string): number {
    const { chance, faults } = this.#world;
    return faults.strike('amount-wrong', orderId) ? chance.pick(`wrong by ${orderId}`, [1, -1, 700]) : 0;
  }

  /** The shopper's bank says no. */
  decline(orderId: string): void {
    const record = this.#open(orderId);
    if (record !== undefined) declineSession(this.simulator, record, 'card');
  }

  #open(orderId: string) {
    expireDueSessions(this.simulator);
    return [...this.simulator.state.sessions.values()].find(
      ({ session }) => session.client_reference_id === orderId && session.status === 'open',
    );
  }

  /** What was taken for an order, by payment. */
  captured(orderId: string): number {
    return this.#charges(orderId).reduce((sum, { amount_captured: amount }) => sum + amount, 0);
  }

  /** What went back of it and stayed there. */
  givenBack(orderId: string): number {
    const intents = new Set(this.#charges(orderId).map(({ payment_intent: intent }) => intent));
    return [...this.simulator.state.refunds.values()]
      .filter(
        ({ payment_intent: intent, status }) =>
          intents.has(intent) && status !== 'failed' && status !== 'canceled',
      )
      .reduce((sum, { amount }) => sum + amount, 0);
  }

  /** What disputes have taken of it, and have not given back. */
  takenByDisputes(orderId: string): number {
    const charges = new Set(this.#charges(orderId).map(({ id }) => id));
    return [...this.simulator.state.disputes.values()]
      .filter(({ charge }) => charges.has(charge))
      .flatMap(({ balance_transactions: moves }) => moves)
      .reduce((sum, { amount }) => sum - amount, 0);
  }

  #charges(orderId: string) {
    return [...this.simulator.state.charges.values()].filter(
      ({ metadata, captured }) => captured && metadata['orderId'] === orderId,
    );
  }
}
