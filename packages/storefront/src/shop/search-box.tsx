import { useNavigate } from '@tanstack/react-router';
import { useTexts } from '../texts/use-texts.ts';

/** The search of the head. */
export function SearchBox({ className }: Readonly<{ className: string }>) {
  const t = useTexts('frame');
  const navigate = useNavigate();
  return (
    <search className={className}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const q = new FormData(event.currentTarget).get('q');
          if (typeof q === 'string' && q.trim() !== '')
            void navigate({ to: '/search', search: { q: q.trim() } });
        }}
      >
        <input type="search" name="q" aria-label={t('search')} placeholder={t('search')} maxLength={100} />
      </form>
    </search>
  );
}
