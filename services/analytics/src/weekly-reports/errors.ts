import { defineError } from '@cartless/domain';

export const WeeklyReportUnknown = /* @__PURE__ */ defineError('not-found', 'WEEKLY_REPORT_UNKNOWN', {
  en: 'There is no such weekly report.',
  'zh-CN': '没有该周报。',
});
export const WeekNotBegun = /* @__PURE__ */ defineError('invalid', 'WEEK_NOT_BEGUN', {
  en: 'The week from {monday} has not begun. Give a date (2026-11-21) of a week that has.',
  'zh-CN': '自 {monday} 起的一周尚未开始。请提供已开始的一周中的日期（如 2026-11-21）。',
});
