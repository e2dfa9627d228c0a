import { type ComponentProps, type ReactNode, useId, useState } from 'react';
import { useTexts } from '../texts/use-texts.ts';
import { classNames } from './class-names.ts';
import styles from './field.module.css';

type About = Readonly<{
  label: string;
  /** What helps before something is typed. */
  hint?: ReactNode;
  /** What is wrong with what was typed, and what to do. */
  error?: string | undefined;
  /** What is right about it, a name that is free say; read out when it changes. */
  good?: ReactNode;
  optional?: boolean;
}>;
type Ids = Readonly<{ id: string; 'aria-describedby': string; 'aria-invalid': boolean | undefined }>;

/** A label, a control, and what is said about it: the control is given what ties them together. */
export function Field({
  label,
  hint,
  error,
  good,
  optional,
  children,
}: About & Readonly<{ children: (ids: Ids) => ReactNode }>) {
  const id = useId();
  const t = useTexts('frame');
  return (
    <div className={styles['field']}>
      <label className={styles['label']} htmlFor={id}>
        {label}
        {optional === true && <span className={styles['optional']}>{t('optional')}</span>}
      </label>
      {children({
        id,
        'aria-describedby': `${id}-about`,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      <div id={`${id}-about`} aria-live="polite">
        {error !== undefined && <p className={styles['error']}>{error}</p>}
        {error === undefined && good !== undefined && <p className={styles['good']}>{good}</p>}
        {hint !== undefined && <p className={styles['hint']}>{hint}</p>}
      </div>
    </div>
  );
}

/** A line of text to type; it takes what `register` of react-hook-form gives. */
export function TextField({
  label,
  hint,
  error,
  good,
  optional,
  className,
  ...input
}: About & ComponentProps<'input'>) {
  return (
    <Field {...{ label, hint, error, good, ...(optional !== undefined && { optional }) }}>
      {(ids) => <input {...input} {...ids} className={classNames(styles['input'], className)} />}
    </Field>
  );
}

/** Several lines of text to type. */
export function TextArea({
  label,
  hint,
  error,
  good,
  optional,
  ...input
}: About & ComponentProps<'textarea'>) {
  return (
    <Field {...{ label, hint, error, good, ...(optional !== undefined && { optional }) }}>
      {(ids) => <textarea rows={3} {...input} {...ids} className={styles['input']} />}
    </Field>
  );
}

/** One of a list. */
export function SelectField({
  label,
  hint,
  error,
  good,
  optional,
  children,
  ...input
}: About & ComponentProps<'select'>) {
  return (
    <Field {...{ label, hint, error, good, ...(optional !== undefined && { optional }) }}>
      {(ids) => (
        <select {...input} {...ids} className={styles['input']}>
          {children}
        </select>
      )}
    </Field>
  );
}

/** A password, which can be shown. */
export function PasswordField({ label, hint, error, good, ...input }: About & ComponentProps<'input'>) {
  const t = useTexts('frame');
  const [shown, setShown] = useState(false);
  return (
    <Field {...{ label, hint, error, good }}>
      {(ids) => (
        <div className={styles['password']}>
          <input {...input} {...ids} type={shown ? 'text' : 'password'} className={styles['input']} />
          <button type="button" aria-pressed={shown} onClick={() => setShown(!shown)}>
            {shown ? t('hidePassword') : t('showPassword')}
          </button>
        </div>
      )}
    </Field>
  );
}

/** Something that is so or not. */
export function CheckField({ label, ...input }: Readonly<{ label: ReactNode }> & ComponentProps<'input'>) {
  return (
    <label className={styles['check']}>
      <input {...input} type="checkbox" />
      <span>{label}</span>
    </label>
  );
}
