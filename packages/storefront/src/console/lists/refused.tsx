import { FailureNotice } from '../../design/notice.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { isConflict } from './use-doing.ts';

/** Why something was not done; where somebody else was first, that the page has been read again since. */
export function Refused({ error }: Readonly<{ error: unknown }>) {
  const t = useTexts('console');
  if (error === null) return null;
  return <FailureNotice error={error}>{isConflict(error) && <p>{t('readAgain')}</p>}</FailureNotice>;
}
