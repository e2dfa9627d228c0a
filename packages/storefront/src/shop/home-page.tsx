import { queryOf } from '@cartless/api-client/query';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { shop } from '../app/shop.ts';
import { buttonClass } from '../design/button.tsx';
import { FailureNotice, Nothing } from '../design/notice.tsx';
import { useTexts } from '../texts/use-texts.ts';
import styles from './home-page.module.css';
import { ProductGrid, ProductGridLoading } from './product-card.tsx';
import { FREE, NEWEST } from './shelves.ts';

/** The first page of the shop. */
export function HomePage() {
  const t = useTexts('shop');
  useEffect(() => {
    document.title = `Cartless · ${t('heroTitle')}`;
  }, [t]);
  return (
    <div className={styles['page']}>
      <section className={styles['hero']}>
        <div>
          <h1>{t('heroTitle')}</h1>
          <p>{t('heroLead')}</p>
          <Link to="/search" search={{}} className={buttonClass({ meaning: 'act' })}>
            {t('toAll')}
          </Link>
        </div>
        <Window />
      </section>
      <Departments />
      <Shelf title={t('newest')} query={NEWEST}>
        <Nothing title={t('emptyTitle')}>
          <p>{t('empty')}</p>
        </Nothing>
      </Shelf>
      <Shelf title={t('free')} lead={t('freeLead')} query={FREE} />
    </div>
  );
}

/** The shop's window, beside its name where there is room: pictures of goods that the shelf beneath names. */
function Window() {
  const { data } = useQuery(queryOf(shop, '/products', { params: { query: NEWEST } }));
  const pictures = data?.items.flatMap(({ images }) => images.slice(0, 1)).slice(-6) ?? [];
  return (
    <div className={styles['window']} aria-hidden="true">
      {pictures.map((picture) => (
        <img key={picture} src={picture} alt="" width={400} height={400} />
      ))}
    </div>
  );
}

function Departments() {
  const t = useTexts('shop');
  const { data } = useQuery(queryOf(shop, '/categories'));
  // What is missing here stands in the filters of every list too.
  if (data?.items.length === 0) return null;
  return (
    <nav aria-label={t('departments')}>
      <ul role="list" className={styles['departments']}>
        {data?.items.map(({ category, title }) => (
          <li key={category}>
            <Link to="/search" search={{ category }} className={styles['department']}>
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

type ShelfProps = Readonly<{
  title: string;
  lead?: string;
  query: Readonly<{ limit: number; maxPrice?: number }>;
  /** What stands there when there is nothing; without it the whole shelf is left out. */
  children?: ReactNode;
}>;

function Shelf({ title, lead, query, children }: ShelfProps) {
  const { data, error, refetch } = useQuery(queryOf(shop, '/products', { params: { query } }));
  if (data?.items.length === 0 && children === undefined) return null;
  return (
    <section className={styles['shelf']}>
      <div>
        <h2>{title}</h2>
        {lead !== undefined && <p>{lead}</p>}
      </div>
      {error !== null && <FailureNotice error={error} again={() => void refetch()} />}
      {error === null && data === undefined && <ProductGridLoading />}
      {data !== undefined && (data.items.length === 0 ? children : <ProductGrid products={data.items} />)}
    </section>
  );
}
