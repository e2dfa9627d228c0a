import { Busy } from '@cartless/aggregate';
import { ACCOUNT_REFUSALS } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import { OwnLimits, ShopperNotFound } from '../errors.ts';
import { LimitsDecision, ShopperLimitsShape, ShopperParams } from '../order-limits-body.ts';
import { LiftEndInvalid } from '../set-limits.ts';

export const route = defineRoute({
  id: 'setOrderLimits',
  method: 'PUT',
  path: '/admin/shoppers/{userId}/order-limits',
  access: 'support',
  summary: 'Raises, lowers or lifts the limits of what a shopper may order',
  description:
    'The level holds until the given time, for the very next order; `unlimited` lifts all of them, `automatic` goes back to what ' +
    'the account has earned. Who decided, when and why stays on record.',
  params: ShopperParams,
  body: LimitsDecision,
  success: { status: 200, description: 'The limits as they are now', body: ShopperLimitsShape },
  errors: [...ACCOUNT_REFUSALS, OwnLimits, ShopperNotFound, LiftEndInvalid, Busy],
});
