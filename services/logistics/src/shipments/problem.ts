import type { AppError, Locale } from '@cartless/domain';

/** Why a parcel waits for a person. Parcels of earlier releases say it in English alone, and erased ones not at all. */
export type Problem = Readonly<{ code: string; message: string; zh?: string; at: string }>;

/** What went wrong, in every language: who will read it is not known yet. */
export const problemFrom = (error: AppError, at: string): Problem => ({
  code: error.code,
  message: error.detail('en'),
  zh: error.detail('zh-CN'),
  at,
});

/** The words of a problem in the language of who reads it. */
export const problemIn = (problem: Problem | undefined, locale: Locale): string | null =>
  (locale === 'zh-CN' ? problem?.zh : undefined) ?? problem?.message ?? null;
