import { Link } from '@tanstack/react-router';
import { buttonClass } from '../design/button.tsx';
import { Nothing } from '../design/notice.tsx';
import { useTexts } from '../texts/use-texts.ts';

/** An address that leads nowhere. */
export function NotFoundPage() {
  const t = useTexts('frame');
  return (
    <Nothing title={t('notFoundTitle')}>
      <p>{t('notFound')}</p>
      <Link to="/" className={buttonClass({ meaning: 'act' })}>
        {t('home')}
      </Link>
    </Nothing>
  );
}
