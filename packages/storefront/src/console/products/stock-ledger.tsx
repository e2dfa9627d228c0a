import { formatTime } from '@cartless/api-client';
import { pagesQueryOf } from '@cartless/api-client/query';
import { useInfiniteQuery } from '@tanstack/react-query';
import { shop } from '../../app/shop.ts';
import { Table } from '../../design/table.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { Listed } from '../lists/listed.tsx';

type Props = Readonly<{ productId: string; variantId: string | undefined }>;

/** What came in and what was gone, and who booked it. */
export function StockLedger({ productId, variantId }: Props) {
  const t = useTexts('console-products');
  const locale = useLocale();
  const signed = new Intl.NumberFormat(locale, { signDisplay: 'always' });
  const query = { limit: 10, ...(variantId !== undefined && { variantId }) };
  const pages = useInfiniteQuery(
    pagesQueryOf(shop, '/admin/products/{productId}/stock-movements', {
      params: { path: { productId }, query },
    }),
  );
  return (
    <>
      <h3>{t('ledger')}</h3>
      <p>{t('ledgerLead')}</p>
      <Listed pages={pages} empty={t('ledgerEmpty')}>
        {(entries) => (
          <Table
            caption={t('ledger')}
            rows={entries}
            keyOf={({ movementId }) => movementId}
            columns={[
              { head: t('when'), cell: ({ at }) => formatTime(at, locale) },
              { head: t('kind'), cell: ({ kind }) => t(`kindIs.${kind}`) },
              {
                head: t('units'),
                number: true,
                cell: ({ units }) => signed.format(units),
              },
              { head: t('reason'), cell: ({ reason }) => reason },
              { head: t('by'), cell: ({ by }) => by },
            ]}
          />
        )}
      </Listed>
    </>
  );
}
