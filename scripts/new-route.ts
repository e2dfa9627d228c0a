import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { newRoute } from './generators/new-route.ts';

const HELP = `Usage: pnpm new:route <service>/<room>/<verb-noun> <METHOD> <path> <access>

Writes the files of a route, with a test that fails until you say what the route answers.
<access> is "public" or the scope that a caller's token needs; of several with commas between, any one.

  pnpm new:route orders/ordering/pause-order POST '/orders/{orderId}/pause' shop
  pnpm new:route orders/ordering/hold-order POST '/admin/orders/{orderId}/hold' support,fulfilment`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean' } },
});
const [folder, method, path, access, ...rest] = positionals;
if (values.help === true) {
  console.log(HELP);
} else if (
  access === undefined ||
  folder === undefined ||
  method === undefined ||
  path === undefined ||
  rest.length > 0
) {
  throw new Error(HELP);
} else {
  const files = await newRoute(dirname(import.meta.dirname), { folder, method, path, access });
  for (const file of files) console.log(`wrote ${file}`);
  console.log('Now say in the test what it answers, and when it does, "pnpm run docs".');
}
