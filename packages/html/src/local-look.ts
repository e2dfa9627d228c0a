import { readFileSync } from 'node:fs';

/** The design of the shop's own pages: the decisions of `packages/storefront/DESIGN.md` as custom properties. */
const TOKENS = readFileSync(new URL('../tokens.css', import.meta.url), 'utf8');

/**
 * The look of the pages of the local platform, which load nothing: the shop's tokens, and what plain elements look like by them. For
 * programs on a laptop only; it is read from the disk.
 */
export const LOCAL_LOOK = `${TOKENS}
*, *::before, *::after { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.55 var(--plain); overflow-wrap: break-word; }
h1, h2, h3 { margin: 0; font-family: var(--loud); line-height: 1.2; letter-spacing: -.01em; }
h1 { font-size: var(--size-title); } h2 { margin: var(--s8) 0 var(--s2); font-size: var(--size-lead); }
a { color: var(--act); text-underline-offset: .18em; } a:hover { color: var(--act-strong); }
.quiet, time { color: var(--ink-soft); } .good { color: var(--good); } .bad { color: var(--bad); }
.note { padding: var(--s3) var(--s4); border-left: 4px solid currentcolor; border-radius: var(--corner-small); background: var(--sunken); }
.scroll { overflow-x: auto; } table { width: 100%; border-collapse: collapse; margin: var(--s2) 0; }
th, td { padding: var(--s2) var(--s4) var(--s2) 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--ink-soft); font-size: var(--size-small); } td code { white-space: nowrap; } .amount { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
code { font: .875em var(--figures); overflow-wrap: anywhere; } pre { white-space: pre-wrap; overflow-wrap: anywhere; }
button { min-height: 2.75rem; padding: 0 var(--s4); border: 1px solid var(--line-strong); border-radius: var(--corner);
  background: var(--surface); color: var(--ink); font: inherit; font-weight: 600; cursor: pointer; } button:hover { border-color: var(--ink); }
input, select { min-height: 2.5rem; max-width: 100%; padding: var(--s1) var(--s2); border: 1px solid var(--line-strong);
  border-radius: var(--corner-small); background: var(--surface); color: inherit; font: inherit; }
:focus-visible { outline: 2px solid var(--act); outline-offset: 2px; }
`;
