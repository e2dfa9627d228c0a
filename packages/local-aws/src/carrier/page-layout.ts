import type { PageTexts } from './page-texts.ts';

const STYLE = `:root{color-scheme:light dark;--line:light-dark(#d5d9e0,#3c424c);--quiet:light-dark(#555e6b,#a8b0bd);--card:light-dark(#fff,#1d2129);--accent:light-dark(#0b5cad,#7db8f5)}
*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;background:light-dark(#f4f5f7,#14171c);color:light-dark(#1a1f27,#e8ebf0)}
main{max-width:76rem;margin:0 auto;padding:1.5rem 1rem}h1{margin:0;font-size:1.6rem}h2{margin:0 0 .6rem;font-size:1.15rem}
p{margin:.3rem 0}.quiet{color:var(--quiet)}section{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:1rem;margin-top:1rem}
.row,form{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end}.row{align-items:center}td form{display:inline-flex;margin:.1rem}label{display:grid;font-size:.875rem;gap:.2rem}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;min-width:52rem}th,td{text-align:start;padding:.5rem;border-top:1px solid var(--line);vertical-align:top}thead th{border-top:0}
code{font-family:ui-monospace,monospace;font-size:.9rem}time{white-space:nowrap}a{color:var(--accent)}
button,input,select{font:inherit;padding:.35rem .7rem;min-height:2.25rem;border:1px solid light-dark(#8a929e,#6f7885);border-radius:.35rem;background:var(--card);color:inherit}
button{cursor:pointer}button:hover{border-color:var(--accent);color:var(--accent)}:focus-visible{outline:3px solid var(--accent);outline-offset:2px}`;

/** A whole page around what stands in it. */
export const pageLayout = (texts: PageTexts, content: string): string => `<!doctype html>
<html lang="${texts.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${texts.title}</title><style>${STYLE}</style></head><body><main>
${content}
</main></body></html>`;
