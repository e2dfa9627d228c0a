import { defineError, wholeNumber } from '@cartless/domain';
import * as z from 'zod/mini';

/** What every list takes and answers. */
export const PAGE_QUERY = {
  limit: z._default(wholeNumber(1, 100), 20),
  cursor: z.optional(z.string().check(z.maxLength(2048))),
};

export const pageOf = <S extends z.ZodMiniType>(item: S) =>
  z.object({ items: z.array(item), nextCursor: z.nullable(z.string()) });

/** A moment in a query: ISO 8601, or a day in UTC. */
export const Moment = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);

export const RangeInvalid = defineError('invalid', 'RANGE_INVALID', {
  en: 'The range runs backwards: from must not be after to.',
  'zh-CN': '时间范围无效：from 不能晚于 to。',
});

/** A range of moments, both included, in milliseconds since 1970. @throws AppError RANGE_INVALID */
export function rangeOf({ from, to }: Readonly<{ from?: string | undefined; to?: string | undefined }>) {
  const range = { from: startOf(from), to: endOf(to) };
  if (range.from !== undefined && range.to !== undefined && range.from > range.to) throw RangeInvalid();
  return range;
}

/** The start of what a moment names, in milliseconds since 1970. */
const startOf = (moment: string | undefined): number | undefined =>
  moment === undefined ? undefined : Date.parse(moment);

/** The end of what a moment names: a day includes all of itself. */
const endOf = (moment: string | undefined): number | undefined => {
  if (moment === undefined) return undefined;
  const start = Date.parse(moment);
  return moment.length === 10 ? start + 86_399_999 : start;
};
