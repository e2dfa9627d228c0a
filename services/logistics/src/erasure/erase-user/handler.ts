import { UserErased, type UserId } from '@cartless/domain';
import { lazy, on, queueHandler } from '@cartless/lambda';
import { eraseUser } from '../erase-user.ts';
import { clock, erasedUsers, shipments } from '../../service.ts';

const erase = /* @__PURE__ */ lazy(() =>
  eraseUser({ shipments: shipments(), erasedUsers: erasedUsers(), clock }),
);

export const handler = queueHandler(on(UserErased, ({ data }) => erase()(data.userId as UserId)));
