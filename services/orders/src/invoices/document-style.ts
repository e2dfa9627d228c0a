/** For the screen, and for paper: A4 or Letter, black on white, headings of the table on every sheet. */
export const STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #eef0f3; color: #14181f; line-height: 1.45; font-size: 15px;
  font-family: system-ui, "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
main { max-width: 50rem; margin: 1.5rem auto; padding: 2rem; background: #fff; }
h1 { margin: 0 0 1rem; font-size: 1.6rem; } h2 { margin: 1.5rem 0 .5rem; font-size: 1rem; }
.facts, .sides { display: flex; flex-wrap: wrap; gap: .75rem 2.5rem; margin: 0; } .sides > * { flex: 1 1 16rem; }
dt, .quiet { color: #4b5563; font-size: .85rem; } dd { margin: 0; overflow-wrap: anywhere; }
p { margin: 0; overflow-wrap: anywhere; } .scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
caption { text-align: left; font-weight: 600; padding: 1.5rem 0 .5rem; }
th, td { padding: .4rem .5rem .4rem 0; border-bottom: 1px solid #c9ced6; text-align: right; vertical-align: top; white-space: nowrap; }
th:first-child, td:first-child { text-align: left; white-space: normal; overflow-wrap: anywhere; }
th { font-weight: 600; } tfoot td, tfoot th { border-bottom: 0; } .sum > * { font-weight: 700; font-size: 1.1rem; }
footer { margin-top: 1.5rem; }
@page { margin: 18mm; }
@media print { body { background: none; font-size: 10pt; } main { margin: 0; padding: 0; max-width: none; }
  .scroll { overflow: visible; } thead { display: table-header-group; } tr, .sides > * { break-inside: avoid; } }
`;
