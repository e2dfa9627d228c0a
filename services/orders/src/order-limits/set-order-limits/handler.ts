import { apiHandler, lazy, readConfig } from '@cartless/lambda';
import { admit } from '../../accounts/accounts-service.ts';
import { LimitsConfig } from '../../config.ts';
import { rangeOf } from '../../paging.ts';
import { ground } from '../../service.ts';
import { limitsDesk } from '../order-limits-service.ts';
import { route } from './route.ts';

const desk = /* @__PURE__ */ lazy(() => limitsDesk(ground(), readConfig(LimitsConfig).ORDER_LIMITS));

export const handler = apiHandler(
  route,
  async ({ params: { userId }, body }, { caller }) => {
    const { to: until } = rangeOf({ to: body.until });
    await desk().set({ ...body, userId, until, by: caller.userId });
    return desk().show(userId);
  },
  { admit },
);
