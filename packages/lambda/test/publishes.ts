import { type EventContract, fromOutbox, type Publication } from '@cartless/domain';

/** An event of a table whose items are no aggregates; `project` makes its data when the outbox only points. */
export const publishes = <Data>(
  contract: EventContract<Data>,
  project?: (item: Readonly<Record<string, unknown>>) => Data,
): Publication => ({
  contract,
  event: (item, entry) => fromOutbox(entry, contract, entry.d ?? project?.(item)),
});
