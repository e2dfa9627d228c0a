import * as z from 'zod/mini';
import { refused } from './field-rule.ts';
import type { Localized } from './locale.ts';

/** Control characters, what separates lines and paragraphs, halves of characters, and what turns the text around. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069\ufff9-\uffff]/u;
const UNPRINTABLE_BUT_LINES = new RegExp(`(?!\\n)${UNPRINTABLE.source}`, 'u');
/** Blanks that Unicode counts among the letters and signs are here by name. */
const VISIBLE = /[^\s\p{Default_Ignorable_Code_Point}\p{Mn}\u2800]/u;

const NOT_PRINTABLE: Localized = {
  en: 'Contains characters that cannot be printed. Type it again instead of pasting it.',
  'zh-CN': '包含无法打印的字符，请手动输入而不要粘贴。',
};
const NOT_VISIBLE: Localized = {
  en: 'Contains nothing that can be seen.',
  'zh-CN': '未包含任何可见字符。',
};

/**
 * One line that somebody wrote and others read on a label, in a mail or on a page: Unicode's NFC form, trimmed, at least
 * one visible character and none that cannot be printed.
 *
 * @param max the most characters, counted in code points
 */
export const text = (max: number) => writing(tidy, 1, max, UNPRINTABLE);

/**
 * The same where line breaks are meant to be, which are `\n` then.
 *
 * @param min 0 where nothing may be written
 */
export const prose = (max: number, min: 0 | 1 = 1) => writing(tidyLines, min, max, UNPRINTABLE_BUT_LINES);

const tidy = (typed: string): string => typed.normalize('NFC').trim();
const tidyLines = (typed: string): string => tidy(typed.replaceAll(/\r\n?/g, '\n').replaceAll('\t', ' '));

const writing = (clean: (typed: string) => string, min: number, max: number, unprintable: RegExp) =>
  z.string().check(z.overwrite(clean), z.minLength(min), z.maxLength(max), ({ value, issues }) => {
    if (unprintable.test(value)) issues.push(refused(value, NOT_PRINTABLE));
    else if (value !== '' && !VISIBLE.test(value)) issues.push(refused(value, NOT_VISIBLE));
  });
