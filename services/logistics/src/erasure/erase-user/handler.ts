import { UserErased } from '@cartless/domain';
import { lazy, on, queueHandler } from '@cartless/lambda';
import { eraseUser } from '../erase-user.ts';
import { clock, holdHeeding, shipments, standings } from '../../service.ts';

const erase = /* @__PURE__ */ lazy(() =>
  eraseUser({ shipments: shipments(), standings: standings(), heedHold: holdHeeding(), clock }),
);

export const handler = queueHandler(on(UserErased, (event) => erase()(event)));
