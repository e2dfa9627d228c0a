import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { generateDocs } from './docs/generate.ts';
import { release } from './releases/release.ts';
import { recordEvents } from './releases/released-events.ts';
import { releaseNotes } from './releases/release-notes.ts';
import { releasables, waitingChanges } from './releases/releasable.ts';

const HELP = `Usage: pnpm release            what waits to be released, of each service
       pnpm release <service>  raises its version, writes its changelog, keeps its contract and its events, commits and tags
       pnpm release --notes <tag>   what the changelog says of a release, orders@1.3.0; GitHub shows it beside the tag

A change is told by a file in .changeset that names the services which bring it: "npx -y pnpm@12 exec changeset" asks and
writes it. docs/guides/ship-one-service.md shows the way from there to a stage.`;

const root = dirname(import.meta.dirname);
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { notes: { type: 'string' }, help: { type: 'boolean', default: false } },
});
const [service, ...rest] = positionals;
if (values.help || rest.length > 0) {
  console.log(HELP);
  process.exitCode = values.help ? 0 : 1;
} else if (values.notes !== undefined) {
  console.log(releaseNotes(root, values.notes));
} else if (service === undefined) {
  const waiting = await waitingChanges(root);
  for (const { short, name, version } of releasables(root)) {
    const { size, says } = waiting.get(name) ?? { size: 'none', says: [] };
    console.log(`${short} ${version}${says.length === 0 ? '' : `, ${size} changes wait:`}`);
    for (const sentence of says) console.log(`  - ${sentence.replaceAll('\n', '\n    ')}`);
  }
} else {
  const tag = await release(root, service, { generate: generateDocs, record: recordEvents });
  console.log(`${tag} is committed and tagged. Now: git push --follow-tags, then deploy the service.`);
}
