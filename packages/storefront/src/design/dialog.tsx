import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/use-texts.ts';
import { Button, type Meaning } from './button.tsx';
import styles from './dialog.module.css';

type Props = Readonly<{
  open: boolean;
  title: string;
  onClose: () => void;
  children?: ReactNode;
  /** The buttons; the first of them that is wanted least comes first. */
  acts?: ReactNode;
}>;

/** Something that wants an answer before anything else goes on. Load it with what asks: it is not part of the first page. */
export function Dialog({ open, title, onClose, children, acts }: Props) {
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles['back']} />
        <Base.Popup className={styles['dialog']}>
          <Base.Title render={<h2 />}>{title}</Base.Title>
          {children}
          {acts !== undefined && <div className={styles['acts']}>{acts}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

type Asked = Readonly<{
  open: boolean;
  title: string;
  /** What follows from it. */
  children?: ReactNode;
  /** What is done, as the button says it. */
  act: string;
  meaning?: Meaning;
  busy?: boolean;
  onDo: () => void;
  onClose: () => void;
}>;

/** Asks before something that cannot be undone. */
export function AskBefore({ act, meaning = 'bad', busy, onDo, ...dialog }: Asked) {
  const t = useTexts('frame');
  return (
    <Dialog
      {...dialog}
      acts={
        <>
          <Button onClick={dialog.onClose}>{t('cancel')}</Button>
          <Button meaning={meaning} busy={busy === true} onClick={onDo}>
            {act}
          </Button>
        </>
      }
    />
  );
}
