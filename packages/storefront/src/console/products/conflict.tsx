import { Button } from '../../design/button.tsx';
import { Notice } from '../../design/notice.tsx';
import { Table } from '../../design/table.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { changedFields, type Field, type Values } from './product-values.ts';

type Props = Readonly<{
  /** As it was when it was read, as it is now, and as it is wanted. */
  before: Values;
  now: Values;
  mine: Values;
  busy: boolean;
  /** Goes on with one's own changes, upon what the others did. */
  onKeep: (merged: Values) => void;
  onTake: () => void;
}>;

/** Somebody was first: what they changed, and both ways on. */
export function Conflict({ before, now, mine, busy, onKeep, onTake }: Props) {
  const t = useTexts('console-products');
  const theirs = changedFields(before, now);
  const own = changedFields(before, mine);
  return (
    <Notice
      tone="warn"
      title={t('conflict')}
      acts={
        <>
          <Button meaning="act" busy={busy} onClick={() => onKeep(merge(now, mine, own))}>
            {t('keepMine')}
          </Button>
          <Button busy={busy} onClick={onTake}>
            {t('takeTheirs')}
          </Button>
        </>
      }
    >
      <p>{t('conflictLead')}</p>
      <Table
        caption={t('conflict')}
        rows={theirs}
        keyOf={(field) => field}
        columns={[
          { head: t('what'), cell: (field) => t(`field.${field}`) },
          { head: t('wasBefore'), cell: (field) => before[field] },
          { head: t('isNow'), cell: (field) => now[field] },
          { head: t('isMine'), cell: (field) => (own.includes(field) ? mine[field] : '–') },
        ]}
      />
    </Notice>
  );
}

const merge = (now: Values, mine: Values, own: readonly Field[]): Values => ({
  ...now,
  ...Object.fromEntries(own.map((field) => [field, mine[field]])),
});
