import { ShopError, unwrap } from '@cartless/api-client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { shop } from '../../app/shop.ts';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { Conflict } from './conflict.tsx';
import { ProductForm } from './product-form.tsx';
import { type KeptProduct, productQuery, readProduct } from './product-reading.ts';
import { changedFields, changeOf, type Values, valuesOf } from './product-values.ts';
import { refusedFields } from './refused-fields.ts';

/**
 * Changes a product as it was read. Who was first wins, and whoever was second sees what changed and decides; a change of nothing that
 * stands in this form is no matter of hers.
 */
export function ProductEditor({ read }: Readonly<{ read: KeptProduct }>) {
  const t = useTexts('console-products');
  const client = useQueryClient();
  const { productId, price } = read;
  const [base, setBase] = useState(read);
  const [values, setValues] = useState<Values>(() => valuesOf(read));
  const [tried, setTried] = useState(false);
  const [theirs, setTheirs] = useState<KeptProduct>();
  const newest = read.version > base.version && saysTheSame(base, read) ? read : base;
  const save = useMutation({
    mutationFn: async (on: KeptProduct) => {
      const fields = changedFields(valuesOf(on), values);
      const body = { ...changeOf(values, fields, price.currency), version: on.version };
      await unwrap(shop.patch('/products/{productId}', { params: { path: { productId } }, body }));
      return readProduct(productId);
    },
    onSuccess: (now) => {
      takeTheirs(now);
      client.setQueryData(productQuery(productId).queryKey, now);
    },
    onError: async (error, on) => {
      if (!isVersionConflict(error)) return;
      const now = await readProduct(productId);
      if (saysTheSame(on, now)) save.mutate(now);
      else setTheirs(now);
    },
  });
  function takeTheirs(now: KeptProduct): void {
    setBase(now);
    setValues(valuesOf(now));
    setTheirs(undefined);
    setTried(false);
  }
  return (
    <ProductForm
      isNew={false}
      hasVariants={read.variants !== undefined}
      {...{ values, tried }}
      currency={price.currency}
      busy={save.isPending}
      refused={refusedFields(save.error)}
      onChange={(next) => {
        setValues(next);
        if (save.isSuccess) save.reset();
      }}
      onSave={(canBeRead) => {
        setTried(true);
        if (canBeRead) save.mutate(newest);
      }}
    >
      {theirs !== undefined && (
        <Conflict
          before={valuesOf(base)}
          now={valuesOf(theirs)}
          mine={values}
          busy={save.isPending}
          onKeep={(merged) => {
            setBase(theirs);
            setValues(merged);
            setTheirs(undefined);
            save.reset();
          }}
          onTake={() => {
            takeTheirs(theirs);
            save.reset();
          }}
        />
      )}
      {save.error !== null && theirs === undefined && !isVersionConflict(save.error) && (
        <FailureNotice error={save.error} />
      )}
      {save.isSuccess && <Notice tone="good">{t('saved')}</Notice>}
    </ProductForm>
  );
}

const saysTheSame = (one: KeptProduct, other: KeptProduct): boolean =>
  changedFields(valuesOf(one), valuesOf(other)).length === 0;

const isVersionConflict = (error: unknown): boolean =>
  error instanceof ShopError && error.problem.code === 'VERSION_CONFLICT';
