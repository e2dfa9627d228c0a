import type { Items } from '@cartless/aggregate';
import { EVENT_CONTRACTS } from '@cartless/domain/registry';
import {
  holdsItemBefore,
  jsonOf,
  parkedItem,
  personalEvent,
  type Verdict,
  withParkedItem,
} from '@cartless/lambda/dead-letters';
import * as z from 'zod/mini';
import { MailFeedback, recipientsOf } from '../mails/note-feedback.ts';
import { ReportLetter } from '../reports/report-letter.ts';
import { userKey } from '../users-table.ts';
import type { Clock, Names } from './ports.ts';

type Ports = Readonly<{ items: Pick<Items, 'get'>; names: Names; now: Clock }>;

/**
 * What becomes of a dead letter: one that tells of somebody who is gone goes, for nobody will be written to. That somebody is
 * gone stays to be told, without what the account was before; what a mailbox reported goes when it is nobody's any more.
 */
export const judgeDeadLetter =
  ({ items, names, now }: Ports) =>
  async (body: string): Promise<Verdict> => {
    const message = jsonOf(body);
    const isGone = async (userId: unknown): Promise<boolean> =>
      typeof userId === 'string' &&
      (await items.get(userKey(userId), { consistent: true }))?.['status'] === 'erased';
    const parked = parkedItem(message);
    if (parked !== undefined) {
      if (!(await isGone(parked['userId'] ?? parked['id']))) return 'keep';
      if (parked['status'] !== 'erased') return 'drop';
      return holdsItemBefore(message) ? { instead: withParkedItem(message, parked) } : 'keep';
    }
    const event = personalEvent(message, EVENT_CONTRACTS);
    if (event !== undefined) return (await isGone(event.userId)) ? 'drop' : 'keep';
    const report = z.safeParse(ReportLetter, message);
    if (report.success) return (await isGone(report.data.userId)) ? 'drop' : 'keep';
    const feedback = z.safeParse(MailFeedback, message);
    if (!feedback.success) return 'keep';
    const holders = await Promise.all(
      recipientsOf(feedback.data).map((email) => names.holder('email', email, now())),
    );
    return holders.every((holder) => holder === undefined) ? 'drop' : 'keep';
  };
