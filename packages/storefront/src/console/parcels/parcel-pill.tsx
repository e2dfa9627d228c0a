import { Pill, type PillTone } from '../../design/pill.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import type { ParcelStatus } from './parcel.ts';

const TONES: Readonly<Partial<Record<ParcelStatus, PillTone>>> = {
  'label-bought': 'act',
  delivered: 'good',
  exception: 'warn',
  lost: 'bad',
  returned: 'warn',
};

/** Where a parcel stands. */
export function ParcelPill({ status }: Readonly<{ status: ParcelStatus }>) {
  const t = useTexts('console-parcels');
  return <Pill tone={TONES[status] ?? 'plain'}>{t(`status.${status}`)}</Pill>;
}
