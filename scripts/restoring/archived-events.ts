import type { Items } from '@cartless/aggregate';
import { archiveReader } from '../../services/analytics/src/facts/archive-store.ts';

/** An event as its id tells it. */
export type ArchivedEvent = Readonly<{ id: string; subject: string; version: number }>;

const ID = /^(.+)\.(\d+)\.[a-z-]+$/;

/**
 * The events about subjects of some kind that reached analytics since a time: what others know, also where the log of a table does
 * not reach. Analytics does not hear everything; it hears of all orders and of how parcels fare.
 *
 * @param subjects how their ids begin: `ord_`
 * @param since ISO 8601
 */
export async function* archivedEvents(
  items: Items,
  subjects: string,
  since: string,
): AsyncGenerator<ArchivedEvent> {
  const archive = archiveReader({ items });
  for (const day of await archive.days()) {
    if (day < since.slice(0, 10)) continue;
    for await (const { place, facts } of archive.pages(day, {})) {
      const [arrivedAt = ''] = place.split('#');
      if (arrivedAt < since) continue;
      for (const { id } of facts) {
        const [, subject = '', version] = ID.exec(id) ?? [];
        if (subject.startsWith(subjects)) yield { id, subject, version: Number(version) };
      }
    }
  }
}
