import { CheckField, SelectField, TextField } from '../../design/field.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { Choices } from '../lists/choices.tsx';
import lists from '../lists/lists.module.css';
import { Filters } from './filters.tsx';
import { PRESET_NAMES } from './range.ts';
import type { Report, ReportSearch, View } from './report-search.ts';
import styles from './reports.module.css';

type Changed = { [Name in keyof ReportSearch]: ReportSearch[Name] | undefined };
type Props = Readonly<{ report: Report; view: View; onChange: (next: Changed) => void }>;

const ZONES = Intl.supportedValuesOf('timeZone');

/** Which days, by whose clock, compared with what, and narrowed to what. */
export function ReportControls({ report, view, onChange }: Props) {
  if (view === 'stock') return null;
  return (
    <div className={styles['controls']}>
      <Presets report={report} onChange={onChange} />
      <div className={lists['row']}>
        <Days report={report} onChange={onChange} />
        {view === 'overview' && <Compared report={report} onChange={onChange} />}
      </div>
      {view === 'overview' && <Filters key={filterKey(report)} report={report} onChange={onChange} />}
    </div>
  );
}

const filterKey = ({ category, productId, region, paymentMethod }: Report): string =>
  [category, productId, region, paymentMethod].join('\n');

type Part = Omit<Props, 'view'>;

function Presets({ report, onChange }: Part) {
  const t = useTexts('reports');
  const chosen = report.from === undefined ? (report.preset ?? 'week') : undefined;
  return (
    <Choices
      label={t('range')}
      options={PRESET_NAMES.map((value) => ({ value, text: t(`preset.${value}`) }))}
      chosen={chosen}
      onChoose={(preset) => onChange({ preset, from: undefined, to: undefined, step: undefined })}
    />
  );
}

function Days({ report, onChange }: Part) {
  const t = useTexts('reports');
  const { range, zone } = report;
  const days = (from: string, to: string): void => {
    if (from !== '' && to !== '') onChange({ preset: undefined, step: undefined, from, to });
  };
  return (
    <>
      <TextField
        label={t('from')}
        type="date"
        value={range.from}
        max={range.to}
        onChange={({ target }) => days(target.value, target.value > range.to ? target.value : range.to)}
      />
      <TextField
        label={t('to')}
        type="date"
        value={range.to}
        min={range.from}
        onChange={({ target }) => days(target.value < range.from ? target.value : range.from, target.value)}
      />
      <SelectField label={t('zone')} value={zone} onChange={({ target }) => onChange({ tz: target.value })}>
        {[...new Set([zone, 'UTC', ...ZONES])].map((name) => (
          <option key={name}>{name}</option>
        ))}
      </SelectField>
    </>
  );
}

function Compared({ report, onChange }: Part) {
  const t = useTexts('reports');
  return (
    <CheckField
      label={t('compare')}
      checked={report.compare !== undefined}
      onChange={({ target }) => onChange({ compare: target.checked ? 'previous' : undefined })}
    />
  );
}
