import type * as z from 'zod/mini';
import type { FieldError } from './app-error.ts';
import { wordsOf } from './field-rule.ts';
import type { Locale } from './locale.ts';

type Issue = z.core.$ZodIssue;

/** Turns what the schema found into one sentence per field, in the reader's language. */
export function fieldErrors(issues: readonly Issue[], locale: Locale): FieldError[] {
  return issues.flatMap((issue) => {
    const at = issue.path.map(String);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        field: [...at, key].join('.'),
        message: locale === 'en' ? 'Unknown field.' : '未知字段。',
      }));
    }
    return [{ field: at.join('.'), message: sentence(issue, locale) }];
  });
}

function sentence(issue: Issue, locale: Locale): string {
  const own = wordsOf(issue);
  if (own !== undefined) return own[locale];
  const en = locale === 'en';
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? en
          ? 'Required.'
          : '必填。'
        : en
          ? `Must be of type ${issue.expected}.`
          : `类型必须为 ${issue.expected}。`;
    case 'too_small':
      return size(issue.origin, String(issue.minimum), en ? 'at least' : '至少', en);
    case 'too_big':
      return size(issue.origin, String(issue.maximum), en ? 'at most' : '至多', en);
    case 'invalid_value':
      return en
        ? `Must be one of: ${issue.values.join(', ')}.`
        : `必须是以下之一：${issue.values.join('、')}。`;
    case 'invalid_union': {
      // What each of the possible shapes finds first.
      const found = issue.errors.flatMap(([first]) => (first ? [sentence(first, locale)] : []));
      return found.length > 0 ? [...new Set(found)].join(en ? ' Or: ' : '或者：') : wrongFormat(en);
    }
    case 'invalid_key': {
      const [why] = issue.issues;
      return why ? sentence(why, locale) : wrongFormat(en);
    }
    default:
      return wrongFormat(en);
  }
}

const wrongFormat = (en: boolean): string => (en ? 'Has the wrong format.' : '格式不正确。');

function size(origin: string, limit: string, bound: string, en: boolean): string {
  if (origin === 'string')
    return en
      ? `Must have ${bound} ${counted(limit, 'character', 'characters')}.`
      : `长度${bound} ${limit} 个字符。`;
  if (origin === 'array' || origin === 'set') {
    return en ? `Must have ${bound} ${counted(limit, 'entry', 'entries')}.` : `${bound} ${limit} 项。`;
  }
  return en ? `Must be ${bound} ${limit}.` : `${bound}为 ${limit}。`;
}

const counted = (limit: string, one: string, many: string): string =>
  `${limit} ${limit === '1' ? one : many}`;
