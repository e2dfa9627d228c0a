import { Link } from '@tanstack/react-router';
import { useBasket } from '../shop/basket.ts';
import { SearchBox } from '../shop/search-box.tsx';
import { useTexts } from '../texts/use-texts.ts';
import styles from './frame.module.css';
import { Icon } from './icon.tsx';
import { isStaff, useMe, useSession } from './session.ts';
import { useWayBack } from './way-back.ts';

/** The head of every page: the shop's name, its search, and where one goes from anywhere. */
export function Head() {
  const t = useTexts('frame');
  const session = useSession();
  const staff = isStaff(useMe().data?.scopes ?? []);
  const { count } = useBasket();
  const wayBack = useWayBack();
  return (
    <header className={styles['head']}>
      <div className={styles['bar']}>
        <Link to="/" className={styles['name']}>
          <img src="/mark.svg" alt="" width={28} height={28} />
          {t('shopName')}
        </Link>
        <SearchBox className={styles['search'] ?? ''} />
        <nav className={styles['links']}>
          {staff && (
            <Link to="/console">
              <Icon name="console" />
              <span>{t('console')}</span>
            </Link>
          )}
          <Link to="/track">
            <Icon name="track" />
            <span>{t('track')}</span>
          </Link>
          <Link {...(session === null ? { to: '/account/login', search: wayBack } : { to: '/account' })}>
            <Icon name="account" />
            <span>{t(session === null ? 'logIn' : 'account')}</span>
          </Link>
          <Link to="/basket">
            <Icon name="basket" />
            <span>{t('basket', { count })}</span>
            {count > 0 && (
              <b className={styles['count']} aria-hidden="true">
                {count}
              </b>
            )}
          </Link>
        </nav>
      </div>
    </header>
  );
}
