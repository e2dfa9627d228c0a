import { apiHandler, lazy } from '@cartless/lambda';
import { reportCarriers } from '../report-carriers.ts';
import { clock, health, providers } from '../../service.ts';
import { route } from './route.ts';

const report = /* @__PURE__ */ lazy(() =>
  reportCarriers({ providers: providers(), reports: health(), clock }),
);

export const handler = apiHandler(route, async () => ({ items: await report()() }));
