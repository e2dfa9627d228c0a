import { type ReactNode, useState } from 'react';
import type { Meaning } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { Stack } from '../../design/card.tsx';
import { TextField } from '../../design/field.tsx';
import { fieldErrors } from './field-errors.ts';
import { Refused } from '../lists/refused.tsx';
import { SendOrClose } from './send-or-close.tsx';

/** What `useDoing` says of an act. */
type Doing = Readonly<{ isPending: boolean; error: unknown; mutate: (text: string) => void }>;
type Props = Readonly<{
  title: string;
  /** What the text is: a reason, a reference. */
  label: string;
  /** What is done, as the button says it. */
  act: string;
  meaning?: Meaning;
  /** By which name the shop knows the text. */
  field?: string;
  optional?: boolean;
  doing: Doing;
  onClose: () => void;
  /** What follows from it. */
  children?: ReactNode;
}>;

/** Asks for a line of text before something is done. What was typed stays when it is refused. */
export function AskText(props: Props) {
  const { title, label, act, meaning = 'act', field = 'reason', optional, doing, onClose, children } = props;
  const [text, setText] = useState('');
  const wrong = fieldErrors(doing.error)[field];
  return (
    <Dialog open title={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!doing.isPending) doing.mutate(text.trim());
        }}
      >
        <Stack>
          {children}
          <TextField
            label={label}
            value={text}
            maxLength={200}
            required={optional !== true}
            error={wrong}
            {...(optional === true && { optional })}
            onChange={({ target }) => setText(target.value)}
          />
          {wrong === undefined && <Refused error={doing.error} />}
          <SendOrClose {...{ act, meaning, onClose }} busy={doing.isPending} />
        </Stack>
      </form>
    </Dialog>
  );
}
