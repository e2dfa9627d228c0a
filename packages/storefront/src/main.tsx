import '@fontsource-variable/bricolage-grotesque/wdth.css';
import '@cartless/html/tokens.css';
import './design/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { showKeptTheme } from './app/theme.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');
showKeptTheme();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
