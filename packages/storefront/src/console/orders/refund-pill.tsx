import { Pill } from '../../design/pill.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import type { AdminRefund } from './admin-order.ts';

const TONES = { owed: 'warn', sent: 'act', done: 'good', failed: 'bad' } as const;

/** How money that goes back stands. */
export function RefundPill({ status }: Readonly<{ status: AdminRefund['status'] }>) {
  const t = useTexts('console-orders');
  return <Pill tone={TONES[status]}>{t(`refund.${status}`)}</Pill>;
}

/** Whether somebody has to hand it over: the provider sends the rest. */
export const canBePaid = ({ method, status }: Pick<AdminRefund, 'method' | 'status'>): boolean =>
  method === 'cash' && (status === 'owed' || status === 'failed');
