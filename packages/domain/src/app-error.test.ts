import { describe, expect, it } from '@jest/globals';
import { AppError, defineError, isError } from './app-error.ts';

const OutOfStock = defineError('conflict', 'OUT_OF_STOCK', {
  en: 'Only {left} of {product} left.',
  'zh-CN': '{product} 仅剩 {left} 件。',
});
const Other = defineError('conflict', 'OTHER', { en: 'Other.', 'zh-CN': '其他。' });

describe('a declared error', () => {
  it('knows its kind and code before it happens', () => {
    expect([OutOfStock.kind, OutOfStock.code]).toEqual(['conflict', 'OUT_OF_STOCK']);
  });

  it('speaks both languages and fills in the details', () => {
    const error = OutOfStock({ details: { left: 2, product: 'lamp' } });
    expect(error.detail('en')).toBe('Only 2 of lamp left.');
    expect(error.detail('zh-CN')).toBe('lamp 仅剩 2 件。');
    expect(error.message).toBe('Only 2 of lamp left.');
  });

  it('takes no detail by a name that every answer has of its own', () => {
    // @ts-expect-error -- nobody would see it: the status of the answer is HTTP's
    expect(Other({ details: { status: 'paid' } }).code).toBe('OTHER');
  });

  it('says what fills it in the language of the text, where it was given in all of them', () => {
    const OutOfReach = defineError('invalid', 'OUT_OF_REACH', {
      en: 'Not so: {why}',
      'zh-CN': '不可以：{why}',
    });
    const error = OutOfReach({ details: { why: { en: 'too far.', 'zh-CN': '太远。' }, far: 9 } });
    expect([error.detail('en'), error.detail('zh-CN'), error.message]).toEqual([
      'Not so: too far.',
      '不可以：太远。',
      'Not so: too far.',
    ]);
    expect([error.members('en'), error.members('zh-CN')]).toEqual([
      { why: 'too far.', far: 9 },
      { why: '太远。', far: 9 },
    ]);
  });

  it('leaves a placeholder that nobody filled with text or a number', () => {
    expect(OutOfStock({ details: { left: { secret: 1 } } }).message).toBe('Only {left} of {product} left.');
  });

  it('does not read placeholders from the prototype of the details', () => {
    const error = defineError('invalid', 'X', { en: '{constructor} {toString}', 'zh-CN': '' })();
    expect(error.message).toBe('{constructor} {toString}');
  });

  it('keeps its cause, details and fields', () => {
    const cause = new Error('inside');
    const error = OutOfStock({
      cause,
      details: { left: 1 },
      errors: [{ field: 'items', message: 'too many' }],
    });
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({
      cause,
      details: { left: 1 },
      errors: [{ field: 'items', message: 'too many' }],
    });
    expect(Object.hasOwn(OutOfStock(), 'cause')).toBe(false);
  });

  it('is recognised among caught values', () => {
    expect(isError(OutOfStock, OutOfStock())).toBe(true);
    expect(isError(OutOfStock, Other())).toBe(false);
    expect(isError(OutOfStock, new Error('OUT_OF_STOCK'))).toBe(false);
    expect(isError(OutOfStock, undefined)).toBe(false);
  });
});
