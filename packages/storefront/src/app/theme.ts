import { useSyncExternalStore } from 'react';

/** Light or dark, or as the device is set. */
export const THEMES = ['device', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'cartless:theme';
const listeners = new Set<() => void>();
const kept = (): Theme => THEMES.find((one) => one === localStorage.getItem(KEY)) ?? 'device';

function show(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === 'device') delete dataset['theme'];
  else dataset['theme'] = theme;
}

/** Shows the site as was chosen at an earlier visit. */
export const showKeptTheme = (): void => show(kept());

/** Chooses light or dark, here and for later visits. */
export function chooseTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  show(theme);
  for (const listener of listeners) listener();
}

/** What was chosen. */
export const useTheme = (): Theme =>
  useSyncExternalStore((changed) => {
    listeners.add(changed);
    return () => void listeners.delete(changed);
  }, kept);
