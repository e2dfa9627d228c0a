import { type ReactNode, useEffect } from 'react';
import styles from './page-head.module.css';

type Props = Readonly<{ title: string; lead?: ReactNode; children?: ReactNode }>;

/** The heading of a page, with what can be done on it; the title is the browser's too. */
export function PageHead({ title, lead, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Cartless`;
  }, [title]);
  return (
    <div className={styles['head']}>
      <div>
        <h1>{title}</h1>
        {lead !== undefined && <p>{lead}</p>}
      </div>
      {children !== undefined && <div className={styles['acts']}>{children}</div>}
    </div>
  );
}
