import { ShopError, unwrap } from '@cartless/api-client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { shop } from '../../app/shop.ts';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { Conflict } from './conflict.tsx';
import { ProductForm } from './product-form.tsx';
import { productQuery, type ReadProduct, readProduct } from './product-reading.ts';
import { changedFields, changeOf, type Values, valuesOf } from './product-values.ts';
import { refusedFields } from './refused-fields.ts';

/** Changes a product as it was read. Who was first wins, and whoever was second sees what changed and decides. */
export function ProductEditor({ read }: Readonly<{ read: ReadProduct }>) {
  const t = useTexts('console-products');
  const client = useQueryClient();
  const { productId, price } = read.en;
  const [base, setBase] = useState(read);
  const [values, setValues] = useState<Values>(() => valuesOf(read.en, read.zh));
  const [tried, setTried] = useState(false);
  const [theirs, setTheirs] = useState<ReadProduct>();
  const save = useMutation({
    mutationFn: async (on: ReadProduct) => {
      const fields = changedFields(valuesOf(on.en, on.zh), values);
      const body = { ...changeOf(values, fields, price.currency), version: on.en.version };
      await unwrap(shop.patch('/products/{productId}', { params: { path: { productId } }, body }));
      return readProduct(productId);
    },
    onSuccess: (now) => {
      setBase(now);
      setValues(valuesOf(now.en, now.zh));
      setTheirs(undefined);
      setTried(false);
      client.setQueryData(productQuery(productId).queryKey, now);
    },
    onError: async (error) => {
      if (isVersionConflict(error)) setTheirs(await readProduct(productId));
    },
  });
  const takeTheirs = (now: ReadProduct): void => {
    setBase(now);
    setValues(valuesOf(now.en, now.zh));
    setTheirs(undefined);
    save.reset();
  };
  return (
    <ProductForm
      isNew={false}
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
        if (canBeRead) save.mutate(base);
      }}
    >
      {theirs !== undefined && (
        <Conflict
          before={valuesOf(base.en, base.zh)}
          now={valuesOf(theirs.en, theirs.zh)}
          mine={values}
          busy={save.isPending}
          onKeep={(merged) => {
            setBase(theirs);
            setValues(merged);
            setTheirs(undefined);
            save.reset();
          }}
          onTake={() => takeTheirs(theirs)}
        />
      )}
      {save.error !== null && theirs === undefined && !isVersionConflict(save.error) && (
        <FailureNotice error={save.error} />
      )}
      {save.isSuccess && <Notice tone="good">{t('saved')}</Notice>}
    </ProductForm>
  );
}

const isVersionConflict = (error: unknown): boolean =>
  error instanceof ShopError && error.problem.code === 'VERSION_CONFLICT';
