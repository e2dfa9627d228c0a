/** For paper first: A4, A5 or Letter, black on white. */
export const STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #eef0f3; color: #14181f; line-height: 1.45; font-size: 15px;
  font-family: system-ui, "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
main { max-width: 44rem; margin: 1.5rem auto; padding: 2rem; background: #fff; }
h1 { margin: 0 0 1rem; font-size: 1.6rem; } h2 { margin: 1.25rem 0 .25rem; font-size: 1rem; }
.facts, .sides { display: flex; flex-wrap: wrap; gap: .75rem 2.5rem; margin: 0; } .sides > * { flex: 1 1 16rem; }
dt, .quiet { color: #4b5563; font-size: .85rem; } dd { margin: 0; overflow-wrap: anywhere; }
p { margin: 0; overflow-wrap: anywhere; } .to { font-size: 1.15rem; font-weight: 600; }
table { width: 100%; border-collapse: collapse; margin-top: 1.25rem; }
th, td { padding: .4rem .5rem .4rem 0; border-bottom: 1px solid #c9ced6; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th:last-child, td:last-child { text-align: right; white-space: nowrap; }
footer { margin-top: 1.25rem; } footer p + p { margin-top: .5rem; }
@page { margin: 15mm; }
@media print { body { background: none; font-size: 11pt; } main { margin: 0; padding: 0; max-width: none; }
  thead { display: table-header-group; } tr, .sides > * { break-inside: avoid; } }
`;
