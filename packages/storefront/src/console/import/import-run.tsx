import { Button } from '../../design/button.tsx';
import { Card } from '../../design/card.tsx';
import { Notice } from '../../design/notice.tsx';
import { Pill } from '../../design/pill.tsx';
import { Table } from '../../design/table.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import lists from '../lists/lists.module.css';
import type { Line } from './read-lines.ts';
import { type Outcome, useImport } from './use-import.ts';

/** So many lines are shown of those that can be read; of the others all are. */
const SHOWN = 50;
const TONES = { made: 'good', there: 'plain', refused: 'bad' } as const;

/** What a file says, line by line, and its import. */
export function ImportRun({ lines, currency }: Readonly<{ lines: readonly Line[]; currency: string }>) {
  const t = useTexts('console-products');
  const good = lines.filter(({ wrong }) => wrong.length === 0);
  const bad = lines.filter(({ wrong }) => wrong.length > 0);
  const { outcomes, isRunning, run, stop } = useImport(good, currency);
  const count = (is: Outcome['is']): number => outcomes.filter((one) => one.is === is).length;
  const isDone = outcomes.length === good.length && count('refused') === 0;
  return (
    <Card>
      <h2>{t('preview', { good: good.length, bad: bad.length })}</h2>
      {bad.length > 0 && <p>{t('badLines')}</p>}
      <div className={lists['acts']}>
        {!isDone && (
          <Button meaning="act" busy={isRunning} disabled={good.length === 0} onClick={run}>
            {t(outcomes.length === 0 ? 'importStart' : 'importGoOn', { count: good.length })}
          </Button>
        )}
        {isRunning && <Button onClick={stop}>{t('importStop')}</Button>}
      </div>
      <progress
        aria-label={t('progress')}
        max={good.length}
        value={outcomes.length}
        style={{ width: '100%' }}
      />
      <div role="status">
        {outcomes.length > 0 && !isRunning && (
          <Notice tone={isDone ? 'good' : 'warn'}>
            {t('importResult', { made: count('made'), there: count('there'), refused: count('refused') })}
          </Notice>
        )}
      </div>
      <Table
        caption={t('lines')}
        rows={[...bad, ...good.slice(0, SHOWN), ...refusedBeyond(good, outcomes)]}
        keyOf={({ line }) => String(line)}
        columns={[
          { head: t('line'), number: true, cell: ({ line }) => line },
          { head: t('field.titleEn'), cell: ({ values }) => values.titleEn },
          { head: t('field.titleZh'), cell: ({ values }) => values.titleZh },
          { head: t('price'), number: true, cell: ({ values }) => values.price },
          {
            head: t('outcome'),
            cell: (line) => <Said line={line} outcome={outcomes.find((one) => one.line === line.line)} />,
          },
        ]}
      />
    </Card>
  );
}

/** What was refused is shown wherever it stands in the file. */
const refusedBeyond = (good: readonly Line[], outcomes: readonly Outcome[]): readonly Line[] =>
  good.slice(SHOWN).filter(({ line }) => outcomes.some((one) => one.line === line && one.is === 'refused'));

function Said({ line, outcome }: Readonly<{ line: Line; outcome: Outcome | undefined }>) {
  const t = useTexts('console-products');
  if (line.wrong.length > 0) return line.wrong.map((field) => <div key={field}>{t(`wrong.${field}`)}</div>);
  if (outcome === undefined) return <Pill>{t('canBeRead')}</Pill>;
  return (
    <>
      <Pill tone={TONES[outcome.is]}>{t(`outcomeIs.${outcome.is}`)}</Pill> {outcome.why}
    </>
  );
}
