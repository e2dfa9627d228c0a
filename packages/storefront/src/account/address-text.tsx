import type { ShownAddress } from '@cartless/domain';
import { useLocale } from '../texts/locale.tsx';
import styles from './account.module.css';

/** An address as it is read, the country by its name. */
export function AddressText({ address }: Readonly<{ address: ShownAddress }>) {
  const locale = useLocale();
  const { recipient, phone, line1, line2, district, city, region, postalCode, country } = address;
  const place = [district, city, region === city ? undefined : region, postalCode].filter(Boolean);
  return (
    <address className={styles['address']}>
      <strong>{recipient}</strong>
      <br />
      {[line1, line2].filter(Boolean).join(', ')}
      <br />
      {place.join(', ')}
      <br />
      {new Intl.DisplayNames(locale, { type: 'region' }).of(country)}
      <br />
      {phone}
    </address>
  );
}
