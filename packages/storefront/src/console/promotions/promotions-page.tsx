import { type components, formatMoney, formatTime, ShopError, unwrap } from '@cartless/api-client';
import { pagesQueryOf } from '@cartless/api-client/query';
import { useInfiniteQuery } from '@tanstack/react-query';
import { shop } from '../../app/shop.ts';
import { Button } from '../../design/button.tsx';
import { Stack } from '../../design/card.tsx';
import { Notice } from '../../design/notice.tsx';
import { PageHead } from '../../design/page-head.tsx';
import { Pill } from '../../design/pill.tsx';
import { Table } from '../../design/table.tsx';
import { useLocale } from '../../texts/locale.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { Listed } from '../lists/listed.tsx';
import { Refused } from '../lists/refused.tsx';
import { useDoing } from '../lists/use-doing.ts';
import { NewPromotion } from './new-promotion.tsx';

type Promotion = components['schemas']['Promotion'];

/** What shoppers get off by a code. */
export function PromotionsPage() {
  const t = useTexts('console-users');
  const pages = useInfiniteQuery(pagesQueryOf(shop, '/promotions'));
  return (
    <>
      <PageHead title={t('promotions')} lead={t('promotionsLead')} />
      <Stack>
        <NewPromotion />
        <Listed pages={pages} empty={t('noPromotions')}>
          {(promotions) => <Promotions promotions={promotions} />}
        </Listed>
      </Stack>
    </>
  );
}

function Promotions({ promotions }: Readonly<{ promotions: readonly Promotion[] }>) {
  const t = useTexts('console-users');
  const locale = useLocale();
  const turn = useDoing(({ code, version, active }: Promotion) =>
    unwrap(
      shop.patch('/promotions/{code}', { params: { path: { code } }, body: { version, active: !active } }),
    ),
  );
  const reduction = ({ reduction: off }: Promotion): string => {
    if (off.type === 'percent') return t('percentOff', { percent: off.percent });
    return off.type === 'amount' ? formatMoney(off.amount, locale) : t('freeShipping');
  };
  const day = (time: string | undefined): string =>
    time === undefined ? '…' : formatTime(time, locale, { dateStyle: 'medium' });
  return (
    <>
      {isConflict(turn.error) ? (
        <Notice tone="warn">{t('promotionConflict')}</Notice>
      ) : (
        <Refused error={turn.error} />
      )}
      <Table
        caption={t('promotions')}
        rows={promotions}
        keyOf={({ code }) => code}
        columns={[
          { head: t('code'), cell: ({ code }) => code },
          { head: t('reduction'), cell: reduction },
          {
            head: t('used'),
            number: true,
            cell: ({ used, limit }) => [used ?? '–', limit].filter((one) => one !== undefined).join(' / '),
          },
          { head: t('period'), cell: ({ from, until }) => `${day(from)} – ${day(until)}` },
          {
            head: t('status'),
            cell: ({ active }) => <Pill tone={active ? 'good' : 'plain'}>{t(active ? 'on' : 'off')}</Pill>,
          },
          {
            head: t('switch'),
            cell: (one) => (
              <Button
                size="small"
                busy={turn.isPending && turn.variables.code === one.code}
                onClick={() => turn.mutate(one)}
              >
                {t(one.active ? 'turnOff' : 'turnOn')}
              </Button>
            ),
          },
        ]}
      />
    </>
  );
}

const isConflict = (error: unknown): boolean =>
  error instanceof ShopError && error.problem.code === 'VERSION_CONFLICT';
