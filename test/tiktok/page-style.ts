/** System fonts, two columns on a desk, one on a phone; light and dark as the reader's system is. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #16181d; --soft: #626a76; --line: #e3e6ea; --back: #f5f6f8; --card: #fff;
--good: #0b7a4b; --good-back: #e2f5ec; --bad: #b3261e; --bad-back: #fdeceb; --test: #6b4fbb; --test-back: #efeafb; --plain-back: #eceff3; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaee; --soft: #9aa3b0; --line: #2c3138; --back: #121418; --card: #1b1e24;
--good: #5fd3a0; --good-back: #14352a; --bad: #ff9a92; --bad-back: #40201e; --test: #bda9f5; --test-back: #2b2444; --plain-back: #282c34; } }
* { box-sizing: border-box; margin: 0; }
body { font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: var(--ink); background: var(--back);
max-width: 1180px; margin: 0 auto; padding: 32px 24px 64px; }
h1 { font-size: 26px; line-height: 1.2; letter-spacing: -.01em; }
header p { color: var(--soft); max-width: 68ch; margin: 8px 0 24px; }
.counts { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(230px, 1fr)); gap: 12px; }
.counts li { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 14px 16px; display: grid; align-content: start; min-width: 0; }
.counts b { font-size: 28px; line-height: 1.1; font-variant-numeric: tabular-nums; }
.counts span { font-weight: 600; overflow-wrap: anywhere; }
.counts small, .sum, .hint, .id, time { color: var(--soft); font-size: 13px; }
.sum { margin: 16px 2px; }
.empty { background: var(--card); border: 1px dashed var(--line); border-radius: 12px; padding: 40px 24px; text-align: center; color: var(--soft); }
.head, article { display: grid; grid-template-columns: minmax(210px, 3fr) 4fr 4fr; gap: 20px; }
.head { padding: 0 20px 8px; color: var(--soft); font-size: 13px; font-weight: 600; }
article { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 18px 20px; margin-bottom: 12px; }
article > * { min-width: 0; }
h2 { font-size: 17px; line-height: 1.3; overflow-wrap: anywhere; }
h3 { display: none; }
.verdict, .tag { display: inline-block; border-radius: 999px; padding: 1px 10px; font-size: 13px; font-weight: 600; background: var(--plain-back); }
.verdict { margin: 6px 0; }
.good, .tag.counted, .tag.merged { --tone: var(--good); --tone-back: var(--good-back); }
.bad, .tag.refused { --tone: var(--bad); --tone-back: var(--bad-back); }
.test, .tag.test { --tone: var(--test); --tone-back: var(--test-back); }
.verdict.good, .verdict.bad, .verdict.test, .tag.counted, .tag.merged, .tag.refused, .tag.test { color: var(--tone); background: var(--tone-back); }
.tag.duplicate { color: var(--soft); }
.id { overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
.line { display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: baseline; }
.line time { margin-left: auto; font-variant-numeric: tabular-nums; }
.copy + .copy { border-top: 1px solid var(--line); margin-top: 12px; padding-top: 12px; }
.duplicate .money, .refused .money { color: var(--soft); font-weight: 500; }
.ids { display: flex; flex-wrap: wrap; gap: 4px; margin: 6px 0 2px; }
.ids span { border: 1px solid var(--line); border-radius: 6px; padding: 0 6px; font-size: 12px; color: var(--soft); }
.nothing { color: var(--soft); font-size: 13px; }
.words { color: var(--bad); font-size: 13px; overflow-wrap: anywhere; }
details { margin-top: 4px; }
summary { color: var(--soft); font-size: 12px; cursor: pointer; width: fit-content; }
pre { font: 12px/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; background: var(--back); border-radius: 8px;
padding: 10px 12px; margin-top: 6px; overflow: auto; max-height: 320px; }
@media (max-width: 760px) {
 body { padding: 20px 14px 48px; } .head { display: none; } article { grid-template-columns: 1fr; gap: 14px; padding: 16px; }
.counts { grid-template-columns: repeat(2, 1fr); }
h3 { display: block; font-size: 13px; color: var(--soft); margin-bottom: 4px; } .side:has(.nothing) { display: flex; gap: 8px; align-items: baseline; }
.side { border-top: 1px solid var(--line); padding-top: 12px; } }
`;
