import type { ServiceApi } from '@cartless/lambda/openapi';
import { EXAMPLES } from './examples.ts';
import { NOTES } from './schemas.ts';
import { TOPICS } from './topics.ts';

/** What the documents of this API say beside its routes. */
export const API: ServiceApi = {
  description: 'Accounts, verification, log-in, tokens, addresses and the roles of the staff.',
  topics: TOPICS,
  notes: NOTES,
  examples: EXAMPLES,
};
