import type { Items } from '@cartless/aggregate';
import { UserErased, type UserId } from '@cartless/domain';
import { approveReship, rejectReship } from '../src/reshipping/decide-reship.ts';
import { followAddress } from '../src/readdressing/follow-address.ts';
import { followDecision } from '../src/reshipping/follow-decision.ts';
import { followReturn } from '../src/returning/follow-return.ts';
import { requestReship } from '../src/reshipping/request-reship.ts';
import type { Carriers } from '../src/carriers/choice.ts';
import { eraseLate } from '../src/erasure/erase-late.ts';
import { eraseUser } from '../src/erasure/erase-user.ts';
import { followStanding } from '../src/accounts/follow-standing.ts';
import { standingsStore } from '../src/accounts/standings-store.ts';
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
import type { ShippingRules } from '../src/shipments/shipping-rules.ts';
import { applyKeptUpdates } from '../src/tracking/apply-kept-updates.ts';
import { askCarrier } from '../src/tracking/ask-carrier.ts';
import { parcelCodeStore } from '../src/tracking/parcel-codes-store.ts';

export const POLL = { first: 7200, longest: 86_400, giveUp: 3_888_000 };

type Contract = Readonly<{ create(event: Parameters<typeof UserErased.create>[0]): UserErased }>;

/** What `users` tells of an account, later than every order of the tests unless they say when. */
export const accountEvent = (
  contract: Contract,
  userId: UserId,
  sequence: number,
  time = '2030-01-01T00:00:00.000Z',
): UserErased => contract.create({ subject: userId, sequence, time, data: { userId } });

type Outside = Readonly<{
  items: Items;
  carriers: Carriers;
  clock: Clock;
  autoDispatch?: boolean | undefined;
  rules?: ShippingRules | undefined;
}>;

/** The service's use cases on any store and any carriers. */
export function useCases({ items, carriers, clock, autoDispatch = true, rules = RULES }: Outside) {
  const shipments = shipmentStore(items);
  const codes = parcelCodeStore(items);
  const standings = standingsStore(items);
  const holds = orderHoldsStore(items);
  const common = {
    shipments,
    codes,
    carriers,
    rules,
    poll: POLL,
    clock,
    standings,
    eraseLate: eraseLate({ shipments, standings, clock }),
    holds,
    heedHold: heedHold({ shipments, holds, standings, clock }),
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
    erase: (userId: UserId, time?: string) => eraseUser(common)(accountEvent(UserErased, userId, 9, time)),
    list: listShipments(common),
    approve: approveReship(common),
    reject: rejectReship(common),
    requestReship: requestReship(common),
    followStanding: followStanding(common),
    followDispute: followDispute(common),
    release: releaseShipment(common),
    readdress: followAddress({ ...common, voidLabel: giveBack }),
    cameBack: followReturn(common),
    decisions: followDecision({ ...common, voidLabel: giveBack }),
  };
}
