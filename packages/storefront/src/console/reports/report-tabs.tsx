import { useTexts } from '../../texts/use-texts.ts';
import { Choices } from '../lists/choices.tsx';
import { type View, VIEWS } from './report-search.ts';

/** The views of the figures. They are addresses of one page, so they are told as a group of choices and not as tabs. */
export function ReportTabs({ view, onView }: Readonly<{ view: View; onView: (view: View) => void }>) {
  const t = useTexts('reports');
  return (
    <Choices
      label={t('views')}
      options={VIEWS.map((value) => ({ value, text: t(`view.${value}`) }))}
      chosen={view}
      onChoose={onView}
    />
  );
}
