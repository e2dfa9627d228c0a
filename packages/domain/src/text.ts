import * as z from 'zod/mini';
import { refused } from './field-rule.ts';
import type { Localized } from './locale.ts';

/**
 * What is told by properties of Unicode. Such a pattern takes long to read, and most functions that know a text never look into one,
 * so all are made when the first text is looked at.
 */
function makePatterns() {
  /**
   * Control characters, what separates lines and paragraphs, halves of characters, what turns the text around, signs of formulas
   * and old formats that show nothing, what no font but the writer's own has, and what is no character.
   */
  const unprintable =
    /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}\u202a-\u202e\u2061-\u2064\u2066-\u206f\ufeff\ufff9-\uffff]/u;
  /** Marks above and below one letter, with what shows nothing between them. Scriptures and Tibetan stacks have five. */
  const marks = String.raw`[\p{Mn}\p{Me}]\p{Cf}*`;
  return {
    unprintable,
    unprintableButLines: new RegExp(`(?!\\n)${unprintable.source}`, 'u'),
    /** Blanks that Unicode counts among the letters and signs are here by name. */
    visible: /[^\s\p{Default_Ignorable_Code_Point}\p{Mn}\u2800]/u,
    /** An emoji has two in a row: the one that makes it coloured and the one that joins it to the next. */
    invisibleRun: /(\p{Default_Ignorable_Code_Point}{2})\p{Default_Ignorable_Code_Point}+/u,
    heap: new RegExp(`((?:${marks}){6})(?:${marks})+`, 'u'),
  };
}
let made: ReturnType<typeof makePatterns> | undefined;
const patterns = () => (made ??= makePatterns());

/** The flags of parts of countries, England's say: a black flag and the part's code in tags, which mean nothing elsewhere. */
const FLAG = /\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f}/gu;
/** What is left of such a flag that was cut. */
const HALF_FLAG = /[\u{e0000}-\u{e007e}]+$/u;
const TAG = /[\u{e0000}-\u{e007f}]/u;

const NOT_PRINTABLE: Localized = {
  en: 'Contains characters that cannot be printed. Type it again instead of pasting it.',
  'zh-CN': '包含无法打印的字符，请手动输入而不要粘贴。',
};
const NOT_VISIBLE: Localized = {
  en: 'Contains nothing that can be seen.',
  'zh-CN': '未包含任何可见字符。',
};
const HIDDEN: Localized = {
  en: 'Contains too many characters that cannot be seen. Type it again instead of pasting it.',
  'zh-CN': '包含过多不可见的字符，请手动输入而不要粘贴。',
};
const HEAPED: Localized = {
  en: 'Has more than six marks on one letter. Type it with fewer.',
  'zh-CN': '同一个字母上的附加符号超过六个，请减少后重新输入。',
};

/**
 * One line that somebody wrote and others read on a label, in a mail or on a page: Unicode's NFC form, trimmed, at least
 * one visible character and none that cannot be printed; no heaps of marks or of what shows nothing. Joiners stay where
 * scripts and emoji need them. Characters that a later Unicode has are taken.
 *
 * @param max the most characters, counted in code points; in UTF-8 they are four times as many bytes at most
 * @param min 0 where nothing may be written
 */
export const text = (max: number, min: 0 | 1 = 1) => writing(tidy, min, max, 'unprintable');

/**
 * The same where line breaks are meant to be, which are `\n` then.
 *
 * @param min 0 where nothing may be written
 */
export const prose = (max: number, min: 0 | 1 = 1) => writing(tidyLines, min, max, 'unprintableButLines');

const tidy = (typed: string): string => typed.normalize('NFC').trim();
const tidyLines = (typed: string): string => tidy(typed.replaceAll(/\r\n?/g, '\n').replaceAll('\t', ' '));

type Unprintable = 'unprintable' | 'unprintableButLines';

const writing = (clean: (typed: string) => string, min: number, max: number, unprintable: Unprintable) =>
  z.string().check(z.overwrite(clean), z.minLength(min), z.maxLength(max), ({ value, issues }) => {
    const wrong = faultOf(value, unprintable);
    if (wrong !== undefined) issues.push(refused(value, wrong));
  });

function faultOf(value: string, unprintable: Unprintable): Localized | undefined {
  if (value === '') return undefined;
  const { [unprintable]: unprintables, visible, invisibleRun, heap } = patterns();
  const bare = value.replaceAll(FLAG, '');
  if (unprintables.test(value) || TAG.test(bare)) return NOT_PRINTABLE;
  if (!visible.test(value)) return NOT_VISIBLE;
  if (invisibleRun.test(bare)) return HIDDEN;
  return heap.test(value) ? HEAPED : undefined;
}

/**
 * What another service or a provider wrote, as one line that `text(max)` takes: nobody can be asked to type that again. What
 * cannot be printed becomes a space, heaps are cut down, and what is too long ends early.
 *
 * @returns an empty text where nothing can be seen
 */
export function cleaned(received: string, max: number): string {
  const flags = received.match(FLAG) ?? [];
  const parts = received.toWellFormed().split(FLAG).map(cleanedPart);
  const line = parts.map((part, n) => part + (flags[n] ?? '')).join('');
  const short = Array.from(tidy(line.replaceAll(/\s+/g, ' ')))
    .slice(0, max)
    .join('');
  const kept = tidy(short.replace(HALF_FLAG, ''));
  return faultOf(kept, 'unprintable') === undefined ? kept : '';
}

/** A header that programs fill in, kept as `cleaned` leaves it. */
export const received = (max: number) => z.string().check(z.overwrite((value) => cleaned(value, max)));

const every = (regex: RegExp): RegExp => new RegExp(regex.source, 'gu');

function cleanedPart(part: string): string {
  const { unprintable, invisibleRun, heap } = patterns();
  return part
    .replaceAll(every(unprintable), ' ')
    .replaceAll(every(TAG), '')
    .replaceAll(every(invisibleRun), '$1')
    .normalize('NFC')
    .replaceAll(every(heap), '$1');
}
