import { formatMoney, type Invoice, type Order, ShopError } from '@cartless/api-client';
import { queryOf } from '@cartless/api-client/query';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { LoggedIn } from '../account/logged-in.tsx';
import { shop } from '../app/shop.ts';
import { Button } from '../design/button.tsx';
import { Card } from '../design/card.tsx';
import { FailureNotice, Loading, Notice } from '../design/notice.tsx';
import { PageHead } from '../design/page-head.tsx';
import { Table } from '../design/table.tsx';
import { useLocale } from '../texts/locale.tsx';
import { useTexts } from '../texts/use-texts.ts';
import styles from './orders.module.css';

const route = getRouteApi('/account/orders/$orderId/invoice');

/** The invoice of an order, or a note about it, to be read and printed. */
export function InvoicePage() {
  return (
    <LoggedIn>
      <Found />
    </LoggedIn>
  );
}

/** What is no failure: a document that there is not, or not yet. */
const NOT_THERE = ['INVOICE_NOT_READY', 'INVOICE_NOT_DUE', 'NO_INVOICE', 'CREDIT_NOTE_NOT_FOUND'];

function Found() {
  const t = useTexts('orders');
  const { orderId } = route.useParams();
  const { creditNote } = route.useSearch();
  const path = { orderId: orderId as Order['orderId'] };
  const query = { ...(creditNote !== undefined && { creditNote }) };
  const { data, error, refetch } = useQuery(
    queryOf(shop, '/orders/{orderId}/invoice', { params: { path, query } }),
  );
  if (data !== undefined) return <Sheet document={data} />;
  if (error === null) return <Loading lines={8} />;
  const absent = error instanceof ShopError && NOT_THERE.includes(error.problem.code);
  return (
    <div className={styles['sheet']}>
      <PageHead title={t('invoice')} />
      {absent ? (
        <Notice>
          <p>{error.problem.detail}</p>
        </Notice>
      ) : (
        <FailureNotice error={error} again={() => void refetch()} />
      )}
      <p>
        <Link to="/account/orders/$orderId" params={{ orderId }}>
          {t('backToOrder')}
        </Link>
      </p>
    </div>
  );
}

function Sheet({ document: { orderId, ...shown } }: Readonly<{ document: Invoice }>) {
  const t = useTexts('orders');
  const { number, kind, day, seller, buyer, orderNumber, invoiceNumber, creditNotes } = shown;
  return (
    <article className={styles['sheet']}>
      <PageHead title={t(`document.${kind}`, { number })}>
        <Button onClick={() => print()}>{t('print')}</Button>
      </PageHead>
      <Card>
        <div className={styles['two']}>
          <Party title={t('seller')} name={seller.name} lines={seller.address} tax={seller.taxNumber} />
          {buyer && <Party title={t('buyer')} name={buyer.title} lines={[]} tax={buyer.taxNumber} />}
        </div>
        <p className={styles['soft']}>
          {t('issued', { day })} · {t('forOrder', { orderNumber: orderNumber ?? orderId })}
          {invoiceNumber !== undefined && ` · ${t('toInvoice', { invoiceNumber })}`}
        </p>
        <Amounts document={shown} />
      </Card>
      <ul role="list" className={styles['stack']}>
        {creditNotes.map((note) => (
          <li key={note.number}>
            <Link
              to="/account/orders/$orderId/invoice"
              params={{ orderId }}
              search={{ creditNote: note.number }}
            >
              {t(`document.${note.kind}`, { number: note.number })}
            </Link>
          </li>
        ))}
      </ul>
      <p className={styles['screen']}>
        <Link to="/account/orders/$orderId" params={{ orderId }}>
          {t('backToOrder')}
        </Link>
      </p>
    </article>
  );
}

type PartyProps = Readonly<{
  title: string;
  name: string;
  lines: readonly string[];
  tax: string | undefined;
}>;

function Party({ title, name, lines, tax }: PartyProps) {
  const t = useTexts('orders');
  return (
    <div>
      <h2>{title}</h2>
      {[name, ...lines].map((line) => (
        <p key={line}>{line}</p>
      ))}
      {tax !== undefined && <p className={styles['soft']}>{t('taxNumber', { tax })}</p>}
    </div>
  );
}

function Amounts({ document }: Readonly<{ document: Omit<Invoice, 'orderId'> }>) {
  const t = useTexts('orders');
  const locale = useLocale();
  const money = (amount: Invoice['total']): string => formatMoney(amount, locale);
  // The shop counts rates in hundredths of a per cent.
  const rate = (points: number): string =>
    new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(points / 10_000);
  const { lines, shippingFee, taxes, taxIncluded, total } = document;
  return (
    <>
      <Table
        caption={t('lines')}
        rows={lines.map((line, n) => ({ ...line, n }))}
        keyOf={({ n }) => String(n)}
        columns={[
          { head: t('what'), cell: ({ title }) => title },
          { head: t('quantity'), cell: ({ quantity }) => quantity, number: true },
          { head: t('unitPrice'), cell: ({ unitPrice }) => money(unitPrice), number: true },
          { head: t('rate'), cell: ({ taxRate }) => rate(taxRate), number: true },
          { head: t('amount'), cell: ({ lineTotal }) => money(lineTotal), number: true },
        ]}
      />
      <dl className={styles['sums']}>
        {shippingFee && (
          <>
            <dt>{t('shipping')}</dt>
            <dd>{money(shippingFee)}</dd>
          </>
        )}
        {taxes.map(({ taxRate, net, tax }) => (
          <div key={taxRate} className={styles['tax']}>
            <dt>{t('taxOf', { rate: rate(taxRate), net: money(net) })}</dt>
            <dd>{money(tax)}</dd>
          </div>
        ))}
        <dt>{t('tax')}</dt>
        <dd>{money(taxIncluded)}</dd>
        <dt>{t('total')}</dt>
        <dd>{money(total)}</dd>
      </dl>
    </>
  );
}
