import { UserReinstated, UserSuspended } from '@cartless/domain';
import { lazy, on, queueHandler } from '@cartless/lambda';
import { clock, holdHeeding, shipments, standings } from '../../service.ts';
import { followStanding } from '../follow-standing.ts';

const follow = /* @__PURE__ */ lazy(() =>
  followStanding({ shipments: shipments(), standings: standings(), heedHold: holdHeeding(), clock }),
);

export const handler = queueHandler(
  on(UserSuspended, (event) => follow()(event)),
  on(UserReinstated, (event) => follow()(event)),
);
