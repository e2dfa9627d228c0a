import { unwrap } from '@cartless/api-client';
import { shop } from '../../app/shop.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { AskText } from '../acts/ask-text.tsx';
import { useDoing } from '../lists/use-doing.ts';

type Props = Readonly<{ orderId: string; refundId: string; onClose: () => void }>;

/** Says that money was handed over, and by what it can be found in the books. */
export function Paid({ orderId, refundId, onClose }: Props) {
  const t = useTexts('console-orders');
  const doing = useDoing((reference: string) => {
    const params = { path: { orderId, refundId } };
    return unwrap(
      shop.post('/admin/orders/{orderId}/refunds/{refundId}/paid', { params, body: { reference } }),
    );
  }, onClose);
  return (
    <AskText
      title={t('sayPaid')}
      label={t('reference')}
      field="reference"
      act={t('isPaid')}
      doing={doing}
      onClose={onClose}
    >
      <p>{t('paidLead')}</p>
    </AskText>
  );
}
