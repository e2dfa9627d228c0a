import { Link } from '@tanstack/react-router';
import { useBasket } from '../shop/basket.ts';
import { SearchBox } from '../shop/search-box.tsx';
import { useTexts } from '../texts/use-texts.ts';
import styles from './frame.module.css';
import { isStaff, useMe, useSession } from './session.ts';

/** The head of every page: the shop's name, its search, and where one goes from anywhere. */
export function Head() {
  const t = useTexts('frame');
  const session = useSession();
  const staff = isStaff(useMe().data?.scopes ?? []);
  const { count } = useBasket();
  return (
    <header className={styles['head']}>
      <div className={styles['bar']}>
        <Link to="/" className={styles['name']}>
          <img src="/mark.svg" alt="" width={28} height={28} />
          {t('shopName')}
        </Link>
        <SearchBox className={styles['search'] ?? ''} />
        <nav className={styles['links']}>
          {staff && <Link to="/console">{t('console')}</Link>}
          <Link to="/track">{t('track')}</Link>
          {session === null ? (
            <Link to="/account/login">{t('logIn')}</Link>
          ) : (
            <Link to="/account">{t('account')}</Link>
          )}
          <Link to="/basket">{t('basket', { count })}</Link>
        </nav>
      </div>
    </header>
  );
}
