import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTexts } from '../texts/use-texts.ts';
import { readListing } from './listing-search.ts';

/** How long somebody has to stop typing before it is searched. */
const PAUSE_MS = 250;

/** The search of the head. On the page of results it searches while one types. */
export function SearchBox({ className }: Readonly<{ className: string }>) {
  const t = useTexts('frame');
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { pathname, search: current } = useRouterState({ select: ({ location }) => location });
  const here = pathname === '/search';
  const { q = '', ...others } = readListing(here ? current : {});
  useEffect(() => {
    // The address says what is searched for, except to who is typing.
    if (input.current !== null && document.activeElement !== input.current) input.current.value = q;
  }, [q]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const search = (text: string): void => {
    clearTimeout(timer.current);
    const words = text.trim();
    void navigate({ to: '/search', search: { ...others, ...(words !== '' && { q: words }) }, replace: here });
  };
  useEffect(() => {
    // What was typed while the results were still on their way is searched for as well.
    const typed = document.activeElement === input.current ? input.current?.value.trim() : undefined;
    if (here && typed !== undefined && typed !== q) search(typed);
  }, [here]);
  return (
    <search className={className}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          // Who goes to the results begins there, and needs no keyboard on the glass before them.
          if (!here) input.current?.blur();
          search(input.current?.value ?? '');
        }}
      >
        <input
          ref={input}
          type="search"
          name="q"
          aria-label={t('search')}
          placeholder={t('search')}
          maxLength={100}
          defaultValue={q}
          onChange={({ target, nativeEvent }) => {
            clearTimeout(timer.current);
            // Half a Chinese word is none yet.
            const composing = nativeEvent instanceof InputEvent && nativeEvent.isComposing;
            if (here && !composing) timer.current = setTimeout(() => search(target.value), PAUSE_MS);
          }}
          onCompositionEnd={({ currentTarget }) => {
            if (here) search(currentTarget.value);
          }}
        />
      </form>
    </search>
  );
}
