import { parseArgs } from 'node:util';
import { takeAllPages } from './pictures/take-all-pages.ts';
import { takeBaseline } from './pictures/take-baseline.ts';

const HELP = `Usage: pnpm pictures [<beginning of names>]
       pnpm pictures --baseline

Without a flag: every page of the running shop, in both languages, on a telephone, a tablet and a desk, in the light and in the dark,
into .cartless/pictures, for somebody to look at; "pnpm pictures console" takes those whose name begins so.

  --baseline   takes the pictures in test/looks anew, which the tests compare the main pages with, of a shop that it starts itself`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { baseline: { type: 'boolean' }, help: { type: 'boolean' } },
});
if (values.help === true) console.log(HELP);
else if (values.baseline === true) await takeBaseline();
else await takeAllPages(positionals[0] ?? '');
