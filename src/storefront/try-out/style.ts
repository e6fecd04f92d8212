/** The panel's styles. A Content Security Policy does not restrict constructed style sheets. */
export const STYLE = `
:host { all: initial; }
.box {
	position: fixed; inset-block-end: 16px; inset-inline-end: 16px; z-index: 99998; box-sizing: border-box;
	display: flex; flex-direction: column; width: min(400px, calc(100vw - 32px)); max-height: min(640px, calc(100vh - 80px));
	border: 1px solid #c3c4c7; border-radius: 8px; overflow: hidden; background: #fff; color: #1d2327;
	font: 13px/1.5 -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, sans-serif; box-shadow: 0 8px 32px rgba(0, 0, 0, .25);
}
header, footer { display: flex; align-items: center; justify-content: space-between; gap: 12px; flex: none; padding: 10px 14px; }
header { background: #1d2327; color: #fff; }
footer { border-block-start: 1px solid #dcdcde; }
h2, h3, p, ol, ul { margin: 0; padding: 0; }
h2 { font-size: 14px; }
h3 { margin: 14px 0 6px; font-size: 12px; color: #50575e; }
.body { flex: 1 1 auto; overflow: auto; padding: 12px 14px; }
.body[hidden] { display: none; }
.intro { color: #50575e; }
ol, ul { list-style: none; }
button, a { font: inherit; }
button { border: 1px solid #8c8f94; border-radius: 4px; padding: 2px 10px; background: none; color: inherit; cursor: pointer; }
a { color: #2271b1; }
a:focus-visible, button:focus-visible { outline: 2px solid #72aee6; outline-offset: 2px; }
.log li { padding: 8px 10px; border-inline-start: 3px solid #c3c4c7; background: #f6f7f7; }
.log li + li { margin-block-start: 6px; }
.log .mine { border-color: #00a32a; background: #edfaef; }
.log .held { border-color: #dba617; background: #fcf9e8; }
.log .none, .rules .none { border: 0; padding: 4px 0; background: none; color: #50575e; }
.by { color: #50575e; }
table { width: 100%; margin-block-start: 6px; border-collapse: collapse; font-size: 12px; }
th, td { padding: 3px 0; text-align: start; vertical-align: top; }
tr + tr > * { border-block-start: 1px solid rgba(0, 0, 0, .08); }
th { width: 80px; font-weight: 500; color: #50575e; }
td { overflow-wrap: anywhere; }
code { font: 12px ui-monospace, Menlo, Consolas, monospace; }
.param { display: block; color: #50575e; }
ul.rules { max-height: 200px; overflow: auto; border: 1px solid #dcdcde; border-radius: 4px; padding: 0 10px; }
.rules li { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 8px; padding: 6px 0; }
.rules li + li { border-block-start: 1px solid #f0f0f1; }
.off { padding: 0 6px; border-radius: 8px; background: #dcdcde; font-size: 11px; }
.state { flex-basis: 100%; color: #50575e; font-size: 12px; }
.good { color: #007017; }
.bad { color: #b32d2e; }
@media (prefers-reduced-motion: no-preference) { .log li { animation: duet-new .4s; } }
@keyframes duet-new { from { opacity: 0; } }
`;
