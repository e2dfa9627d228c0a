import { apiHandler, lazy, reply } from '@cartless/lambda';
import { reportCarriers } from '../report-carriers.ts';
import { clock, health, PROVIDERS } from '../../service.ts';
import { route } from './route.ts';

const report = /* @__PURE__ */ lazy(() => reportCarriers({ providers: PROVIDERS, reports: health(), clock }));

export const handler = apiHandler(route, async () =>
  reply({ items: await report()() }, { 'cache-control': 'public, max-age=10' }),
);
