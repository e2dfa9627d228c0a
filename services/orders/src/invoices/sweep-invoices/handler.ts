import { lazy, log, taskHandler } from '@cartless/lambda';
import { publishCount } from '@cartless/lambda/metrics';
import { ground } from '../../service.ts';
import { searching } from '../invoices-service.ts';
import { invoiceTerms } from '../issuing-service.ts';

const search = /* @__PURE__ */ lazy(() =>
  searching(ground(), invoiceTerms(), (orderId, error) =>
    log.error('an invoice that is missing could not be issued', { orderId, error }),
  ),
);

export const handler = taskHandler('sweep-invoices', async () => {
  const counts = await search()();
  publishCount('InvoicesIssuedLate', counts.issued);
  publishCount('InvoicesFailed', counts.failed);
  return counts;
});
