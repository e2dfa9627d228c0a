import { queryOf } from '@cartless/api-client/query';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ShopError } from '@cartless/api-client';
import { shop } from '../app/shop.ts';
import { buttonClass } from '../design/button.tsx';
import { NotYet } from '../design/not-yet.tsx';
import { Nothing } from '../design/notice.tsx';
import { PageHead } from '../design/page-head.tsx';
import { useLocale } from '../texts/locale.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { BuyBox } from './buy-box.tsx';
import type { Product } from './product.ts';
import styles from './product-page.module.css';

const route = getRouteApi('/product/$productId');

/** One thing for sale. */
export function ProductPage() {
  const t = useTexts('shop');
  const { productId } = route.useParams();
  const asked = useQuery(queryOf(shop, '/products/{productId}', { params: { path: { productId } } }));
  const { data, error } = asked;
  if (error instanceof ShopError && error.problem.status === 404)
    return (
      <Nothing title={t('goneTitle')}>
        <p>{t('gone')}</p>
        <Link to="/search" search={{}} className={buttonClass({ meaning: 'act' })}>
          {t('toAll')}
        </Link>
      </Nothing>
    );
  if (data === undefined) return <NotYet asked={asked} lines={8} />;
  return <Shown product={data} />;
}

function Shown({ product }: Readonly<{ product: Product }>) {
  const t = useTexts('shop');
  const { variant } = route.useSearch();
  const { productId, title, description, images } = product;
  return (
    <div className={styles['page']}>
      <div className={styles['picture']}>
        {images[0] !== undefined && <img src={images[0]} alt="" width={640} height={640} />}
      </div>
      <div className={styles['about']}>
        <Crumbs category={product.category} />
        <PageHead title={title} lead={description} />
        <BuyBox key={productId} product={product} variantId={variant} />
        <Details product={product} title={t('details')} />
      </div>
    </div>
  );
}

function Crumbs({ category }: Readonly<{ category: string }>) {
  const t = useTexts('shop');
  const { data } = useQuery(queryOf(shop, '/categories'));
  const all = data?.items.flatMap((one) => [one, ...one.categories]) ?? [];
  const way = all.filter((one) => category === one.category || category.startsWith(`${one.category}.`));
  return (
    <nav aria-label={t('departments')} className={styles['crumbs']}>
      <Link to="/search" search={{}}>
        {t('home')}
      </Link>
      {way.map((one) => (
        <Link key={one.category} to="/search" search={{ category: one.category }}>
          {one.title}
        </Link>
      ))}
    </nav>
  );
}

function Details({ product, title }: Readonly<{ product: Product; title: string }>) {
  const t = useTexts('shop');
  const locale = useLocale();
  const { attributes, weightGrams } = product;
  const grams = new Intl.NumberFormat(locale, { style: 'unit', unit: 'gram' });
  const rows = [
    ...Object.entries(attributes),
    ...(weightGrams === undefined ? [] : [[t('weight'), grams.format(weightGrams)] as const]),
  ];
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <dl className={styles['details']}>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
