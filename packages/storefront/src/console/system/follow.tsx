import { formatMoney, formatTime, ShopError, type Tracking, unwrap } from '@cartless/api-client';
import { SERVICES } from '@cartless/domain';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { shop } from '../../app/shop.ts';
import { Button } from '../../design/button.tsx';
import { Card } from '../../design/card.tsx';
import { TextField } from '../../design/field.tsx';
import { FailureNotice, Loading, Nothing } from '../../design/notice.tsx';
import { Pill } from '../../design/pill.tsx';
import { Table } from '../../design/table.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { given } from '../lists/given.ts';
import { textsIn } from '../lists/in-address.ts';
import lists from '../lists/lists.module.css';
import { lettersQuery } from './dead-letters.ts';
import { type Letters, lettersOf, type Step, wayOf } from './way-of-order.ts';

/** Follows one order, or one trace, through all services. */
export function Follow({ name }: Readonly<{ name: string | undefined }>) {
  const t = useTexts('console-system');
  const navigate = useNavigate();
  return (
    <Card>
      <h2>{t('follow')}</h2>
      <p>{t('followLead')}</p>
      <search>
        <form
          key={name}
          className={lists['row']}
          onSubmit={(event) => {
            event.preventDefault();
            const { follow } = textsIn(Object.fromEntries(new FormData(event.currentTarget)), 'follow');
            void navigate({ to: '/console/system', search: given({ follow: follow?.trim() }) });
          }}
        >
          <TextField
            label={t('followWhat')}
            name="follow"
            type="search"
            defaultValue={name}
            maxLength={100}
            required
          />
          <Button type="submit" meaning="act">
            {t('followIt')}
          </Button>
        </form>
      </search>
      {name !== undefined && <Way key={name} name={name} />}
    </Card>
  );
}

function Way({ name }: Readonly<{ name: string }>) {
  const t = useTexts('console-system');
  const told = useQuery({ queryKey: ['follow', name], queryFn: () => orderAndParcel(name) });
  const answers = useQueries({ queries: SERVICES.map(lettersQuery) });
  const failed = [told, ...answers].find(({ error }) => error !== null);
  if (failed !== undefined) return <FailureNotice error={failed.error} again={() => void failed.refetch()} />;
  if (told.data === undefined || answers.some(({ isPending }) => isPending)) return <Loading lines={6} />;
  const letters: Letters = answers.map(({ data }, place) => ({
    service: SERVICES[place] ?? 'orders',
    queues: data?.items ?? [],
  }));
  const { order, tracking } = told.data;
  const steps = order === undefined ? lettersOf(letters, [name]) : wayOf(order, tracking, letters);
  return (
    <>
      {order !== undefined && (
        <p>
          <Link to="/console/orders/$orderId" params={{ orderId: order.orderId }}>
            {order.orderNumber ?? order.orderId}
          </Link>
        </p>
      )}
      {steps.length === 0 ? <Nothing title={t('followNothing')} /> : <Steps steps={steps} />}
      <p>
        {t('followLogs')} <code>pnpm trace {name} --aws</code>
      </p>
    </>
  );
}

function Steps({ steps }: Readonly<{ steps: readonly Step[] }>) {
  const t = useTexts('console-system');
  const texts = useTexts('console');
  const orders = useTexts('console-orders');
  const parcels = useTexts('console-parcels');
  const locale = useLocale();
  const says = (step: Step) => {
    if (step.what === 'order') return t('orderIs', { status: texts(`order.${step.status}`), by: step.by });
    if (step.what === 'refund')
      return t('refundIs', {
        amount: formatMoney(step.amount, locale),
        status: orders(`refund.${step.status}`),
        reason: step.reason,
      });
    if (step.what === 'return') return t('returnIs', { status: orders(`return.${step.status}`) });
    if (step.what === 'parcel')
      return t('parcelIs', { status: parcels(`status.${step.status}`), says: step.says });
    return t('letterIs', { queue: step.queue, event: step.event, reason: step.reason ?? t('failedAlways') });
  };
  return (
    <Table
      caption={t('follow')}
      rows={steps}
      keyOf={(step) => JSON.stringify(step)}
      columns={[
        { head: t('when'), cell: ({ at }) => formatTime(at, locale) },
        {
          head: t('service'),
          cell: ({ service, what }) =>
            what === 'letter' ? <Pill tone="bad">{service}</Pill> : <Pill>{service}</Pill>,
        },
        { head: t('what'), cell: says },
      ]}
    />
  );
}

/** What is meant: an order by its id or its number, and how its parcel goes; nothing where it is neither. */
async function orderAndParcel(name: string) {
  const orderId = name.startsWith('ord_') ? name : await idOf(name);
  if (orderId === undefined) return { order: undefined, tracking: undefined };
  const order = await unwrap(shop.get('/admin/orders/{orderId}', { params: { path: { orderId } } }));
  const { orderNumber } = order;
  return { order, tracking: orderNumber === null ? undefined : await tracked(orderNumber) };
}

async function idOf(orderNumber: string): Promise<string | undefined> {
  try {
    const found = await unwrap(shop.get('/admin/orders', { params: { query: { orderNumber } } }));
    return found.items[0]?.orderId;
  } catch (error) {
    // What is no order number may be a trace.
    if (error instanceof ShopError && error.problem.status === 422) return undefined;
    throw error;
  }
}

/** Before there is a parcel there is nothing to track. */
async function tracked(orderNumber: string): Promise<Tracking | undefined> {
  try {
    return await unwrap(shop.get('/shipments/{orderNumber}', { params: { path: { orderNumber } } }));
  } catch (error) {
    if (error instanceof ShopError && error.problem.status === 404) return undefined;
    throw error;
  }
}
