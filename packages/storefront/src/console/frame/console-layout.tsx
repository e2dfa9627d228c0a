import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { type ReactNode, Suspense } from 'react';
import { LoggedIn } from '../../account/logged-in.tsx';
import { isStaff, mayWork, useMe } from '../../app/session.ts';
import { NotYet } from '../../design/not-yet.tsx';
import { Loading } from '../../design/notice.tsx';
import { PageHead } from '../../design/page-head.tsx';
import { useTexts } from '../../texts/use-texts.ts';
import { AREAS, areaAt } from './areas.ts';
import styles from './console-layout.module.css';

/** What every page of the console stands in: the rooms that one may enter, and the page, if one may see it. */
export function ConsoleLayout() {
  const t = useTexts('console');
  return (
    <LoggedIn title={t('logInTitle')}>
      <Rooms />
    </LoggedIn>
  );
}

function Rooms() {
  const t = useTexts('console');
  const asked = useMe();
  const { data: me } = asked;
  if (me === undefined) return <NotYet asked={asked} lines={6} />;
  if (!isStaff(me.scopes)) return <NotAllowed scope={t('staff')} />;
  return (
    <div className={styles['console']}>
      <nav className={styles['rooms']} aria-label={t('rooms')}>
        <ul role="list">
          {AREAS.filter(({ scopes }) => mayWork(me.scopes, ...scopes)).map(({ name, to }) => (
            <li key={name}>
              <Link to={to}>{t(`areas.${name}`)}</Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles['page']}>
        <IfAllowed scopes={me.scopes}>
          <Suspense fallback={<Loading lines={6} />}>
            <Outlet />
          </Suspense>
        </IfAllowed>
      </div>
    </div>
  );
}

function IfAllowed({ scopes, children }: Readonly<{ scopes: readonly string[]; children: ReactNode }>) {
  const area = areaAt(useRouterState({ select: ({ location }) => location.pathname }));
  if (area === undefined || mayWork(scopes, ...area.scopes)) return children;
  return <NotAllowed scope={area.scopes.join(' / ')} />;
}

function NotAllowed({ scope }: Readonly<{ scope: string }>) {
  const t = useTexts('frame');
  return <PageHead title={t('notAllowedTitle')} lead={t('notAllowed', { scope })} />;
}
