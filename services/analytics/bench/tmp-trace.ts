import { documentClient } from '@cartless/dynamodb';
import { dynamoArchive } from '../src/adapters/dynamo-archive.ts';
import { dynamoBooks } from '../src/adapters/dynamo-books.ts';
import { dynamoBuyerSamples } from '../src/adapters/dynamo-buyer-samples.ts';
import { bookFacts } from '../src/application/book-facts.ts';
import { startTables } from './local-table.ts';
import { orderFacts, randomNumbers } from './synthetic-orders.ts';
const tables = await startTables();
const table = await tables.table();
const client = documentClient();
const t: Record<string, [number, number, number]> = {};
const send = client.send.bind(client) as any;
client.send = (async (c: any) => { const n = c.constructor.name; const b = performance.now(); try { return await send(c);} finally { const e = (t[n] ??= [0,0,0]); e[0]++; e[1]+=performance.now()-b; e[2]+=c.input.TransactItems?.length??0; } }) as any;
const place = { client, table: table.name, generation: () => Promise.resolve('g1') };
const book = bookFacts({ books: dynamoBooks({ ...place, shard: 0 }), samples: dynamoBuyerSamples(place), archive: dynamoArchive({ client, table: table.name }) });
const random = randomNumbers(7);
const facts = Array.from({ length: 2000 }, (_, i) => orderFacts(i, 700, random)).flat().map((f) => { const at = new Date(Date.parse('2025-11-11T12:00:00Z') + Date.parse(f.at) % 3_600_000).toISOString(); return { ...f, at, order: { ...f.order, placedAt: at } }; });
for (const size of [1, 500]) { for (const k of Object.keys(t)) delete t[k]; const b = performance.now(); const n = size === 1 ? 100 : 2000; for (let i = 0; i < n; i += size) await book(facts.slice(i, i + size)); console.log(size, Math.round(performance.now() - b), 'ms for', n, Object.entries(t).map(([k, v]) => `${k} n=${v[0]} ms=${Math.round(v[1])} items=${v[2]}`)); }
client.destroy(); await tables.stop();
