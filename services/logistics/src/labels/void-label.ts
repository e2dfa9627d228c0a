import { AppError, isError, type ShipmentId } from '@cartless/domain';
import { problemOf } from '../erasure/erasure.ts';
import { withVoidedLabel } from '../shipments/cancellation.ts';
import { afterFailure, notDue } from '../scheduler/due-work.ts';
import { CancelledLabelUncertain, isFinalAnswer, LabelUncertain } from '../carriers/errors.ts';
import type { Carriers } from '../carriers/choice.ts';
import type { Clock, Shipments } from '../shipments/ports.ts';
import { problemFrom } from '../shipments/problem.ts';

type Ports = Readonly<{ shipments: Shipments; carriers: Carriers; clock: Clock }>;
export type VoidLabel = ReturnType<typeof voidLabel>;

/**
 * Gives the label of a cancelled parcel back. A carrier that cannot be reached is asked again by the scheduler; one
 * that refuses leaves the parcel with a problem for a person.
 */
export const voidLabel =
  ({ shipments, carriers, clock }: Ports) =>
  async (id: ShipmentId): Promise<void> => {
    const shipment = await shipments.find(id);
    if (shipment?.booking === undefined || shipment.voidedAt !== undefined) return;
    try {
      await carriers.of(shipment.booking.provider).giveBack(shipment.booking, shipment.label);
      await shipments.change(id, (current) => withVoidedLabel(current, clock()));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const refused = isFinalAnswer(error);
      await shipments.change(id, (current) => ({
        state: refused
          ? {
              ...notDue(current),
              voidedAt: clock().toISOString(),
              problem: problemOf(current, problemFrom(toldOf(error), clock().toISOString())),
            }
          : afterFailure(current, clock(), Math.random()),
      }));
    }
  };

/** What a person has to do about it is other than with a parcel that is to be sent. */
const toldOf = (error: AppError): AppError =>
  isError(LabelUncertain, error) ? CancelledLabelUncertain({ details: error.details, cause: error }) : error;
