import * as z from 'zod/mini';
import { field } from '../event-contract.ts';

export const DISPUTE_ID = 'du_1MtJUT2eZvKYlo2CNaw2HvEv';

/** The payment provider's id of a dispute; the provider alone knows whose it is. */
export const disputeId = (says = "The payment provider's id of the dispute") =>
  field(z.string(), says, DISPUTE_ID, { personal: false });
