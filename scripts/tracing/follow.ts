import { logSteps } from './log-steps.ts';
import type { LogRecord, SearchLog, Step, Told } from './step.ts';

/** Where the way of an order can be read; the same for the shop on a laptop and on AWS. */
export type Sources = Readonly<{
  searchLog: SearchLog;
  ofOrder: (name: string) => Promise<Told>;
  mailsAbout: (eventIds: readonly string[]) => Promise<readonly Step[]>;
  deadLetters: (names: readonly string[]) => Promise<readonly Step[]>;
}>;

/** What is known, in the order in which it happened, and what went wrong, the likeliest cause first. */
export type Story = Readonly<{ names: readonly string[]; steps: readonly Step[]; faults: readonly Step[] }>;

/** So many traces belong to one order at most; a name that stands everywhere is no name of one. */
const MOST_TRACES = 200;
const ORDER_ID = /\bord_[0-9a-z]+/;

/**
 * Follows one order through HTTP, tables, events, queues and mails: what its tables tell, every record that names it or one of its
 * parcels, and everything else under the traces of those records.
 *
 * @param name an order's id or number, a correlation id or a trace id
 */
export async function follow(name: string, sources: Sources): Promise<Story> {
  const known = await sources.ofOrder(name);
  const first = await sources.searchLog([name, ...known.names]);
  // A trace leads to its order, by the events that were published under it.
  const order = known.names.length > 0 ? known : await orderIn(first, sources);
  const names = [...new Set([name, ...order.names])];
  const found = order === known ? first : await sources.searchLog(names);
  const traces = [...new Set(found.flatMap(({ traceId }) => traceId ?? []))].slice(0, MOST_TRACES);
  const records = traces.length === 0 ? [] : await sources.searchLog(traces);
  const all = unique([...found, ...records]);
  const events = [...new Set(all.flatMap(({ eventId }) => eventId ?? []))];
  const steps = [
    ...order.steps,
    ...logSteps(all),
    ...(events.length === 0 ? [] : await sources.mailsAbout(events)),
    ...(await sources.deadLetters([...names, ...traces])),
  ].toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
  return { names, steps, faults: faultsOf(steps) };
}

async function orderIn(records: readonly LogRecord[], { ofOrder }: Sources): Promise<Told> {
  const [orderId] = records.flatMap((record) => ORDER_ID.exec(JSON.stringify(record)) ?? []);
  return orderId === undefined ? { names: [], steps: [] } : ofOrder(orderId);
}

const unique = (records: readonly LogRecord[]): LogRecord[] => [
  ...new Map(records.map((record) => [JSON.stringify(record), record])).values(),
];

/** What holds an order up comes before what only failed, and of two the later one. */
function faultsOf(steps: readonly Step[]): Step[] {
  const faults = steps.filter(({ fault }) => fault !== undefined);
  return faults.toReversed().toSorted((a, b) => (b.fault?.gravity ?? 0) - (a.fault?.gravity ?? 0));
}
