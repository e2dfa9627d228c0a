import { readPhoneNumber } from '@cartless/domain';
import { PhoneInvalid } from './errors.ts';

/**
 * Checks that a number in E.164 form exists in the numbering plan of its country calling code.
 *
 * @throws AppError PHONE_INVALID
 */
export function checkPhone(phone: string): void {
  if (readPhoneNumber(phone) !== phone) throw PhoneInvalid({ details: { field: 'phone' } });
}
