import { type components, unwrap } from '@cartless/api-client';
import { useState } from 'react';
import { shop } from '../../app/shop.ts';
import { Button } from '../../design/button.tsx';
import { AskBefore } from '../../design/dialog.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { AskText } from '../acts/ask-text.tsx';
import lists from '../lists/lists.module.css';
import { Refused } from '../lists/refused.tsx';
import { useDoing } from '../lists/use-doing.ts';
import { DispatchPart } from './dispatch-part.tsx';
import { isToPack } from './parcel.ts';

type Parcel = components['schemas']['ShipmentToPack'];

/** On its way, or thought to be: it may come back. */
const CAN_COME_BACK: readonly string[] = [
  'dispatched',
  'in-transit',
  'out-for-delivery',
  'exception',
  'lost',
  'returned',
];

/** What can be done with a parcel as it stands. */
export function ParcelActs({ parcel }: Readonly<{ parcel: Parcel }>) {
  const t = useTexts('console-parcels');
  const params = { path: { shipmentId: parcel.shipmentId } };
  const [asking, setAsking] = useState<'back' | 'reject' | 'part'>();
  const close = (): void => setAsking(undefined);
  const dispatch = useDoing(() =>
    unwrap(shop.post('/admin/shipments/{shipmentId}/dispatch', { params, body: {} })),
  );
  const release = useDoing(() => unwrap(shop.post('/admin/shipments/{shipmentId}/release', { params })));
  const approve = useDoing(() =>
    unwrap(shop.post('/admin/shipments/{shipmentId}/approve-reship', { params })),
  );
  const reject = useDoing(
    (reason: string) =>
      unwrap(shop.post('/admin/shipments/{shipmentId}/reject-reship', { params, body: { reason } })),
    close,
  );
  return (
    <>
      <div className={lists['acts']}>
        {isToPack(parcel) && (
          <>
            <Button meaning="act" busy={dispatch.isPending} onClick={() => dispatch.mutate(undefined)}>
              {t('dispatch')}
            </Button>
            {parcel.items.reduce((sum, { quantity }) => sum + quantity, 0) > 1 && (
              <Button onClick={() => setAsking('part')}>{t('dispatchPart')}</Button>
            )}
            {parcel.problem !== null && (
              <Button busy={release.isPending} onClick={() => release.mutate(undefined)}>
                {t('release')}
              </Button>
            )}
          </>
        )}
        {parcel.reship === 'requested' && (
          <>
            <Button meaning="act" busy={approve.isPending} onClick={() => approve.mutate(undefined)}>
              {t('approveReship')}
            </Button>
            <Button onClick={() => setAsking('reject')}>{t('rejectReship')}</Button>
          </>
        )}
        {CAN_COME_BACK.includes(parcel.status) && parcel.arrivedBackAt === undefined && (
          <Button onClick={() => setAsking('back')}>{t('arrivedBack')}</Button>
        )}
      </div>
      <Refused error={dispatch.error ?? release.error ?? approve.error} />
      {asking === 'part' && <DispatchPart parcel={parcel} onClose={close} />}
      {asking === 'back' && <ArrivedBack parcel={parcel} onClose={close} />}
      {asking === 'reject' && (
        <AskText
          title={t('rejectReship')}
          label={t('reason')}
          act={t('rejectReship')}
          meaning="bad"
          doing={reject}
          onClose={close}
        />
      )}
    </>
  );
}

/** A parcel is there again; whether its goods can be sold decides if they go back into the stock. */
function ArrivedBack({ parcel, onClose }: Readonly<{ parcel: Parcel; onClose: () => void }>) {
  const t = useTexts('console-parcels');
  const params = { path: { shipmentId: parcel.shipmentId } };
  const doing = useDoing(
    (fit: boolean) =>
      unwrap(shop.post('/admin/shipments/{shipmentId}/arrived-back', { params, body: { fit } })),
    onClose,
  );
  return (
    <AskBefore
      open
      title={t('arrivedBack')}
      act={t('fit')}
      meaning="act"
      busy={doing.isPending}
      onDo={() => doing.mutate(true)}
      onClose={onClose}
    >
      <p>{t('arrivedBackLead')}</p>
      <div>
        <Button busy={doing.isPending} onClick={() => doing.mutate(false)}>
          {t('notFit')}
        </Button>
      </div>
      <Refused error={doing.error} />
    </AskBefore>
  );
}
