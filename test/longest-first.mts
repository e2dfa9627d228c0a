import { createRequire } from 'node:module';

type Sequencer = typeof import('@jest/test-sequencer', { with: { 'resolution-mode': 'require' } });
type Tests = Parameters<InstanceType<Sequencer['default']>['sort']>[0];

const { default: TestSequencer } = createRequire(import.meta.url)('@jest/test-sequencer') as Sequencer;

/** Files that take minutes: whole shops, and thousands of histories. */
const LONG = /\.e2e\.test\.|\/simulation\/src\/histories\./;
/** Files that wait for emulators or for other processes. */
const MEDIUM = /\.integration\.test\.|\/test\/[^/]+\.test\./;

const rank = ({ path }: Tests[number]): number => (LONG.test(path) ? 0 : MEDIUM.test(path) ? 1 : 2);

/** Begins with what takes longest, so that at the end no process works on alone. Jest knows how long a file takes only where it ran before. */
export default class LongestFirst extends TestSequencer {
  override async sort(tests: Tests): Promise<Tests> {
    const sorted = await super.sort(tests);
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}
