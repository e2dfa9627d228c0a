import { PASSWORD_RULES } from '@cartless/domain';
import type { ComponentProps } from 'react';
import { PasswordField } from '../design/field.tsx';
import { useTexts } from '../texts/use-texts.ts';
import styles from './account.module.css';

const RULES = ['length', 'letter', 'digit'] as const;

/** A new password: what it has to have is ticked off while it is typed, and how strong it is. */
export function NewPasswordField({
  typed,
  ...field
}: ComponentProps<typeof PasswordField> & Readonly<{ typed: string }>) {
  const t = useTexts('account');
  const strength = strengthOf(typed);
  return (
    <div>
      <PasswordField {...field} autoComplete="new-password" hint={<Rules typed={typed} />} />
      <p role="status" className={styles['soft']}>
        {typed !== '' && t(`strength.${strength}`)}
      </p>
      <div className={styles['meter']} aria-hidden="true">
        {[1, 2, 3].map((step) => (
          <span key={step} data-lit={typed !== '' && step <= STEPS[strength] ? STEPS[strength] : undefined} />
        ))}
      </div>
    </div>
  );
}

function Rules({ typed }: Readonly<{ typed: string }>) {
  const t = useTexts('account');
  return (
    <span className={styles['rules']}>
      {RULES.map((rule) => {
        const met = PASSWORD_RULES[rule](typed);
        return (
          <span key={rule} data-met={met}>
            {met ? '✓ ' : '· '}
            {t(`passwordRules.${rule}`)}
          </span>
        );
      })}
    </span>
  );
}

type Strength = 'weak' | 'fair' | 'strong';
const STEPS: Readonly<Record<Strength, 1 | 2 | 3>> = { weak: 1, fair: 2, strong: 3 };

/** Length is what guessing costs; what kinds of signs there are adds less. */
function strengthOf(typed: string): Strength {
  if (!RULES.every((rule) => PASSWORD_RULES[rule](typed))) return 'weak';
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u].filter((kind) =>
    kind.test(typed),
  ).length;
  const different = new Set(typed).size;
  return different + kinds * 2 >= 18 ? 'strong' : different + kinds * 2 >= 11 ? 'fair' : 'weak';
}
