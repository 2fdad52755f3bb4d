/** The report's whole appearance: one sheet, system fonts, no request. Print and forced colours keep glyph and word. */
export const STYLES = `
:root{color-scheme:light dark;--paper:#fbfaf7;--card:#fff;--ink:#1b1f24;--soft:#56606b;--line:#ddd9cf;--faint:#f1eee6;--accent:#0b5563;--accent-ink:#fff;
--good:#17653a;--good-bg:#e3f1e6;--fair:#0d6470;--fair-bg:#e2f1f2;--said:#4b3f9c;--said-bg:#ebe8f8;--part:#7f5200;--part-bg:#fbeecb;--old:#79481f;--old-bg:#f5e6d8;--odd:#5b4b66;--odd-bg:#eee9f1;--none:#4d5661;--none-bg:#eceef0;--bad:#a11d1d;--bad-bg:#fbe3e0;--set:#1f4f8f;--set-bg:#e2ecf8;--na:#56606b;--na-bg:#f1f1ef}
@media (prefers-color-scheme:dark){:root{--paper:#14171a;--card:#1b2024;--ink:#e8e6e1;--soft:#a7b0b8;--line:#343b42;--faint:#22282d;--accent:#7fc7d3;--accent-ink:#0c1a1d;
--good:#8fd6a6;--good-bg:#173324;--fair:#86d0d8;--fair-bg:#123338;--said:#bdb3f5;--said-bg:#2a2650;--part:#f1c76a;--part-bg:#3b2f10;--old:#e5b08a;--old-bg:#3a2818;--odd:#cdbbd8;--odd-bg:#302838;--none:#b4bec8;--none-bg:#2a3036;--bad:#ff9d94;--bad-bg:#451c1a;--set:#9cc3f2;--set-bg:#182c47;--na:#a7b0b8;--na-bg:#25292d}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
main,header.top,footer.end{max-width:74rem;margin:0 auto;padding:0 2rem}
h1,h2,h3,h4{line-height:1.2;font-weight:600;text-wrap:balance}
h1,h2{font-family:ui-serif,"Iowan Old Style","Palatino Linotype",Palatino,Georgia,"Times New Roman",serif;font-weight:500;letter-spacing:-.012em}
h1{font-size:clamp(2rem,4.4vw,3.1rem);margin:.15em 0 .1em}
h2{font-size:1.65rem;margin:3.4rem 0 .4rem;padding-top:1.1rem;border-top:2px solid var(--ink)}
h3{font-size:1.08rem;margin:1.8rem 0 .5rem}
p{margin:.5rem 0;max-width:46rem;overflow-wrap:anywhere}
a{color:var(--accent);text-underline-offset:.16em}
a:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:3px}
code{font:.86em/1.45 ui-monospace,"SF Mono","Cascadia Mono",Menlo,Consolas,monospace;overflow-wrap:anywhere}
pre{margin:.6rem 0;padding:.9rem 1.1rem;background:var(--faint);border:1px solid var(--line);border-radius:8px;white-space:pre-wrap;overflow-wrap:anywhere}
pre code{font-size:.85rem}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.6rem 1rem;z-index:2}
.synthetic{background:repeating-linear-gradient(-45deg,#1b1f24 0 14px,#2c333b 14px 28px);color:#ffd75e;text-align:center;font-weight:700;letter-spacing:.09em;padding:.6rem 1rem;margin:0;max-width:none}
.synthetic span{font-weight:500;letter-spacing:0;color:#fff}
header.top{padding-top:2.6rem}.synthetic+main{padding-top:1.6rem}
.kicker{color:var(--soft);font-size:.82rem;letter-spacing:.09em;text-transform:uppercase;font-weight:600;margin:0}
.lead{font-size:1.14rem;color:var(--soft);margin:.2rem 0 1.4rem}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));gap:0;margin:1.4rem 0;border:1px solid var(--line);border-radius:12px;background:var(--card);overflow:hidden}
.facts>div{padding:.85rem 1.1rem;box-shadow:0 0 0 1px var(--line)}
.facts dt{font-size:.78rem;color:var(--soft);font-weight:600}
.facts dd{margin:.1rem 0 0;overflow-wrap:anywhere}
.facts dd strong{font-size:1.02rem;font-weight:600;font-variant-numeric:tabular-nums}
.note{border-left:4px solid var(--accent);background:var(--card);padding:.75rem 1.1rem;border-radius:0 10px 10px 0;max-width:none;margin:1rem 0}
.warn{border-left-color:var(--bad)}
.two{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(20rem,100%),1fr));gap:1.2rem;margin-top:1.2rem}
.panel{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1rem 1.3rem 1.1rem}
.panel h3{margin-top:.1rem}
.panel ul{margin:.4rem 0 0;padding-left:1.1rem}.panel li{margin:.4rem 0}
.s-EVIDENCED{--c:var(--good);--b:var(--good-bg)}.s-SUPPORTED{--c:var(--fair);--b:var(--fair-bg)}.s-SELF_ATTESTED{--c:var(--said);--b:var(--said-bg)}.s-PARTIAL{--c:var(--part);--b:var(--part-bg)}.s-STALE{--c:var(--old);--b:var(--old-bg)}.s-UNVERIFIED{--c:var(--odd);--b:var(--odd-bg)}.s-MISSING{--c:var(--none);--b:var(--none-bg)}.s-FAILED{--c:var(--bad);--b:var(--bad-bg)}.s-WAIVED{--c:var(--set);--b:var(--set-bg)}.s-NOT_APPLICABLE{--c:var(--na);--b:var(--na-bg)}
.glyph{width:1em;height:1em;flex:none;fill:none;stroke:currentColor;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round;vertical-align:-.13em}
.glyph .knock{stroke:var(--b,var(--card));stroke-width:1.9}
.chip{display:inline-flex;align-items:center;gap:.4em;color:var(--c);background:var(--b);border:1px solid var(--c);border-radius:99px;padding:.1em .7em .1em .5em;font-size:.84rem;font-weight:600;white-space:nowrap}
.fill{background-color:var(--b);background-image:var(--p,none)}
.s-EVIDENCED .fill,.s-EVIDENCED.fill{background-color:var(--c)}
.s-SUPPORTED .fill,.s-SUPPORTED.fill{--p:linear-gradient(var(--c),var(--c));background-size:100% 3px;background-repeat:no-repeat;background-position:bottom}
.s-SELF_ATTESTED .fill,.s-SELF_ATTESTED.fill{--p:radial-gradient(var(--c) 1.3px,transparent 1.6px);background-size:6px 6px}
.s-PARTIAL .fill,.s-PARTIAL.fill{--p:repeating-linear-gradient(-45deg,var(--c) 0 2px,transparent 2px 7px)}
.s-STALE .fill,.s-STALE.fill{--p:repeating-linear-gradient(45deg,var(--c) 0 1px,transparent 1px 5px),repeating-linear-gradient(-45deg,var(--c) 0 1px,transparent 1px 5px)}
.s-UNVERIFIED .fill,.s-UNVERIFIED.fill{--p:repeating-linear-gradient(90deg,var(--c) 0 1px,transparent 1px 5px)}
.s-FAILED .fill,.s-FAILED.fill{--p:repeating-linear-gradient(-45deg,var(--c) 0 3px,transparent 3px 5px)}
.s-WAIVED .fill,.s-WAIVED.fill{--p:linear-gradient(var(--c),var(--c));background-size:100% 34%;background-repeat:no-repeat;background-position:center}
.bar{display:flex;height:1.5rem;gap:2px;margin:1rem 0 .8rem;border-radius:7px;overflow:hidden}
.bar span{min-width:4px}
.legend{display:flex;flex-wrap:wrap;gap:.45rem .6rem;margin:.4rem 0 1rem;padding:0;list-style:none}
.glyph .full,.picture .full{fill:var(--c,currentColor)}
.picture{display:block;width:100%;height:auto;min-width:44rem}
.picture .t{fill:var(--c)}.picture .line{fill:none;stroke:var(--c);stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}.picture .full{stroke:none}.picture .knock{fill:none;stroke:var(--card);stroke-width:1.9;stroke-linecap:round}
.b-none{fill:var(--card)}.b-pale{fill:var(--b)}.b-solid{fill:var(--c)}.edge{stroke:var(--c)}
.i-ink{--c:var(--ink)}.i-soft{--c:var(--soft)}.i-line{--c:var(--line)}
.picture a:hover .edge,.picture a:focus-visible .edge{stroke-width:3}
.drawn{overflow-x:auto;margin:.9rem 0;padding:1.1rem 1.3rem;background:var(--card);border:1px solid var(--line);border-radius:12px}
.signed,.unsigned{max-width:70rem;margin:1.2rem auto 0;padding:.7rem 1.1rem;border:1px solid var(--line);border-left:6px solid var(--accent);background:var(--card);border-radius:8px;overflow-wrap:anywhere}
.unsigned{border-left-color:var(--bad);font-weight:650}
.wide{overflow-x:auto;margin:.9rem 0;border:1px solid var(--line);border-radius:12px;background:var(--card)}
table.rows{border-collapse:collapse;width:100%;font-size:.92rem}
table.rows caption{text-align:left;padding:.8rem 1rem .3rem;font-weight:600}
table.rows th,table.rows td{padding:.55rem .8rem;border-top:1px solid var(--line);text-align:left;vertical-align:top}
table.rows thead th{font-size:.79rem;color:var(--soft);border-top:0;background:var(--faint);white-space:nowrap}
table.rows tbody th{font-weight:600;white-space:nowrap}
.num{font-variant-numeric:tabular-nums;white-space:nowrap}
.quiet{color:var(--soft);font-size:.87rem}
.task{break-inside:avoid;background:var(--card);border:1px solid var(--line);border-left:6px solid var(--c);border-radius:10px;padding:.95rem 1.2rem 1rem;margin:.8rem 0}
.task>h4{display:flex;flex-wrap:wrap;gap:.4rem .8rem;align-items:baseline;margin:0;font-size:1rem}
.task>h4 .id{font-variant-numeric:tabular-nums}
.task>h4 .what{font-weight:500;flex:1 1 18rem}
.task .why{margin:.45rem 0 .7rem;max-width:52rem}
.parts{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:.5rem 1.6rem;margin:0;font-size:.9rem}
.parts dt{font-size:.76rem;color:var(--soft);font-weight:600}
.parts dd{margin:.05rem 0 .4rem}
.parts ul{margin:.1rem 0;padding-left:1.05rem}
.next{margin:.5rem 0 0;padding:.5rem .8rem;border-radius:8px;background:var(--faint);font-size:.92rem;max-width:none}
.signs{position:absolute;width:0;height:0}
.ladder{display:block;width:13.4rem;height:1rem;fill:none;stroke:var(--c);stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.ladder use{fill:none;stroke:var(--c)}.cell{fill:var(--b);stroke:var(--c);stroke-width:1}
.o-passed{--c:var(--good);--b:var(--good-bg)}.o-failed{--c:var(--bad);--b:var(--bad-bg)}.o-could-not-check{--c:var(--odd);--b:var(--odd-bg)}.o-not-applicable{--c:var(--na);--b:transparent}
.v-verified{--c:var(--good);--b:var(--good-bg)}.v-rejected{--c:var(--bad);--b:var(--bad-bg)}.v-unverified{--c:var(--odd);--b:var(--odd-bg)}.hex{min-width:9rem}
.who{overflow-wrap:anywhere;min-width:13rem}
.rungs{overflow-wrap:anywhere;min-width:14.5rem}.whence{overflow-wrap:anywhere;min-width:9rem}
.codes{margin:.25rem 0 0;padding-left:1rem;font-size:.86rem}
.hide{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
nav.toc{margin:1.6rem 0 0}nav.toc ul{display:flex;flex-wrap:wrap;gap:.3rem 1.3rem;list-style:none;margin:0;padding:.6rem 0;border-top:1px solid var(--line);border-bottom:1px solid var(--line);font-size:.92rem}
footer.end{color:var(--soft);font-size:.85rem;padding-top:2.5rem;padding-bottom:3rem}
@media (max-width:44rem){main,header.top,footer.end{padding-inline:1rem}.signed,.unsigned{margin-inline:1rem}table.rows{min-width:40rem}table.rows tbody th{white-space:normal}}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media (forced-colors:active){.chip,.task{border-color:CanvasText}.picture,.ladder{forced-color-adjust:none;background:var(--card)}.fill{forced-color-adjust:none}}
@media print{@page{size:A4;margin:16mm 13mm 18mm}
:root{color-scheme:light;--paper:#fff;--card:#fff;--ink:#111;--soft:#444;--line:#bbb;--faint:#f4f4f4;--accent:#0b5563;--good:#17653a;--good-bg:#e3f1e6;--fair:#0d6470;--fair-bg:#e2f1f2;--said:#4b3f9c;--said-bg:#ebe8f8;--part:#7f5200;--part-bg:#fbeecb;--old:#79481f;--old-bg:#f5e6d8;--odd:#5b4b66;--odd-bg:#eee9f1;--none:#4d5661;--none-bg:#eceef0;--bad:#a11d1d;--bad-bg:#fbe3e0;--set:#1f4f8f;--set-bg:#e2ecf8;--na:#56606b;--na-bg:#f1f1ef}
html{font-size:70%}
body{font-size:8.8pt;line-height:1.4;print-color-adjust:exact;-webkit-print-color-adjust:exact}
main,header.top,footer.end{max-width:none;padding-inline:0}header.top,.synthetic+main{padding-top:.9rem}.facts{grid-template-columns:repeat(4,1fr);margin:.8rem 0}.facts>div{padding:.5rem .8rem}.two{grid-template-columns:2fr 3fr;margin-top:.8rem}.panel{padding:.6rem .9rem}.panel li{margin:.2rem 0}.signed,.unsigned{margin-top:.8rem}.note{margin:.6rem 0;padding-block:.5rem}nav.toc,.skip{display:none}
h2{break-after:avoid;margin-top:1.6rem}h3,h4{break-after:avoid}section.page{break-before:page}
.wide{overflow:visible;border-radius:0}.drawn{overflow:visible;padding:0;border:0;break-inside:avoid}.picture{min-width:0}table.rows tr{break-inside:avoid}thead{display:table-header-group}
a{color:inherit;text-decoration:none}.task{break-inside:auto}.parts{grid-template-columns:1fr 1fr 1fr}table.rows{font-size:8pt}table.rows th,table.rows td{padding:.35rem .5rem}.chip{font-size:.86rem}.hex{min-width:7.5rem}.who{min-width:8rem}.rungs{min-width:18rem}table.rows tbody th,.num{white-space:normal}}
`;
