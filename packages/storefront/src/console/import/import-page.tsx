import { useState } from 'react';
import { Button } from '../../design/button.tsx';
import { Card, Stack } from '../../design/card.tsx';
import { Field } from '../../design/field.tsx';
import { Notice } from '../../design/notice.tsx';
import { PageHead } from '../../design/page-head.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { useCurrency } from '../products/currency.ts';
import { saveFile } from '../reports/save-file.ts';
import { ImportRun } from './import-run.tsx';
import { COLUMN_NAMES, type ReadFile, readLines, TEMPLATE } from './read-lines.ts';

/** Brings many products into the shop from a file, after it was seen what of it cannot be read. */
export function ImportPage() {
  const t = useTexts('console-products');
  const currency = useCurrency();
  const [file, setFile] = useState<ReadFile & Readonly<{ name: string; at: number }>>();
  const choose = async (chosen: File | undefined): Promise<void> => {
    if (chosen !== undefined)
      setFile({ ...readLines(await chosen.text(), currency), name: chosen.name, at: Date.now() });
  };
  return (
    <>
      <PageHead title={t('importTitle')} lead={t('importLead', { columns: COLUMN_NAMES.join(', ') })}>
        <Button
          onClick={() =>
            saveFile({ name: 'products.csv', content: new Blob(['\uFEFF', TEMPLATE], { type: 'text/csv' }) })
          }
        >
          {t('template')}
        </Button>
      </PageHead>
      <Stack>
        <Card>
          <Field label={t('file')} hint={t('fileHint')}>
            {(ids) => (
              <input
                {...ids}
                type="file"
                accept=".csv,text/csv"
                onChange={({ target }) => void choose(target.files?.[0])}
              />
            )}
          </Field>
        </Card>
        {file !== undefined && file.missing.length > 0 && (
          <Notice tone="bad" title={t('columnsMissing')}>
            {file.missing.join(', ')}
          </Notice>
        )}
        {file !== undefined && file.unknown.length > 0 && (
          <Notice tone="warn" title={t('columnsUnknown')}>
            {file.unknown.join(', ')}
          </Notice>
        )}
        {file !== undefined && file.lines.length > 0 && (
          <ImportRun key={file.at} lines={file.lines} currency={currency} />
        )}
      </Stack>
    </>
  );
}
