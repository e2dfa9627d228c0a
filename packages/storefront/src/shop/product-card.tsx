import { Link } from '@tanstack/react-router';
import { Pill } from '../design/pill.tsx';
import { useTexts } from '../texts/use-texts.ts';
import styles from './product-card.module.css';
import { Price } from './price.tsx';
import { hasPrices, type Product } from './product.ts';

/** Something for sale: its picture, name, price, and whether there is little left of it. */
export function ProductCard({ product }: Readonly<{ product: Product }>) {
  const t = useTexts('shop');
  const { productId, title, images, price, availability } = product;
  return (
    <article className={styles['card']} data-sold-out={availability === 'sold-out'}>
      <div className={styles['picture']}>
        {images[0] !== undefined && <img src={images[0]} alt="" loading="lazy" width={400} height={400} />}
      </div>
      <h3>
        <Link to="/product/$productId" params={{ productId }} className={styles['name']}>
          {title}
        </Link>
      </h3>
      <p className={styles['line']}>
        <span className={styles['price']}>
          <Price price={price} from={hasPrices(product)} />
        </span>
        {availability !== 'in-stock' && (
          <Pill tone={availability === 'low' ? 'warn' : 'plain'}>{t(`stock.${availability}`)}</Pill>
        )}
      </p>
    </article>
  );
}

/** Things for sale beside one another. */
export function ProductGrid({ products }: Readonly<{ products: readonly Product[] }>) {
  return (
    <ul role="list" className={styles['grid']}>
      {products.map((product) => (
        <li key={product.productId}>
          <ProductCard product={product} />
        </li>
      ))}
    </ul>
  );
}

/** The shapes of what is coming. */
export function ProductGridLoading() {
  const t = useTexts('frame');
  return (
    <div className={styles['grid']} role="status" aria-label={t('loading')}>
      {Array.from({ length: 8 }, (_, n) => (
        <div key={n} className={styles['shape']} />
      ))}
    </div>
  );
}
