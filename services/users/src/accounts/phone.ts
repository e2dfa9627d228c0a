import { NUMBERING_PLANS } from './numbering-plans.ts';
import { PhoneInvalid } from './errors.ts';

const E164 = /^\+[1-9]\d{6,14}$/;

/**
 * Checks that a number in E.164 form exists in the numbering plan of its country calling code.
 *
 * @throws AppError PHONE_INVALID
 */
export function checkPhone(phone: string): void {
  if (!E164.test(phone) || !inSomePlan(phone.slice(1))) throw PhoneInvalid({ details: { field: 'phone' } });
}

/** Country calling codes have one to three digits and none begins another. */
function inSomePlan(digits: string): boolean {
  const code = [1, 2, 3].map((length) => digits.slice(0, length)).find((prefix) => prefix in NUMBERING_PLANS);
  if (code === undefined) return false;
  const national = digits.slice(code.length);
  return (NUMBERING_PLANS[code] ?? []).some((pattern) => new RegExp(`^(?:${pattern})$`).test(national));
}
