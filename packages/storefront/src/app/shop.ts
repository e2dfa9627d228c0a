import { createPageClient } from '@cartless/api-client';
import { currentLocale } from '../texts/current-locale.ts';
import { sendOrTake } from './early-answers.ts';

/** The one client of the shop; every call of every page goes through it. */
export const shop = createPageClient({ locale: currentLocale, fetch: sendOrTake });
