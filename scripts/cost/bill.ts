import type { Counts } from '@cartless/simulation';
import { LOGGED_BYTES, PRICES, TRACED, WAITS_MS } from './prices.ts';

/** What something costs, in US dollars; mail, logs and traces are kept apart from what the order itself takes. */
export type Bill = Readonly<{
  tables: number;
  indexes: number;
  functions: number;
  gateway: number;
  messages: number;
  mail: number;
  logs: number;
  tracing: number;
}>;

const BYTES_PER_GIGABYTE = 1024 ** 3;

/** @param gigabytes the memory of the function */
export function billOf(use: Counts, gigabytes: number): Bill {
  const seconds =
    (use.calls * WAITS_MS.call +
      use.tableRequests * WAITS_MS.tableRequest +
      use.publishes * WAITS_MS.publish +
      use.mails * WAITS_MS.mail +
      use.providerCalls * WAITS_MS.providerCall) /
    1000;
  return {
    tables: use.writeUnits * PRICES.writeUnit + use.readUnits * PRICES.readUnit,
    indexes: use.indexWriteUnits * PRICES.writeUnit,
    functions: use.calls * PRICES.call + seconds * gigabytes * PRICES.gigabyteSecond,
    gateway: use.httpCalls * PRICES.httpCall,
    messages: use.publishes * PRICES.publish + use.queueRequests * PRICES.queueRequest,
    mail: use.mails * PRICES.mail,
    logs: ((use.calls * LOGGED_BYTES) / BYTES_PER_GIGABYTE) * PRICES.logGigabyte,
    tracing: use.calls * TRACED * PRICES.trace,
  };
}

/** What an order itself takes: all but mail, logs and traces. */
export const ownCost = ({ tables, indexes, functions, gateway, messages }: Bill): number =>
  tables + indexes + functions + gateway + messages;

/** @returns the sums of records of numbers, member by member */
export const sumOf = <T extends Readonly<Record<string, number>>>(records: readonly T[], nothing: T): T =>
  records.reduce(
    (sum, one) =>
      Object.fromEntries(Object.entries(sum).map(([name, value]) => [name, value + (one[name] ?? 0)])) as T,
    nothing,
  );
