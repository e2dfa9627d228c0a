import { ShopError } from '@cartless/api-client';
import { Notice } from '../../design/notice.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { Refused } from '../lists/refused.tsx';

/** Why a promotion was not changed. */
export function PromotionRefused({ error }: Readonly<{ error: unknown }>) {
  const t = useTexts('console-promotions');
  const isConflict = error instanceof ShopError && error.problem.code === 'VERSION_CONFLICT';
  return isConflict ? <Notice tone="warn">{t('promotionConflict')}</Notice> : <Refused error={error} />;
}
