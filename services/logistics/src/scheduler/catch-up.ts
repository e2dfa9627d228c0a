import { AppError, type ShipmentId } from '@cartless/domain';
import { afterTrouble, dueWork, notDue, type PollRules } from './due-work.ts';
import type { Shipment } from '../shipments/shipment.ts';
import { lostBySilence } from '../tracking/silence.ts';
import type { AskCarrier } from '../tracking/ask-carrier.ts';
import type { CarrierHealth } from '../carriers/carrier-health.ts';
import type { Clock, Shipments } from '../shipments/ports.ts';
import type { VoidLabel } from '../labels/void-label.ts';

type Ports = Readonly<{
  shipments: Shipments;
  buyInBackground: (id: ShipmentId) => Promise<'bought' | 'postponed' | 'refused'>;
  voidLabel: VoidLabel;
  askCarrier: AskCarrier;
  health: CarrierHealth;
  providers: readonly string[];
  poll: PollRules;
  clock: Clock;
  /** Parcels looked at together, and in one run. */
  atOnce: number;
  most: number;
  /** No new parcel is begun after so many milliseconds. */
  budgetMs: number;
}>;

/**
 * Does what is due about parcels: labels that could not be bought, labels to be given back, parcels of which nothing
 * was heard. While no carrier works it does nothing and everything stays due.
 *
 * @throws AggregateError at the end, with every failure that nobody foresaw
 */
export const catchUp = (ports: Ports) => async (): Promise<Readonly<Record<string, unknown>>> => {
  const { shipments, clock, atOnce, most, budgetMs } = ports;
  const started = clock().getTime();
  const due = [...(await shipments.due(clock(), most))];
  const unforeseen: unknown[] = [];
  let done = 0;
  while (due.length > 0 && clock().getTime() - started < budgetMs) {
    if (await allOpen(ports)) return { due: due.length + done, done, stopped: 'no carrier works' };
    const batch = due.splice(0, atOnce);
    const troubles = await Promise.all(batch.map((id) => attend(ports, id)));
    unforeseen.push(...troubles.filter((trouble) => trouble !== undefined));
    done += batch.length;
  }
  if (unforeseen.length > 0)
    throw new AggregateError(unforeseen, `${unforeseen.length} parcels met a fault of ours`);
  return { due: due.length + done, done };
};

async function allOpen({ health, providers }: Ports): Promise<boolean> {
  const open = await Promise.all(providers.map((provider) => health.isOpen(provider)));
  return open.every(Boolean);
}

/** One parcel's trouble is no reason to leave the others. @returns what nobody foresaw, if that was the trouble */
async function attend(ports: Ports, id: ShipmentId): Promise<unknown> {
  try {
    const shipment = await ports.shipments.find(id);
    if (shipment !== undefined) await work(ports, shipment);
    return undefined;
  } catch (error) {
    const later = await postpone(ports, id).then(
      () => undefined,
      (trouble: unknown) => trouble,
    );
    return error instanceof AppError ? later : new Error(`${id} could not be attended to`, { cause: error });
  }
}

async function postpone({ shipments, clock, poll }: Ports, id: ShipmentId): Promise<void> {
  const now = clock();
  await shipments.change(id, (current) =>
    lostBySilence(
      {
        ...afterTrouble(current, now, Math.random(), poll),
        askedAt: now.toISOString(),
        ...(dueWork(current) === 'ask-carrier' && { unanswered: true }),
      },
      now,
      poll,
    ),
  );
}

async function work(
  { buyInBackground, voidLabel, askCarrier, shipments }: Ports,
  shipment: Shipment,
): Promise<void> {
  switch (dueWork(shipment)) {
    case 'buy-label':
      await buyInBackground(shipment.id);
      return;
    case 'void-label':
      await voidLabel(shipment.id);
      return;
    case 'ask-carrier':
      await askCarrier(shipment);
      return;
    case 'nothing':
      await shipments.change(shipment.id, (current) =>
        dueWork(current) === 'nothing' ? { state: notDue(current) } : undefined,
      );
  }
}
