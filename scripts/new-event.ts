import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { newEvent } from './generators/new-event.ts';

const HELP = `Usage: pnpm new:event <producer>/<past-fact>[.v<version>]

Writes the contract of an event, with a test that fails until you say what the event tells.
A version after the first begins as a copy of the one before it.

  pnpm new:event orders/order-paused
  pnpm new:event orders/order-placed.v2`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean' } },
});
const [event, ...rest] = positionals;
if (values.help === true) {
  console.log(HELP);
} else if (event === undefined || rest.length > 0) {
  throw new Error(HELP);
} else {
  for (const file of await newEvent(dirname(import.meta.dirname), event)) console.log(`wrote ${file}`);
  console.log('Now say in the test what it tells, and when it does, "pnpm run docs".');
}
