import { describe, expect, it } from '@jest/globals';
import { checkPhone } from './phone.ts';

describe('the phone number of an account', () => {
  it('is one that exists, in E.164', () => {
    expect(() => checkPhone('+8613800138000')).not.toThrow();
  });

  it.each(['+10000000000', '13800138000', '+86 138 0013 8000', '008613800138000', '+0123456789', '', '+'])(
    'is not %j',
    (phone) => {
      expect(() => checkPhone(phone)).toThrow(expect.objectContaining({ code: 'PHONE_INVALID' }));
    },
  );
});
