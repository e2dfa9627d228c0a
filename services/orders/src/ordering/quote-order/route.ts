import { ACCOUNT_REFUSALS } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { CurrencyUnsupported, VariantRequired } from '../../catalogue/errors.ts';
import { PromotionTriedTooOften, PromotionUnknown } from '../../promotions/errors.ts';
import { AddressNotThereYet, AddressUnknown, QuantityTooLarge } from '../errors.ts';
import { LinesContradict } from '../new-order.ts';
import { ORDER_FIELDS } from '../order-request-body.ts';
import { QuoteShape } from './quote-body.ts';

export const route = defineRoute({
  id: 'quoteOrder',
  method: 'POST',
  path: '/orders/quote',
  access: 'shop',
  throttle: { rate: 100, burst: 200 },
  summary: 'What an order would cost, and what is in its way',
  description:
    'The body of an order; address and payment method may be left out. Prices are those of now, whatever the body says; ' +
    'nothing is taken or promised. `limits` says by which limits of the account an order of it would be refused, and when more is possible.',
  body: z.strictObject(ORDER_FIELDS),
  success: { status: 200, description: 'The figures', body: QuoteShape },
  errors: [
    ...ACCOUNT_REFUSALS,
    PromotionUnknown,
    PromotionTriedTooOften,
    AddressUnknown,
    AddressNotThereYet,
    CurrencyUnsupported,
    VariantRequired,
    QuantityTooLarge,
    LinesContradict,
  ],
});
