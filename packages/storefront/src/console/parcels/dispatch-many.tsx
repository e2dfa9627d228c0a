import { type components, unwrap } from '@cartless/api-client';
import { Link } from '@tanstack/react-router';
import { shop } from '../../app/shop.ts';
import { Button, buttonClass } from '../../design/button.tsx';
import { Notice } from '../../design/notice.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import lists from '../lists/lists.module.css';
import { Refused } from '../lists/refused.tsx';
import { useDoing } from '../lists/use-doing.ts';

type Result = components['schemas']['DispatchResults']['results'][number];
type Props = Readonly<{
  chosen: readonly string[];
  /** Chooses all, or none when all are chosen. */
  onAll: () => void;
}>;

/** Prints the slips of parcels, and says that they were handed over. */
export function DispatchMany({ chosen, onAll }: Props) {
  const t = useTexts('console-parcels');
  const doing = useDoing((shipmentIds: readonly string[]) =>
    unwrap(shop.post('/admin/shipments/dispatch', { body: { shipmentIds } })),
  );
  return (
    <>
      <div className={lists['acts']}>
        <Button size="small" onClick={onAll}>
          {t('all')}
        </Button>
        <Button
          meaning="act"
          size="small"
          busy={doing.isPending}
          disabled={chosen.length === 0}
          onClick={() => doing.mutate(chosen)}
        >
          {t('dispatchMany', { count: chosen.length })}
        </Button>
        {chosen.length > 0 && (
          <Link
            to="/console/parcels/slips"
            search={{ ids: chosen.join(',') }}
            className={buttonClass({ size: 'small' })}
          >
            {t('slips')}
          </Link>
        )}
      </div>
      <Refused error={doing.error} />
      {doing.data !== undefined && <Results results={doing.data.results} />}
    </>
  );
}

/** What became of each: how many left, and why the others did not. */
function Results({ results }: Readonly<{ results: readonly Result[] }>) {
  const t = useTexts('console-parcels');
  const stayed = results.filter(({ outcome }) => outcome !== 'dispatched');
  return (
    <Notice
      tone={stayed.length === 0 ? 'good' : 'warn'}
      title={t('dispatched', { count: results.length - stayed.length })}
    >
      {stayed.length > 0 && (
        <ul className={lists['plain']}>
          {stayed.map(({ shipmentId, outcome, detail }) => (
            <li key={shipmentId}>
              {shipmentId}: {detail ?? t(`outcome.${outcome}`)}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
