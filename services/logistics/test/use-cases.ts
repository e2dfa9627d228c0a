import type { Items } from '@cartless/aggregate';
import { approveReship, rejectReship } from '../src/reshipping/decide-reship.ts';
import { followAddress } from '../src/readdressing/follow-address.ts';
import { followDecision } from '../src/reshipping/follow-decision.ts';
import { followReturn } from '../src/returning/follow-return.ts';
import { requestReship } from '../src/reshipping/request-reship.ts';
import type { Carriers } from '../src/carriers/choice.ts';
import { eraseLate } from '../src/erasure/erase-late.ts';
import { eraseUser } from '../src/erasure/erase-user.ts';
import { erasedUserStore } from '../src/erasure/erased-users-store.ts';
import { followDispute, releaseShipment } from '../src/holds/follow-dispute.ts';
import { heedHold } from '../src/holds/heed-hold.ts';
import { orderHoldsStore } from '../src/holds/order-holds-store.ts';
import { buyLabel, buyLabelInBackground } from '../src/labels/buy-label.ts';
import { voidLabel } from '../src/labels/void-label.ts';
import { cancelShipment } from '../src/shipments/cancel-shipment.ts';
import { createShipment } from '../src/shipments/create-shipment.ts';
import { dispatchShipment } from '../src/shipments/dispatch-shipment.ts';
import { listShipments } from '../src/shipments/list-shipments.ts';
import type { Clock } from '../src/shipments/ports.ts';
import { shipmentStore } from '../src/shipments/shipment-store.ts';
import { RULES } from './rules.ts';
import { applyKeptUpdates } from '../src/tracking/apply-kept-updates.ts';
import { askCarrier } from '../src/tracking/ask-carrier.ts';
import { parcelCodeStore } from '../src/tracking/parcel-codes-store.ts';

export const POLL = { first: 7200, longest: 86_400, giveUp: 3_888_000 };

type Outside = Readonly<{
  items: Items;
  carriers: Carriers;
  clock: Clock;
  autoDispatch?: boolean | undefined;
}>;

/** The service's use cases on any store and any carriers. */
export function useCases({ items, carriers, clock, autoDispatch = true }: Outside) {
  const shipments = shipmentStore(items);
  const codes = parcelCodeStore(items);
  const erasedUsers = erasedUserStore(items);
  const holds = orderHoldsStore(items);
  const common = {
    shipments,
    codes,
    carriers,
    rules: RULES,
    poll: POLL,
    clock,
    erasedUsers,
    eraseLate: eraseLate({ shipments, erasedUsers, clock }),
    holds,
    heedHold: heedHold({ shipments, holds, clock }),
  };
  const giveBack = voidLabel(common);
  const buy = buyLabel({ ...common, applyKept: applyKeptUpdates(common), voidLabel: giveBack });
  return {
    common,
    shipments,
    codes,
    voidLabel: giveBack,
    buy,
    buyInBackground: buyLabelInBackground({ shipments, clock, buy, dispatch: autoDispatch }),
    askCarrier: askCarrier(common),
    create: createShipment(common),
    cancel: cancelShipment({ ...common, voidLabel: giveBack }),
    dispatch: dispatchShipment({ ...common, buyLabel: buy }),
    erase: eraseUser(common),
    list: listShipments(common),
    approve: approveReship(common),
    reject: rejectReship(common),
    requestReship: requestReship(common),
    followDispute: followDispute(common),
    release: releaseShipment(common),
    readdress: followAddress({ ...common, voidLabel: giveBack }),
    cameBack: followReturn(common),
    decisions: followDecision({ ...common, voidLabel: giveBack }),
  };
}
