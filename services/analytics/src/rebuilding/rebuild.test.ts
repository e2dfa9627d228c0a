import { describe } from '@jest/globals';
import { memoryItems } from '@cartless/aggregate/memory';
import { rebuildSuite } from '../../test/rebuild-suite.ts';
import { ANALYTICS_TABLE } from '../analytics-table.ts';

describe('the archive and the orders, as a check on the roll-ups', () => {
  rebuildSuite(() => Promise.resolve(memoryItems(ANALYTICS_TABLE)), Infinity);
});
