import '@fontsource/bricolage-grotesque/600.css';
import '@cartless/html/tokens.css';
import './design/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { loadRouter } from './app/router.ts';
import { showKeptTheme } from './app/theme.ts';
import { currentLocale } from './texts/current-locale.ts';
import { loadTexts } from './texts/load-texts.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');
showKeptTheme();
/** So long the first page may take until something else is shown in its place, in milliseconds. */
const AT_ONCE = 300;
/** So long it waits for the letters of its titles, in milliseconds: others take another width, and what stands below would move. */
const LETTERS = 1000;

/**
 * Begins with the page itself, where that is there soon: what React shows in its place stands for 300 ms at least, although the page may have come after one.
 */
async function begin(): Promise<void> {
  const router = await loadRouter();
  const ready = Promise.all([router.load(), loadTexts(currentLocale(), 'frame')]);
  const letters = document.fonts.load('600 1rem "Bricolage Grotesque"');
  await Promise.all([within(AT_ONCE, ready), within(LETTERS, letters)]);
  createRoot(root as HTMLElement).render(
    <StrictMode>
      <App router={router} />
    </StrictMode>,
  );
}

const within = (ms: number, work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, ms))]);

// Not waited for at the top of the module: what the console loads imports parts of this one, and each would wait for the other.
void begin();
