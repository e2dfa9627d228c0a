import { lazy, log } from '@cartless/lambda';
import { publishCount } from '@cartless/lambda/metrics';
import { payments } from '../payments/payments-service.ts';
import { orders } from '../service.ts';
import { noteDispute, type NotedDispute } from './note-dispute.ts';

export const noting = /* @__PURE__ */ lazy(() => noteDispute({ ...orders(), payments: payments() }));

/** Raises the alarm for a dispute that the shop has to answer. */
export function tellDispute({ dispute, wantsEvidence }: NotedDispute): void {
  if (!wantsEvidence) return;
  log.warn('a shopper disputes a payment, and evidence is wanted', dispute);
  publishCount('DisputesOpened', 1);
}

/** Notes a dispute that no webhook has told of yet, and raises the alarm. */
export const noticing = /* @__PURE__ */ lazy(() => async (id: string): Promise<void> => {
  const noted = await noting()(id);
  if (noted?.isNew) tellDispute(noted);
});
