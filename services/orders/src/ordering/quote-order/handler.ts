import { apiHandler, lazy, readConfig } from '@cartless/lambda';
import { PriceConfig } from '../../config.ts';
import { ground } from '../../service.ts';
import { quoting } from '../ordering-service.ts';
import { showQuote } from './quote-body.ts';
import { route } from './route.ts';

const ask = /* @__PURE__ */ lazy(() => {
  const { CURRENCY: currency, SHIPPING_RULES: shipping, TAX_RULES: tax } = readConfig(PriceConfig);
  return { currency, quote: quoting(ground(), { currency, shipping, tax }) };
});

export const handler = apiHandler(route, async ({ body }, { caller, locale }) => {
  const { currency, quote } = ask();
  return showQuote(await quote({ ...body, userId: caller.userId, locale }), currency);
});
