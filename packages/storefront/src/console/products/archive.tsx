import { type DataOf, type OperationOf, unwrap } from '@cartless/api-client';
import { useState } from 'react';
import { shop } from '../../app/shop.ts';
import { Button } from '../../design/button.tsx';
import { AskBefore } from '../../design/dialog.tsx';
import { Notice } from '../../design/notice.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { Refused } from '../lists/refused.tsx';
import { useDoing } from '../lists/use-doing.ts';

type Product = DataOf<OperationOf<'get', '/products/{productId}'>>;

/** Takes a product out of the shop, and puts it back as long as the page stands. */
export function Archive({ product }: Readonly<{ product: Product }>) {
  const t = useTexts('console-products');
  const { productId, version } = product;
  const [isAsking, setIsAsking] = useState(false);
  const [isArchived, setIsArchived] = useState(false);
  const path = { productId };
  const archive = useDoing(
    () =>
      unwrap(
        shop.delete('/products/{productId}', { params: { path, header: { 'If-Match': `"${version}"` } } }),
      ),
    () => {
      setIsAsking(false);
      setIsArchived(true);
    },
  );
  const putBack = useDoing(
    () =>
      unwrap(
        shop.patch('/products/{productId}', {
          params: { path },
          body: { active: true, version: version + 1 },
        }),
      ),
    () => setIsArchived(false),
  );
  if (isArchived)
    return (
      <Notice
        tone="good"
        acts={
          <Button busy={putBack.isPending} onClick={() => putBack.mutate(undefined)}>
            {t('undo')}
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
