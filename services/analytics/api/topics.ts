import type { Topic } from '@cartless/lambda/openapi';

const REPORTS: Topic = {
  name: 'Reports',
  description: 'Numbers about what was sold, to whom, and how it arrived.',
};
const FILES: Topic = {
  name: 'Report files',
  description: 'The same as files, whole, whatever their length.',
};

/** What the operations of each room are about. */
export const TOPICS = {
  reports: REPORTS,
  'order-lists': REPORTS,
  stock: REPORTS,
  files: FILES,
  exports: FILES,
  'dead-letters': { name: 'Dead letters', description: 'What could not be handled, and putting it back.' },
} as const satisfies Record<string, Topic>;
