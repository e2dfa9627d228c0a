import { ApiError } from '../api/api-error.ts';
import type { Params } from '../api/params.ts';
import { PAYMENT_METHOD_TYPES, type PaymentMethodType } from '../stripe-objects.ts';

const WITHOUT_PAYMENT_METHOD_TYPES = '2026-09-30';

interface PaymentMethods {
  readonly allowed_payment_method_types: readonly PaymentMethodType[] | null;
  readonly payment_method_types: readonly PaymentMethodType[];
}

/**
 * Reads which methods the shopper may choose: `allowed_payment_method_types`, or `payment_method_types` for calls with
 * an older version of the API, or all that the simulator has.
 *
 * @see https://docs.stripe.com/changelog/endive/2026-09-30/remove-payment-method-types-checkout-sessions
 */
export function readPaymentMethods(params: Params, apiVersion: string): PaymentMethods {
  const allowed = readTypes(params, 'allowed_payment_method_types');
  const listed = readTypes(params, 'payment_method_types');
  const options = params.nested('payment_method_options');
  options?.ignore('card', 'alipay');
  const client = options?.nested('wechat_pay')?.oneOf('client', ['web']);
  if (listed === undefined) {
    return {
      allowed_payment_method_types: allowed ?? null,
      payment_method_types: allowed ?? PAYMENT_METHOD_TYPES,
    };
  }
  if (apiVersion >= WITHOUT_PAYMENT_METHOD_TYPES) {
    const message = `payment_method_types is not supported by API version ${apiVersion}. Use allowed_payment_method_types.`;
    const code = 'payment_method_types_no_longer_supported';
    throw new ApiError(message, { code, param: 'payment_method_types' });
  }
  if (allowed !== undefined) {
    throw new ApiError(
      'You may only specify one of these parameters: payment_method_types, allowed_payment_method_types.',
    );
  }
  if (listed.includes('wechat_pay') && client === undefined) {
    const param = 'payment_method_options[wechat_pay][client]';
    throw new ApiError(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
  }
  return { allowed_payment_method_types: null, payment_method_types: listed };
}

function readTypes(params: Params, name: string): PaymentMethodType[] | undefined {
  const types = params.texts(name).map((value, index) => {
    const type = PAYMENT_METHOD_TYPES.find((candidate) => candidate === value);
    if (type !== undefined) return type;
    const param = `${name}[${index}]`;
    throw new ApiError(`Invalid ${param}: must be one of ${PAYMENT_METHOD_TYPES.join(', ')}`, { param });
  });
  return types.length === 0 ? undefined : [...new Set(types)];
}
