import '@fontsource/bricolage-grotesque/600.css';
import '@cartless/html/tokens.css';
import './design/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { loadRouter } from './app/router.ts';
import { showKeptTheme } from './app/theme.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');
showKeptTheme();
// Not waited for at the top of the module: what the console loads imports parts of this one, and each would wait for the other.
void loadRouter().then((loaded) =>
  createRoot(root).render(
    <StrictMode>
      <App router={loaded} />
    </StrictMode>,
  ),
);
