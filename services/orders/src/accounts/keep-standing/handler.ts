import {
  type AccountEvent,
  UserActivated,
  UserErased,
  UserReinstated,
  UserSuspended,
} from '@cartless/domain';
import { lazy, on, queueHandler } from '@cartless/lambda';
import { ownOrderIds } from '../../ordering/order-lists-store.ts';
import { ground, orders } from '../../service.ts';
import { followStanding } from '../follow-standing.ts';
import { keepStanding } from '../standing-store.ts';

const follow = /* @__PURE__ */ lazy(() =>
  followStanding({
    ...orders(),
    keep: keepStanding(ground().items),
    ordersOf: (userId, from) => ownOrderIds(ground().items, userId, from),
  }),
);
const keep = (event: AccountEvent) => follow()(event.data.userId, event);

export const handler = queueHandler(
  on(UserActivated, keep),
  on(UserSuspended, keep),
  on(UserReinstated, keep),
  on(UserErased, keep),
);
