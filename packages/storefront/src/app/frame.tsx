import { Outlet, useRouterState } from '@tanstack/react-router';
import { Suspense, useEffect, useRef } from 'react';
import { Loading } from '../design/notice.tsx';
import { useAnswersInLocale } from '../texts/locale.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { Foot } from './foot.tsx';
import styles from './frame.module.css';
import { Head } from './head.tsx';
import { useOnline } from './online.ts';
import { useSessionChanges } from './session.ts';

/** What every page stands in: the head, the page, the foot. */
export function Frame() {
  useAnswersInLocale();
  return (
    <Suspense fallback={null}>
      <Framed />
    </Suspense>
  );
}

function Framed() {
  const t = useTexts('frame');
  const online = useOnline();
  const owners = useSessionChanges();
  const main = useFocusOnNewPage();
  return (
    <>
      <a href="#main" className={styles['skip']}>
        {t('skip')}
      </a>
      <Head />
      <div role="status">{!online && <p className={styles['offline']}>{t('offline')}</p>}</div>
      <main id="main" ref={main} tabIndex={-1} className={styles['main']}>
        <Suspense key={owners} fallback={<Loading lines={6} />}>
          <Outlet />
        </Suspense>
      </main>
      <Foot />
    </>
  );
}

/** Readers of screens begin at the new page, not where its link was. Who types in a field of the head by the time it is there goes on typing. */
function useFocusOnNewPage() {
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const last = useRef<string | undefined>(undefined);
  useEffect(() => {
    const typing = document.activeElement?.matches('input');
    if (last.current && last.current !== path && !typing) main.current?.focus({ preventScroll: true });
    last.current = path;
  }, [path]);
  return main;
}
