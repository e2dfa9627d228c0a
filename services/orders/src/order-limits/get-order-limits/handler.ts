import { apiHandler, lazy, readConfig } from '@cartless/lambda';
import { LimitsConfig } from '../../config.ts';
import { ground } from '../../service.ts';
import { limitsDesk } from '../order-limits-service.ts';
import { route } from './route.ts';

const desk = /* @__PURE__ */ lazy(() => limitsDesk(ground(), readConfig(LimitsConfig).ORDER_LIMITS));

export const handler = apiHandler(route, ({ params: { userId } }) => desk().show(userId));
