import { unwrap } from '@cartless/api-client';
import { useState } from 'react';
import { shop } from '../../app/shop.ts';
import { Button } from '../../design/button.tsx';
import { AskBefore } from '../../design/dialog.tsx';
import { Notice } from '../../design/notice.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { Refused } from '../lists/refused.tsx';
import { useDoing } from '../lists/use-doing.ts';
import type { KeptProduct } from './product-reading.ts';

/** Takes a product out of the shop, and puts it back. */
export function Archive({ product }: Readonly<{ product: KeptProduct }>) {
  const t = useTexts('console-products');
  const { productId, version, active } = product;
  const [isAsking, setIsAsking] = useState(false);
  const path = { productId };
  const archive = useDoing(
    () =>
      unwrap(
        shop.delete('/products/{productId}', { params: { path, header: { 'If-Match': `"${version}"` } } }),
      ),
    () => setIsAsking(false),
  );
  const putBack = useDoing(() =>
    unwrap(shop.patch('/products/{productId}', { params: { path }, body: { active: true, version } })),
  );
  if (!active)
    return (
      <Notice
        tone="warn"
        acts={
          <Button busy={putBack.isPending} onClick={() => putBack.mutate(undefined)}>
            {t('putBack')}
          </Button>
        }
      >
        {t('archived')}
        <Refused error={putBack.error} />
      </Notice>
    );
  return (
    <>
      <Button onClick={() => setIsAsking(true)}>{t('archive')}</Button>
      <AskBefore
        open={isAsking}
        title={t('archive')}
        act={t('archive')}
        busy={archive.isPending}
        onDo={() => archive.mutate(undefined)}
        onClose={() => setIsAsking(false)}
      >
        <p>{t('archiveLead')}</p>
        <Refused error={archive.error} />
      </AskBefore>
    </>
  );
}
