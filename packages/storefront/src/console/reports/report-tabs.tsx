import { useTexts } from '../../texts/use-texts.ts';
import { type View, VIEWS } from './report-search.ts';
import styles from './reports.module.css';

/** The views of the figures. They are addresses of one page, so they are told as a group of choices and not as tabs. */
export function ReportTabs({ view, onView }: Readonly<{ view: View; onView: (view: View) => void }>) {
  const t = useTexts('reports');
  return (
    <div role="group" aria-label={t('views')} className={styles['choices']}>
      {VIEWS.map((one) => (
        <button key={one} type="button" aria-pressed={one === view} onClick={() => onView(one)}>
          {t(`view.${one}`)}
        </button>
      ))}
    </div>
  );
}
