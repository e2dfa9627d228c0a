import { UserErased, type UserId } from '@cartless/domain';
import { on, queueHandler } from '@cartless/lambda';
import { eraseUser } from '../../application/erase-user.ts';
import { clock, erasedUsers, shipments } from '../../container.ts';
import { lazy } from '../../lazy.ts';

const erase = lazy(() => eraseUser({ shipments: shipments(), erasedUsers: erasedUsers(), clock }));

export const handler = queueHandler(on(UserErased, ({ data }) => erase()(data.userId as UserId)));
