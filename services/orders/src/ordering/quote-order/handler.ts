import { apiHandler, lazy, readConfig } from '@cartless/lambda';
import { TermsConfig, termsIn } from '../../config.ts';
import { ground } from '../../service.ts';
import { quoting } from '../ordering-service.ts';
import { showQuote } from './quote-body.ts';
import { route } from './route.ts';

const ask = /* @__PURE__ */ lazy(() => {
  const terms = termsIn(readConfig(TermsConfig));
  return { currency: terms.currency, quote: quoting(ground(), terms) };
});

export const handler = apiHandler(route, async ({ body }, { caller, locale }) => {
  const { currency, quote } = ask();
  return showQuote(await quote({ ...body, userId: caller.userId, locale }), currency);
});
