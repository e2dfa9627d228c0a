import {
  type AccountEvent,
  UserActivated,
  UserErased,
  UserReinstated,
  UserSuspended,
} from '@cartless/domain';
import { on, queueHandler } from '@cartless/lambda';
import { ground } from '../../service.ts';
import { keepStanding } from '../standing-store.ts';

const keep = (event: AccountEvent) => keepStanding(ground().items)(event.data.userId, event);

export const handler = queueHandler(
  on(UserActivated, keep),
  on(UserSuspended, keep),
  on(UserReinstated, keep),
  on(UserErased, keep),
);
