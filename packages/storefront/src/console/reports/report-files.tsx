import { useMutation } from '@tanstack/react-query';
import { Button } from '../../design/button.tsx';
import { FailureNotice } from '../../design/notice.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { fileQueryOf, type Format, loadReport } from './load-report.ts';
import { saveFile } from './save-file.ts';
import type { Report } from './report-search.ts';

/** The view as a file. The call bears the token, which a link could not. */
export function ReportFiles({ report, orders }: Readonly<{ report: Report; orders?: boolean }>) {
  const t = useTexts('reports');
  const file = useMutation({
    mutationFn: async (format: Format) =>
      saveFile(await loadReport(format, fileQueryOf(report, orders === true))),
  });
  if (report.view === 'funnel') return null;
  return (
    <>
      {(['csv', 'xlsx'] as const).map((format) => (
        <Button
          key={format}
          size="small"
          busy={file.isPending && file.variables === format}
          onClick={() => file.mutate(format)}
        >
          {t('download', { format: format.toUpperCase() })}
        </Button>
      ))}
      {file.error !== null && <FailureNotice error={file.error}>{t('fileFailed')}</FailureNotice>}
    </>
  );
}
