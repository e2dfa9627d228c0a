const PATHS = {
  track: 'M3 7.5 12 3l9 4.5v9L12 21l-9-4.5zM3 7.5l9 4.5 9-4.5M12 12v9M7.5 5.25l9 4.5',
  account: 'M12 12a4.25 4.25 0 1 0 0-8.5 4.25 4.25 0 0 0 0 8.5zM4 20.5c.6-4 3.8-6 8-6s7.400 2 8 6',
  basket: 'M4 9h16l-1.500 11h-13zM8 9l2.500-5M16 9l-2.500-5',
  console: 'M4 20V11M10 20V4M16 20v-7M21 20H3',
} as const;
export type IconName = keyof typeof PATHS;

/** A small drawing beside a word, or in its place where there is no room; the word is there for who listens. */
export function Icon({ name }: Readonly<{ name: IconName }>) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="22"
      height="22"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
