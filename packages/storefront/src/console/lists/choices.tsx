import styles from './choices.module.css';

type Props<Value extends string> = Readonly<{
  /** What is chosen, for who does not see the group. */
  label: string;
  options: readonly Readonly<{ value: Value; text: string }>[];
  chosen: Value | undefined;
  onChoose: (value: Value) => void;
}>;

/** One of a few, all of which are seen. */
export function Choices<Value extends string>({ label, options, chosen, onChoose }: Props<Value>) {
  return (
    <div role="group" aria-label={label} className={styles['choices']}>
      {options.map(({ value, text }) => (
        <button key={value} type="button" aria-pressed={value === chosen} onClick={() => onChoose(value)}>
          {text}
        </button>
      ))}
    </div>
  );
}
