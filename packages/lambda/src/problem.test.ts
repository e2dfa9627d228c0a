import { describe, expect, it } from '@jest/globals';
import { defineError } from '@cartless/domain';
import { problem } from './problem.ts';

const OutOfReach = defineError('invalid', 'OUT_OF_REACH', { en: 'Not so: {why}', 'zh-CN': '不可以：{why}' });

describe('the answer to a failed call', () => {
  it.each([
    ['en', 'too far.', 'Not so: too far.'],
    ['zh-CN', '太远。', '不可以：太远。'],
  ] as const)('says in %s all that a person reads, members too', (locale, why, detail) => {
    const error = OutOfReach({ details: { why: { en: 'too far.', 'zh-CN': '太远。' } } });
    const { body } = problem(error, locale, 'trace');
    expect(JSON.parse(String(body))).toMatchObject({ why, detail, code: 'OUT_OF_REACH' });
  });
});
