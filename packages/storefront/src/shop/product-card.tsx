import { Link } from '@tanstack/react-router';
import { Pill } from '../design/pill.tsx';
import { useTexts } from '../texts/use-texts.ts';
import styles from './product-card.module.css';
import { Price } from './price.tsx';
import { hasPrices, type Product } from './product.ts';

/** The level of the names' headings: below that of what the goods stand under. */
type Level = 'h2' | 'h3';

/** Something for sale: its picture, name, price, and whether there is little left of it. */
export function ProductCard({ product, level: Heading }: Readonly<{ product: Product; level: Level }>) {
  const t = useTexts('shop');
  const { productId, title, images, price, availability } = product;
  return (
    <article className={styles['card']} data-sold-out={availability === 'sold-out'}>
      <div className={styles['picture']}>
        {images[0] !== undefined && <img src={images[0]} alt="" loading="lazy" width={400} height={400} />}
      </div>
      <Heading className={styles['title']}>
        <Link to="/product/$productId" params={{ productId }} className={styles['name']}>
          {title}
        </Link>
      </Heading>
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

type Goods = Readonly<{ products: readonly Product[]; level?: Level }>;

/** Things for sale beside one another. */
export function ProductGrid({ products, level = 'h3' }: Goods) {
  return (
    <ul role="list" className={styles['grid']}>
      {products.map((product) => (
        <li key={product.productId}>
          <ProductCard product={product} level={level} />
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
