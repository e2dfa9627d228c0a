import { copiesConverge, nothingIsLeft, ownersGetIn } from './accounts.ts';
import { reportsAreRecounted, weeksAreToldOnce } from './analytics.ts';
import { transactionsAreWhole } from './agreements.ts';
import { accountLetters } from './letters.ts';
import { restoredIsWhole } from './backups.ts';
import { carriersStandIn } from './carriers.ts';
import type { Invariant } from './invariant.ts';
import { shoppersKeepLimits } from './limits.ts';
import {
  eventsObey,
  nothingIsDropped,
  nothingIsParked,
  nothingIsUnhandled,
  redrivesAreWhole,
} from './messages.ts';
import {
  historiesAreLegal,
  moneyAddsUp,
  nothingIsKept,
  numbersAreUnique,
  ordersEnd,
  paidInFull,
} from './orders.ts';
import { answersAgree, documentsAreNumbered, lettersAreSentOnce } from './paperwork.ts';
import { ordersKnowTheirParcels, parcelsEnd, parcelsFollowOrders, parcelsMoveLegally } from './parcels.ts';
import { pricesAreOfTheMoment } from './prices.ts';
import { promotionsKeepLimits } from './promotions.ts';
import { endedStaysEnded } from './sessions.ts';
import { stockAddsUp } from './stock.ts';

/** All that holds in every history. A new one has a record of its own and a line here. */
export const INVARIANTS: readonly Invariant[] = [
  stockAddsUp,
  transactionsAreWhole,
  promotionsKeepLimits,
  pricesAreOfTheMoment,
  shoppersKeepLimits,
  eventsObey,
  answersAgree,
  historiesAreLegal,
  lettersAreSentOnce,
  documentsAreNumbered,
  nothingIsUnhandled,
  restoredIsWhole,
  moneyAddsUp,
  paidInFull,
  nothingIsKept,
  numbersAreUnique,
  ordersEnd,
  parcelsMoveLegally,
  parcelsFollowOrders,
  ordersKnowTheirParcels,
  parcelsEnd,
  carriersStandIn,
  nothingIsParked,
  nothingIsDropped,
  redrivesAreWhole,
  weeksAreToldOnce,
  accountLetters,
  endedStaysEnded,
  copiesConverge,
  nothingIsLeft,
  ownersGetIn,
  reportsAreRecounted,
];
