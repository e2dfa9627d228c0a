import type { ServiceApi } from '@cartless/lambda/openapi';
import { EXAMPLES } from './examples.ts';
import { NOTES } from './schemas.ts';
import { TOPICS } from './topics.ts';

/** What the documents of this API say beside its routes. */
export const API: ServiceApi = {
  description: 'Reports about orders, people, parcels and stock, and their files.',
  topics: TOPICS,
  notes: NOTES,
  examples: EXAMPLES,
};
