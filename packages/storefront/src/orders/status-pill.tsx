import type { OrderStatus } from '@cartless/domain';
import { Pill, type PillTone } from '../design/pill.tsx';
import { useTexts } from '../texts/use-texts.ts';

const TONES = {
  placed: 'warn',
  paid: 'act',
  shipped: 'act',
  delivered: 'good',
  completed: 'good',
  cancelled: 'plain',
  'return-requested': 'warn',
  returned: 'plain',
  undelivered: 'bad',
} as const satisfies Record<OrderStatus, PillTone>;

/** How an order stands. */
export function StatusPill({ status }: Readonly<{ status: OrderStatus }>) {
  const t = useTexts('orders');
  return <Pill tone={TONES[status]}>{t(`status.${status}`)}</Pill>;
}
