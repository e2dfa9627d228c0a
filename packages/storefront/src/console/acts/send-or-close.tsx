import { Button, type Meaning } from '../../design/button.tsx';
import { useTexts } from '../../texts/use-texts.ts';

type Props = Readonly<{ act: string; meaning?: Meaning; busy: boolean; onClose: () => void }>;

/** The end of a form in a dialog: it is sent, or left. */
export function SendOrClose({ act, meaning = 'act', busy, onClose }: Props) {
  const t = useTexts('frame');
  return (
    <div>
      <Button type="submit" meaning={meaning} busy={busy}>
        {act}
      </Button>{' '}
      <Button onClick={onClose}>{t('cancel')}</Button>
    </div>
  );
}
