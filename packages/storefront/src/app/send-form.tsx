import { type AnyProblem, ShopError } from '@cartless/api-client';
import { type ReactNode, useState } from 'react';
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { Button, type Meaning } from '../design/button.tsx';
import { FailureNotice } from '../design/notice.tsx';
import styles from './form.module.css';
import { showAtFields } from './shop-form.ts';

type Props<Values extends FieldValues, Out> = Readonly<{
  form: UseFormReturn<Values, unknown, Out>;
  /** Sends what was typed. @returns why not, when the shop refuses it */
  send: (data: Out) => Promise<AnyProblem | undefined>;
  /** What the button says. */
  act: string;
  meaning?: Meaning;
  /** The field that a refusal is about, by its code, where the shop does not say so itself. */
  fieldOf?: Readonly<Record<string, Path<Values>>>;
  /** What is shown of a refusal instead of the usual notice. */
  explain?: (problem: AnyProblem) => ReactNode;
  children: ReactNode;
  /** More buttons and links. */
  acts?: ReactNode;
}>;

/** A form with its button: it is sent once however often it is pressed, and keeps what was typed when it is refused. */
export function SendForm<Values extends FieldValues, Out>(props: Props<Values, Out>) {
  const { form, send, act, meaning = 'act', fieldOf, explain, children, acts } = props;
  const [problem, setProblem] = useState<AnyProblem>();
  const submit = form.handleSubmit(async (data) => {
    setProblem(undefined);
    const refused = await send(data);
    if (refused !== undefined && !showAtFields(form, refused, fieldOf)) setProblem(refused);
  });
  return (
    <form noValidate className={styles['form']} onSubmit={(event) => void submit(event)}>
      {children}
      {problem !== undefined && (explain?.(problem) ?? <FailureNotice error={new ShopError(problem)} />)}
      <div className={styles['acts']}>
        <Button type="submit" meaning={meaning} busy={form.formState.isSubmitting}>
          {act}
        </Button>
        {acts}
      </div>
    </form>
  );
}
