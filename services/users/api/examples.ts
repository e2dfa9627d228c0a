import type { Examples } from '@cartless/lambda/openapi';

/** What is really sent and answered, by the ids of the routes. */
export const EXAMPLES: Examples = {};
