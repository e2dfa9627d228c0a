import { describe } from '@jest/globals';
import { memoryItems } from '@cartless/aggregate/memory';
import { foldSuite } from '../../test/fold-suite.ts';
import { ANALYTICS_TABLE } from '../analytics-table.ts';

describe('folding roll-ups', () => {
  const items = memoryItems(ANALYTICS_TABLE);
  foldSuite(() => items);
});
