import type { OrderStatus } from '@cartless/domain';
import { Pill, type PillTone } from '../../design/pill.tsx';
import { useTexts } from '../../texts/use-texts.ts';

const TONES: Readonly<Partial<Record<OrderStatus, PillTone>>> = {
  paid: 'act',
  delivered: 'good',
  completed: 'good',
  'return-requested': 'warn',
  undelivered: 'bad',
};

/** How an order stands. */
export function OrderPill({ status }: Readonly<{ status: OrderStatus }>) {
  const t = useTexts('console');
  return <Pill tone={TONES[status] ?? 'plain'}>{t(`order.${status}`)}</Pill>;
}
