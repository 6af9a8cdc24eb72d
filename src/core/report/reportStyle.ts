/** Light and dark as the reader's system asks, and fit for paper. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --fg: #1f2328; --quiet: #59636e; --line: #d1d9e0; --card: #f6f8fa; --better: #116329; --worse: #b3261e; --bg: #fff; }
@media (prefers-color-scheme: dark) { :root { --fg: #e6e6e6; --quiet: #a0a8b0; --line: #3d444d; --card: #22272e; --better: #57ab5a; --worse: #f47067; --bg: #1c2128; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--fg); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 1200px; margin: 0 auto; padding: 32px 20px 64px; }
h1 { font-size: 26px; margin: 0 0 4px; line-height: 1.25; overflow-wrap: anywhere; }
h2 { font-size: 18px; margin: 32px 0 10px; line-height: 1.3; }
.lead { margin: 0 0 16px; max-width: 80ch; }
.quiet { color: var(--quiet); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(240px, 1fr)); gap: 12px; margin: 20px 0; }
.cards:empty { display: none; }
.card { border: 1px solid var(--line); border-radius: 8px; padding: 14px 16px; background: var(--card); min-width: 0; }
.card h2 { margin: 0; font-size: 16px; }
.card p { margin: 2px 0 8px; }
.text { white-space: pre-line; overflow-wrap: anywhere; }
.badge { display: inline-block; border: 1px solid var(--line); border-radius: 10px; padding: 0 8px; font-size: 12px; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; min-width: 50%; }
th, td { text-align: right; padding: 5px 14px; border-bottom: 1px solid var(--line); white-space: nowrap; }
th { font-weight: 600; }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
tbody th { font-weight: 400; }
.change { color: var(--quiet); margin-left: 6px; }
.better { color: var(--better); }
.worse { color: var(--worse); }
figure { margin: 0 0 24px; }
figure img { max-width: 100%; height: auto; display: block; border: 1px solid var(--line); border-radius: 8px; background: #fff; }
figcaption { color: var(--quiet); margin-top: 6px; }
figcaption strong { color: var(--fg); }
details { border-top: 1px solid var(--line); padding: 8px 0; }
summary { cursor: pointer; }
ul { list-style: none; margin: 6px 0; padding: 0 0 0 14px; }
li { padding: 1px 0; overflow-wrap: anywhere; }
.mark { display: inline-block; width: 1.2em; font-weight: 700; color: var(--quiet); }
code { font: 13px/1.5 ui-monospace, monospace; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media print { main { padding: 0; } details { break-inside: avoid; } }
`;
